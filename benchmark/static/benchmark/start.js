// A new assessment: as soon as the industry's field is chosen, suggests comparators of that field
// and puts its clusters first. Without this script the task list suggests them afterwards. For an
// industry that was assessed before, proposes the year after.
(function () {
  "use strict";

  const industry = document.getElementById("id_industry");
  const carry = document.getElementById("div_id_carry");
  const fresh = document.querySelector("details.group");
  const sector = document.getElementById("id_new-sector");
  const choices = document.getElementById("id_comparators");
  const groups = Array.from(choices.querySelectorAll("[data-sector]"));

  function field() {
    const known = industry && industry.selectedOptions[0].dataset.sector;
    return known || sector.value;
  }

  function suggest() {
    const own = field();
    document.querySelectorAll("[data-suggested-for]").forEach(function (suggestions) {
      suggestions.hidden = suggestions.dataset.suggestedFor !== own;
    });
    const first = groups.filter((group) => group.dataset.sector === own);
    const others = groups.filter((group) => group.dataset.sector !== own);
    choices.append(...first, ...others);
  }

  function next() {
    const year = industry.selectedOptions[0].dataset.next;
    if (year) {
      document.getElementById("id_period").value = year;
    }
  }

  function fold() {
    fresh.open = !industry.value;
    carry.hidden = !industry.value;
  }

  sector.addEventListener("change", suggest);
  if (industry) {
    industry.addEventListener("change", fold);
    industry.addEventListener("change", next);
    industry.addEventListener("change", suggest);
    fold();
  }
  suggest();
})();
