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

  window.benchmarkFindings = function () {
    const box = document.getElementById("reach");

    function show(answer) {
      window.benchmarkMessages.replaceIfDifferent(box, answer.reach);
      Object.keys(answer.rows).forEach(function (key) {
        const row = rows.get(key);
        if (row) {
          const said = answer.rows[key];
          window.benchmarkMessages.replaceIfDifferent(row.querySelector("[data-chips]"), said.chips);
          if (said.opened) {
            row.querySelector("[name$=-opened]").value = said.opened;
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
