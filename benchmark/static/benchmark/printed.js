// On paper nothing is folded away and nothing cut off by the size of its field. What a form says is
// what stands in it now, saved or not.
(function () {
  "use strict";

  const TEXTS = "input:not([type]), input[type=text], textarea, select";

  let folded = [];
  let written = [];

  function textOf(field) {
    return field.tagName === "SELECT" ? field.selectedOptions[0].textContent : field.value;
  }

  // What unfolds only fields that say nothing would fill sheets with questions.
  function isToBeRead(fold) {
    const fields = Array.from(fold.querySelectorAll("input, textarea"));
    return (
      !fields.length ||
      fields.some(function (field) {
        return field.matches(TEXTS) ? field.value.trim() : field.checked;
      })
    );
  }

  function write(field) {
    const text = document.createElement("span");
    text.className = "printed";
    text.textContent = textOf(field);
    field.classList.add("written-out");
    field.insertAdjacentElement("afterend", text);
    return { field: field, text: text };
  }

  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])")).filter(isToBeRead);
    folded.forEach(function (section) {
      section.open = true;
    });
    written = Array.from(document.querySelectorAll("main form :is(" + TEXTS + ")"), write);
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (section) {
      section.open = false;
    });
    written.forEach(function (each) {
      each.text.remove();
      each.field.classList.remove("written-out");
    });
    folded = [];
    written = [];
  });
})();
