// Checkboxes of which only so many may be ticked; and the clusters suggested for the industry's
// field, which start.js announces. Those of other fields are disabled, so that nobody sends them.
(function () {
  "use strict";

  document.querySelectorAll("[data-limit]").forEach(function (choices) {
    const limit = Number(choices.dataset.limit);
    const message = choices.querySelector("[data-too-many]");
    choices.addEventListener("change", function (event) {
      const ticked = choices.querySelectorAll("input:checked:enabled").length;
      const tooMany = event.target.checked && ticked > limit;
      if (tooMany) {
        event.target.checked = false;
      }
      message.textContent = tooMany ? message.dataset.tooMany : "";
    });
  });

  const choices = document.getElementById("id_comparators");
  const groups = Array.from(choices.querySelectorAll("[data-sector]"));
  const more = choices.querySelector("details");
  const asked = choices.querySelector("[data-no-field]");

  if (asked) {
    asked.querySelectorAll("[data-without-script]").forEach(function (part) {
      part.hidden = true;
      part.querySelector("input").disabled = true;
    });
  }

  // field: slug; takesOver: an earlier assessment of the industry hands its own comparators on.
  document.addEventListener("fieldchosen", function (event) {
    const { field, takesOver } = event.detail;
    let shown = [];
    choices.querySelectorAll("[data-suggested-for]").forEach(function (suggested) {
      const own = suggested.dataset.suggestedFor === field;
      const boxes = Array.from(suggested.querySelectorAll("input"));
      if (own) {
        shown = boxes.map((box) => box.value);
        boxes.forEach(function (box) {
          box.checked = !takesOver;
        });
      }
      suggested.hidden = suggested.disabled = !own;
    });
    more.querySelectorAll("input").forEach(function (box) {
      const above = shown.includes(box.value);
      box.disabled = above;
      box.checked = false;
      box.closest(".form-check").hidden = above;
    });
    more.append(
      ...groups.filter((group) => group.dataset.sector === field),
      ...groups.filter((group) => group.dataset.sector !== field),
    );
    if (asked) {
      asked.hidden = shown.length > 0;
    }
  });
})();
