// The table of a plan, for the scripts that save a page as it is filled in (drafts.js): only rows
// that were touched are sent and kept; what follows from a save is computed by the server alone.
(function () {
  "use strict";

  const form = document.getElementById("plan-form");
  if (!form) {
    return;
  }
  const rows = new Map(
    Array.from(form.querySelectorAll("[data-task]"), function (row) {
      return [row.getAttribute("data-task"), row];
    })
  );
  const touched = new Set();
  // What differs between two visits without being typed.
  const OF_VISIT = /-(opened|note_key)$/;

  function fieldsOf(row) {
    return Array.from(row.querySelectorAll("input, select, textarea"));
  }

  ["input", "change"].forEach(function (kind) {
    form.addEventListener(kind, function (event) {
      const row = event.target.closest("[data-task]");
      if (row) {
        touched.add(row.getAttribute("data-task"));
      }
    });
  });

  // What is not chosen cannot be added: said at the field, nothing is sent for it.
  const addTo = document.getElementById("add-to");

  form.addEventListener(
    "submit",
    function (event) {
      if (event.submitter && event.submitter.name === "add" && !addTo.value) {
        event.preventDefault();
        event.stopImmediatePropagation();
        window.benchmarkMessages.mark(addTo, [addTo.dataset.missing]);
        addTo.focus();
      }
    },
    true
  );

  // A page that was loaded for a task, or for a place in it, shows it, unfolded.
  const shown = document.getElementById(window.location.hash.slice(1));
  if (shown && shown.closest("[data-task]")) {
    const fold = shown.closest("details");
    if (fold) {
      fold.open = true;
    }
    window.history.scrollRestoration = "manual";
    shown.scrollIntoView({ block: "center" });
    shown.focus({ preventScroll: true });
  }

  form.addEventListener("formdata", function (event) {
    rows.forEach(function (row, key) {
      if (!touched.has(key) && !row.hasAttribute("data-typed")) {
        fieldsOf(row).forEach(function (field) {
          event.formData.delete(field.name);
        });
      }
    });
  });

  // Whether the page says all that was kept of it; a note that is stored stands in its list.
  function shows(_, kept) {
    const said = new Map(kept);
    return kept.every(function (pair) {
      const name = pair[0];
      const field = form.elements[name];
      if (!name.startsWith("task-") || OF_VISIT.test(name) || !field) {
        return true;
      }
      const note = name.endsWith("-note") && said.get(name + "_key");
      if (note && (!pair[1].trim() || form.querySelector("[data-note='" + note + "']"))) {
        return true;
      }
      return field.type === "checkbox" ? field.checked : field.value.trim() === pair[1].trim();
    });
  }

  // A row that is filled in by a script is touched as well.
  function refresh() {
    rows.forEach(function (row, key) {
      touched.add(key);
    });
  }

  window.benchmarkRows = { ensure: function () {}, refresh: refresh, shows: shows };

  function fieldOf(key, name) {
    return form.elements["task-" + key + "-" + name];
  }

  function textOf(field) {
    return field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
  }

  // As a text area holds what was sent.
  function asTyped(text) {
    return text.replace(/\r\n?/g, "\n");
  }

  // Notes that are stored while their boxes are still being typed in, by task.
  const noted = new Map();

  // A note that is stored stands in its list, and the next one begins, once its box is left.
  function settleNote(key) {
    const note = noted.get(key);
    const field = fieldOf(key, "note");
    if (!note || document.activeElement === field) {
      return;
    }
    noted.delete(key);
    const id = fieldOf(key, "note_key");
    if (id.value !== note.key || field.value !== asTyped(note.typed)) {
      return; // Another answer is on its way.
    }
    const row = rows.get(key);
    field.value = "";
    id.value = note.next;
    window.benchmarkMessages.replaceIfDifferent(row.querySelector("[data-notes]"), note.notes);
    row.querySelector("[data-count]").textContent = note.count;
  }

  form.addEventListener("focusout", function (event) {
    if (event.target.matches("[name$='-note']")) {
      settleNote(event.target.closest("[data-task]").getAttribute("data-task"));
    }
  });

  // Fields that others changed; one that was typed in meanwhile stays what it was opened on, so
  // that both versions are told.
  function merge(key, said) {
    const open = Object.keys(said.replaced).filter(function (name) {
      const field = fieldOf(key, name);
      const texts = said.replaced[name];
      if (field && textOf(field) === asTyped(texts[0])) {
        if (field.type === "checkbox") {
          field.checked = texts[1] !== "";
        } else {
          field.value = texts[1];
        }
      }
      return !field || textOf(field) !== texts[1];
    });
    if (!open.length) {
      fieldOf(key, "opened").value = said.opened;
    }
  }

  window.benchmarkFindings = function () {
    const box = document.getElementById("reach");
    const edition = document.getElementById("new-edition");

    function show(answer) {
      window.benchmarkMessages.replaceIfDifferent(box, answer.reach);
      if (edition) {
        edition.hidden = !answer.edition;
      }
      Object.keys(answer.rows).forEach(function (key) {
        const row = rows.get(key);
        if (row) {
          const said = answer.rows[key];
          window.benchmarkMessages.replaceIfDifferent(row.querySelector("[data-chips]"), said.chips);
          if (said.opened) {
            merge(key, said);
          }
          if (said.note) {
            noted.set(key, said.note);
            settleNote(key);
          }
        }
      });
    }

    function notComputed(text) {
      if (box.querySelector(".not-computed")) {
        return;
      }
      const note = document.createElement("p");
      note.className = "not-computed";
      note.textContent = text;
      box.prepend(note);
    }

    return { show: show, notComputed: notComputed };
  };
})();
