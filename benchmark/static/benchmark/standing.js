// Claim and supported level once more in the bar that stays in sight: choosing a level or adding
// evidence shows its effect wherever one is on the page.
(function () {
  "use strict";

  const box = document.getElementById("standing-now");
  const brief = document.getElementById("standing-brief");

  function mirror() {
    const levels = Array.from(box.querySelectorAll(".standing-levels p:not(.standing-ladder)"));
    brief.textContent = levels.map((level) => level.textContent.trim()).join(" · ");
    brief.hidden = !/\d/.test(brief.textContent);
  }

  new MutationObserver(mirror).observe(box, { childList: true, subtree: true });
  mirror();
})();
