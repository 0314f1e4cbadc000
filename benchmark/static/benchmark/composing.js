// Input methods: letters on their way to becoming a Chinese character. They are not sent, whoever
// sends meanwhile, and the Enter that chooses a character presses no button.
(function () {
  "use strict";

  const BY_INPUT_METHOD = 229; // what some browsers say of its last key, after the composition

  let field = null; // that is being composed in
  let settled = ""; // what it held before

  function over() {
    field = null;
  }

  document.addEventListener("compositionstart", function (event) {
    field = event.target;
    settled = field.value;
  });
  // First of all: who hears of it on the way up shall find it over.
  document.addEventListener("compositionend", over, true);
  // Where a browser forgets to say that it is over.
  document.addEventListener("focusout", over, true);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === BY_INPUT_METHOD)) {
      event.preventDefault();
    }
  });

  window.benchmarkComposing = {
    isOn: function () {
      return field !== null;
    },

    // What a form holds, the field that is being composed in as it was before.
    settled: function (form) {
      const data = new FormData(form);
      if (field && data.has(field.name) && field.form === form) {
        data.set(field.name, settled);
      }
      return data;
    },
  };
})();
