// Suggested comparators are ticked where they are suggested; their boxes stand among the 25 below.
(function () {
  "use strict";

  document.querySelectorAll("[data-choose]").forEach(function (button) {
    const box = document.getElementById(`id_comparators_${button.dataset.choose}`);
    function show() {
      button.setAttribute("aria-pressed", String(box.checked));
    }
    button.addEventListener("click", function () {
      box.checked = !box.checked;
      // The same cluster may be suggested for several fields.
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    box.addEventListener("change", show);
    show();
    button.hidden = false;
  });
})();
