// Rows of figures and evidence: added without a page load, folded when deleted, their unit shown;
// keys 1, 2, 3 and 0 on a condition; the mark of what is carried over from the year before.
// Without this script a button saves the page and comes back with one more row.
(function () {
  "use strict";

  const trimmed = window.benchmarkTrimmed;
  const KEY = "__key__";
  const ANSWERS = { 1: "met", 2: "not_met", 3: "unknown", 0: "", Backspace: "", Delete: "" };

  function newKey() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(8));
    return Array.from(bytes, function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function rowOf(key) {
    return document.querySelector("[data-key='" + key + "']");
  }

  function textsOf(row) {
    return Array.from(row.querySelectorAll("input")).filter(function (field) {
      return field.type === "text";
    });
  }

  function isEmpty(row) {
    return !textsOf(row).some(shows);
  }

  function shows(field) {
    return Boolean(trimmed(field.value));
  }

  // A row to be filled in: `name` is an indicator's slug, or "evidence".
  function add(name, key) {
    // The server made this markup; only the row's key is put in.
    const source = document.querySelector("template[data-new='" + name + "']");
    const markup = source.innerHTML.split(KEY).join(key || newKey());
    const rows = document.querySelectorAll("tbody[data-of='" + name + "']");
    const last = rows[rows.length - 1];
    let row;
    if (last) {
      last.insertAdjacentHTML("afterend", markup);
      row = last.nextElementSibling;
    } else {
      const list = document.querySelector("[data-rows='" + name + "']");
      list.insertAdjacentHTML("beforeend", markup);
      row = list.lastElementChild;
    }
    row.setAttribute("data-blank", "");
    number();
    show(row);
    return row;
  }

  // Gives an untouched row another key: that of what is put back into it.
  function rename(row, key) {
    const before = row.getAttribute("data-key");
    [row].concat(Array.from(row.querySelectorAll("*"))).forEach(function (part) {
      Array.from(part.attributes).forEach(function (attribute) {
        if (attribute.value.indexOf(before) >= 0) {
          part.setAttribute(attribute.name, attribute.value.split(before).join(key));
        }
      });
    });
  }

  // The row of that key; where there is none, an untouched row becomes it, or one is added.
  function ensure(name, key) {
    let row = rowOf(key) || document.querySelector("tbody[data-of='" + name + "'][data-blank]");
    if (!row) {
      row = add(name, key);
    } else if (row.getAttribute("data-key") !== key) {
      rename(row, key);
    }
    row.removeAttribute("data-blank");
  }

  function number() {
    document.querySelectorAll("[data-number]").forEach(function (part, index) {
      part.textContent = String(index + 1);
    });
  }

  // A deleted row folds away and can be brought back; an empty figure needs nothing more yet.
  function show(row) {
    const gone = row.querySelector("[data-gone]").checked;
    row.classList.toggle("deleted", gone);
    row.classList.toggle("filled", gone || !isEmpty(row));
    const unit = row.querySelector("select");
    if (unit) {
      row.querySelector("[data-unit]").textContent = unit.selectedOptions[0].textContent;
    }
  }

  function contentOf(part) {
    return JSON.stringify(
      Array.from(part.querySelectorAll("input, select, textarea"), function (field) {
        return field.type === "checkbox" || field.type === "radio"
          ? field.checked
          : trimmed(field.value);
      })
    );
  }

  // The server marks what says the same as the year before and lists what rests on it; changed, it
  // no longer does.
  const repeated = Array.from(document.querySelectorAll("[data-repeats]"), function (mark) {
    const part = mark.closest("[data-row], p");
    return { mark: mark, part: part, content: contentOf(part) };
  });

  function refresh() {
    document.querySelectorAll("[data-row]").forEach(show);
    repeated.forEach(function (each) {
      each.mark.hidden = contentOf(each.part) !== each.content;
      document.querySelectorAll("[data-rests='" + each.part.getAttribute("data-key") + "']").forEach(function (line) {
        line.hidden = each.mark.hidden;
      });
    });
  }

  function choose(radio) {
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-add]");
    if (button) {
      event.preventDefault();
      textsOf(add(button.getAttribute("data-add")))[0].focus();
    }
  });

  document.addEventListener("keydown", function (event) {
    const group = event.target.closest("fieldset.answer");
    const plain = !(event.ctrlKey || event.altKey || event.metaKey);
    if (group && plain && event.key in ANSWERS) {
      const radio = group.querySelector("input[value='" + ANSWERS[event.key] + "']");
      if (radio) {
        event.preventDefault();
        choose(radio);
      }
    }
  });

  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const field = event.target;
      const row = field.closest("[data-row]");
      if (row) {
        row.removeAttribute("data-blank");
      }
      // Whatever is said of the trait, it is no longer unknown as a whole.
      const answers = field.name.startsWith("answer-") && field.value.endsWith("met");
      if (answers || (field.name.endsWith("-value") && shows(field))) {
        document.getElementById("id_not_known").checked = false;
      }
      refresh();
    });
  });

  document.querySelectorAll("[data-row]").forEach(function (row) {
    row.toggleAttribute("data-blank", isEmpty(row));
  });
  refresh();
  window.benchmarkRows = { ensure: ensure, refresh: refresh };
})();
