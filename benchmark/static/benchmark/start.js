// A new assessment: as soon as the industry's field is chosen, comparators of that field are
// suggested (comparators.js). For an industry that was assessed before, proposes the year after.
(function () {
  "use strict";

  const industry = document.getElementById("id_industry");
  const carry = document.getElementById("div_id_carry");
  const fresh = document.querySelector("details.group");
  const sector = document.getElementById("id_new-sector");

  function announce() {
    const known = industry && industry.selectedOptions[0].dataset;
    const takesOver = Boolean(known && known.next && carry.querySelector("input").checked);
    const field = (known && known.sector) || sector.value;
    document.dispatchEvent(new CustomEvent("fieldchosen", { detail: { field, takesOver } }));
  }

  function next() {
    const year = industry.selectedOptions[0].dataset.next;
    if (year) {
      document.getElementById("id_period").value = year;
    }
  }

  function fold() {
    fresh.open = !industry.value;
    carry.hidden = !(industry.value && industry.selectedOptions[0].dataset.next);
  }

  sector.addEventListener("change", announce);
  if (industry) {
    industry.addEventListener("change", fold);
    industry.addEventListener("change", next);
    industry.addEventListener("change", announce);
    carry.addEventListener("change", announce);
    fold();
  }
  // What a browser filled in again by itself announces itself too.
  if (sector.value && !document.querySelector("[data-suggested-for]:not([hidden])")) {
    announce();
  }
})();
