// On a phone one reads the brief: the annexes begin folded, and a link to one unfolds it.
(function () {
  "use strict";

  function unfold(id) {
    const target = document.getElementById(id);
    const annex = target && target.closest("details.report-section");
    if (annex) {
      annex.open = true;
    }
  }

  if (window.matchMedia("(max-width: 767px)").matches) {
    document.querySelectorAll("details.report-section").forEach(function (annex) {
      annex.open = false;
    });
    unfold(window.location.hash.slice(1));
  }
  document.addEventListener("click", function (event) {
    const link = event.target.closest(".report a[href^='#']");
    if (link) {
      unfold(link.getAttribute("href").slice(1));
    }
  });
})();
