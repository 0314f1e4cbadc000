// What was folded away is printed all the same, and folded again afterwards.
(function () {
  "use strict";

  let folded = [];

  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (section) {
      section.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (section) {
      section.open = false;
    });
    folded = [];
  });
})();
