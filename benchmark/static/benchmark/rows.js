// Adds rows of evidence and figures without a page load, and offers the units of an indicator.
// Without this script a button saves the page and comes back with one more row.
(function () {
  "use strict";

  function addRow(group) {
    var name = group.getAttribute("data-rows");
    var total = document.getElementById("id_" + name + "-TOTAL_FORMS");
    var index = Number(total.value);
    var list = group.querySelector("[data-list]");
    // The server made this markup; only the row's number is put in.
    var markup = group.querySelector("template").innerHTML.split("__prefix__").join(String(index));
    list.insertAdjacentHTML("beforeend", markup);
    total.value = String(index + 1);
    var row = list.lastElementChild;
    var number = row.querySelector("[data-number]");
    if (number) { number.textContent = String(index + 1); }
    var field = row.querySelector("input:not([type=hidden]), select, textarea");
    if (field) { field.focus(); }
    return row;
  }

  function offerUnits(indicator) {
    var known = JSON.parse(indicator.closest("[data-units]").getAttribute("data-units"));
    var unit = document.getElementById(indicator.id.replace(/-indicator$/, "-unit"));
    var choices = known[indicator.value];
    if (!choices || !unit) { return; }
    var before = unit.value;
    unit.textContent = "";
    choices.forEach(function (choice) {
      unit.add(new Option(choice[1], choice[0], false, choice[0] === before));
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add]");
    if (!button) { return; }
    event.preventDefault();
    addRow(button.closest("[data-rows]"));
  });

  document.addEventListener("change", function (event) {
    if (/-indicator$/.test(event.target.id)) { offerUnits(event.target); }
  });
})();
