// Offers what the browser kept of a trait's page from an earlier visit (kept.js), and fills it in.
(function () {
  "use strict";

  const kept = window.benchmarkKept;
  const rows = window.benchmarkRows;
  const trimmed = window.benchmarkTrimmed;

  const OF_ROW = /^(figure|evidence|task)-([0-9a-f]+)-/;

  const OF_VISIT = ["csrfmiddlewaretoken", "made_for", "revision"];

  // What a form holds, as pairs of name and text, but for what belongs to a visit, and for rows that
  // nobody has touched.
  function fields(form) {
    const blank = new Set(
      Array.from(form.querySelectorAll("[data-blank]"), function (row) {
        return row.getAttribute("data-key");
      })
    );
    return Array.from(new FormData(form)).filter(function (field) {
      const row = OF_ROW.exec(field[0]);
      return OF_VISIT.indexOf(field[0]) < 0 && !(row && blank.has(row[2]));
    });
  }

  function fill(form, values) {
    const byName = new Map();
    const keys = new Set();
    values.forEach(function (field) {
      byName.set(field[0], (byName.get(field[0]) || []).concat(field[1]));
      const row = OF_ROW.exec(field[0]);
      if (row) {
        keys.add(row[2]);
      }
    });
    values.forEach(function (field) {
      const row = OF_ROW.exec(field[0]);
      if (row && field[0].endsWith("-indicator")) {
        rows.ensure(field[1], row[2]);
      } else if (row && row[1] === "evidence" && field[0].endsWith("-title")) {
        rows.ensure("evidence", row[2]);
      }
    });
    Array.from(form.elements).forEach(function (field) {
      const row = OF_ROW.exec(field.name);
      const said = byName.get(field.name);
      if (row && !keys.has(row[2])) {
        return; // a row that was stored since
      }
      if (field.type === "checkbox") {
        field.checked = Boolean(said) && said.indexOf(field.value) >= 0;
      } else if (field.type === "radio" && said) {
        field.checked = said[0] === field.value;
      } else if (field.type !== "submit" && field.type !== "radio" && said) {
        field.value = said[0];
      }
    });
    rows.refresh();
  }

  function timeOf(entry, timeZone) {
    const shown = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };
    shown.hourCycle = "h23";
    shown.timeZone = timeZone;
    // Day before month, as everywhere in the English pages.
    const language = document.documentElement.lang === "en" ? "en-GB" : "zh-Hans";
    return new Date(entry.at).toLocaleString(language, shown);
  }

  function lastSave(form) {
    const parts = form.getAttribute("data-last-save").split(".");
    return { page: parts[0], number: Number(parts[1]) };
  }

  // Whether the last save came from the page that kept this, and after the last change there.
  function isSaved(form, entry) {
    const last = lastSave(form);
    return last.page === entry.page && last.number >= entry.number;
  }

  // Whether the page shows what was kept: then there is nothing to offer.
  function isShown(form, entry) {
    if (rows.shows && rows.shows(form, entry.fields)) {
      return true;
    }
    const now = fields(form);
    if (JSON.stringify(now) === JSON.stringify(entry.fields)) {
      return true;
    }
    const values = new Set(
      now.map(function (field) {
        return trimmed(field[1]);
      })
    );
    // Saved, but perhaps not all of it: an invalid field is kept here only.
    return (
      isSaved(form, entry) &&
      entry.fields.every(function (field) {
        return !trimmed(field[1]) || values.has(trimmed(field[1]));
      })
    );
  }

  function newest(form, place) {
    return kept.entries(place).filter(function (found) {
      const shown = isShown(form, found.entry);
      if (shown) {
        kept.drop(found.key);
      }
      return !shown;
    })[0];
  }

  // Offers the newest of what was kept of `place` and calls `restored` once it is in the form,
  // with the pages that are gone and whose last save may still be on its way.
  // What this very tab kept comes back by itself, as after signing in again, unless something
  // newer is stored.
  function show(form, place, tab, restored) {
    const found = newest(form, place);
    if (!found) {
      return;
    }
    const entry = found.entry;
    const revision = document.getElementById("id_revision");
    const box = document.getElementById("kept");
    const buttons = box.querySelector(".actions");
    // A page that is still open, in a copy of this tab, is another one.
    const continued = entry.left ? [entry.page].concat(entry.continues) : [];
    const older =
      !isSaved(form, entry) &&
      continued.indexOf(lastSave(form).page) < 0 &&
      entry.revision !== Number(revision.value);
    const atOnce = entry.tab === tab && !older;

    function restore() {
      fill(form, entry.fields);
      if (older) {
        // The server will say so, and the user chooses which of the two stays.
        revision.value = String(entry.revision);
      }
      kept.drop(found.key);
      restored(atOnce ? continued : []);
    }

    function close() {
      box.hidden = true;
    }

    const text = atOnce ? "restored" : older ? "offerOlder" : "offer";
    const time = timeOf(entry, box.dataset.timeZone);
    box.querySelector("[data-text]").textContent = box.dataset[text].replace("{time}", time);
    buttons.hidden = atOnce;
    box.hidden = false;
    if (atOnce) {
      restore();
      return;
    }
    buttons.querySelector("[data-restore]").addEventListener("click", function () {
      close();
      restore();
    });
    buttons.querySelector("[data-discard]").addEventListener("click", function () {
      close();
      kept.drop(found.key);
    });
    window.addEventListener("storage", function (event) {
      // Its own window has saved it, or its user has signed out.
      if (event.key === found.key && event.newValue === null) {
        close();
      }
    });
  }

  window.benchmarkOffer = { fields: fields, show: show };
})();
