// On paper nothing is folded away and nothing cut off by the size of its field. What a form says is
// what stands in it now, saved or not. Comes before other scripts: it tells them what is seen of a
// text.
(function () {
  "use strict";

  // What nobody sees, as the server tells it (benchmark/scoring/text.py): by class, what Unicode has
  // programs ignore, and what is blank to the eye.
  const UNSEEN =
    "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u2800" +
    "\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8\\u{16FE4}\\u{1D159}\\u{E0000}-\\u{E0FFF}";
  const ENDS = new RegExp("^[" + UNSEEN + "]+|(?<![" + UNSEEN + "])[" + UNSEEN + "]+$", "gu");

  // The text without what is not visible at both ends; "" where nothing is.
  function trimmed(text) {
    return text.replace(ENDS, "");
  }

  window.benchmarkTrimmed = trimmed;

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
        return field.matches(TEXTS) ? trimmed(field.value) : field.checked;
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
