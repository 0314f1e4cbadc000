// A page that the browser takes out of its memory, as after going back, shows what was stored when
// it was left: it is loaded anew, unless it holds what would be lost.
(function () {
  "use strict";

  function isTyped(field) {
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (field.tagName === "SELECT") {
      const preset = Array.from(field.options).findIndex(function (option) {
        return option.defaultSelected;
      });
      return field.selectedIndex !== Math.max(0, preset);
    }
    return /^(INPUT|TEXTAREA)$/.test(field.tagName) && field.value !== field.defaultValue;
  }

  window.benchmarkRestored = {
    // A page that saves itself knows better (leaving.js).
    holds: function () {
      return Array.from(document.querySelectorAll("form[method=post]")).some(function (form) {
        return Array.from(form.elements).some(isTyped);
      });
    },
  };

  window.addEventListener("pageshow", function (event) {
    if (event.persisted && !window.benchmarkRestored.holds()) {
      window.location.reload();
    }
  });
})();
