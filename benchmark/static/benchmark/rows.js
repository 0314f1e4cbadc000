// Rows of evidence and figures: added without a page load, deleted and brought back, the units of
// an indicator, and the mark of what is carried over from the year before. Without this script a button saves the page and comes back with one more row.
(function () {
  "use strict";

  function listOf(group) {
    return group.querySelector("[data-list]");
  }

  function totalOf(group) {
    return document.getElementById("id_" + group.getAttribute("data-rows") + "-TOTAL_FORMS");
  }

  function addRow(group) {
    const list = listOf(group);
    const index = list.children.length;
    // The server made this markup; only the row's number is put in.
    const markup = group.querySelector("template").innerHTML.split("__prefix__").join(String(index));
    list.insertAdjacentHTML("beforeend", markup);
    totalOf(group).value = String(index + 1);
    const row = list.lastElementChild;
    row.querySelector("[data-number]").textContent = String(index + 1);
    showDeletion(row);
    return row;
  }

  // As many rows as `count`: others are added at the end, or taken from there.
  function resize(group, count) {
    const list = listOf(group);
    while (list.children.length > count) {
      list.lastElementChild.remove();
    }
    while (list.children.length < count) {
      addRow(group);
    }
    totalOf(group).value = String(list.children.length);
  }

  function offerUnits(indicator) {
    const known = JSON.parse(indicator.closest("[data-units]").getAttribute("data-units"));
    const unit = document.getElementById(indicator.id.replace(/-indicator$/, "-unit"));
    const choices = known[indicator.value];
    if (!choices || !unit) {
      return;
    }
    const before = unit.value;
    unit.textContent = "";
    choices.forEach(function (choice) {
      unit.add(new Option(choice[1], choice[0], false, choice[0] === before));
    });
  }

  function isEmpty(row) {
    return !Array.from(row.querySelectorAll("input[type=text]")).some(function (field) {
      return field.value.trim();
    });
  }

  // A deleted row folds away and can be brought back; an empty one has nothing to delete.
  function showDeletion(row) {
    const part = row.querySelector("[data-delete]");
    const label = part.querySelector("label");
    const deleted = part.querySelector("input").checked;
    label.textContent = label.getAttribute("data-at-once");
    part.classList.toggle("d-none", !deleted && isEmpty(row));
    row.querySelector(".field-row").classList.toggle("d-none", deleted);
  }

  function contentOf(part) {
    return JSON.stringify(
      Array.from(part.querySelectorAll("input[type=text], select, textarea"), function (field) {
        return field.value.trim();
      })
    );
  }

  // The server marks what says the same as the year before; changed, it no longer does.
  const carried = Array.from(document.querySelectorAll("[data-carried]"), function (mark) {
    const part = mark.closest("[data-row], .mb-3");
    return { mark: mark, part: part, content: contentOf(part) };
  });

  function showCarried() {
    carried.forEach(function (each) {
      each.mark.hidden = contentOf(each.part) !== each.content;
    });
  }

  function refresh() {
    document.querySelectorAll("[data-row]").forEach(showDeletion);
    showCarried();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-add]");
    if (!button) {
      return;
    }
    event.preventDefault();
    addRow(button.closest("[data-rows]")).querySelector("input, select").focus();
  });

  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (event.target.id.endsWith("-indicator")) {
        offerUnits(event.target);
      }
      const row = event.target.closest("[data-row]");
      if (row) {
        showDeletion(row);
      }
      showCarried();
    });
  });

  refresh();
  window.benchmarkRows = { resize: resize, offerUnits: offerUnits, refresh: refresh };
})();
