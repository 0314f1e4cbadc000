// What follows from what is saved, on a trait's page: computed by the server alone, shown here.
(function () {
  "use strict";

  function answerOf(group) {
    const chosen = group.querySelector("input:checked");
    return chosen ? chosen.value : "";
  }

  window.benchmarkFindings = function (form) {
    const standingBox = document.getElementById("standing-now");
    const briefBox = document.getElementById("standing-brief");
    const liftBox = document.getElementById("lift");

    function show(answer) {
      Object.keys(answer.answers).forEach(function (slug) {
        const radio = document.getElementById("a-" + slug + "-" + answer.answers[slug]);
        if (radio) {
          radio.checked = true;
        }
      });
      const decided = new Set(answer.by_figure);
      document.querySelectorAll("[data-condition]").forEach(function (row) {
        const slug = row.getAttribute("data-condition");
        const group = row.querySelector("fieldset");
        window.benchmarkMessages.replaceIfDifferent(row.querySelector("[data-finding]"), answer.findings[slug]);
        row.classList.toggle("by-figure", decided.has(slug));
        if (group) {
          group.disabled = decided.has(slug);
          const carried = row.querySelector("[data-carried]");
          if (carried) {
            carried.hidden = decided.has(slug) || Boolean(answerOf(group));
          }
        }
      });
      const open = form.querySelectorAll(".condition [data-carried]:not([hidden])").length > 0;
      form.querySelectorAll("[data-carried=all]").forEach(function (button) {
        button.hidden = !open;
      });
      form.querySelectorAll("[data-counts]").forEach(function (note) {
        note.textContent = answer.items[note.closest("[data-row]").getAttribute("data-key")] || "";
      });
      form.querySelectorAll("[data-level]").forEach(function (level) {
        const here = Number(level.getAttribute("data-level"));
        level.classList.toggle("level-claim", here === answer.claim);
        level.classList.toggle("level-next", here === answer.next_level);
      });
      window.benchmarkMessages.replaceIfDifferent(liftBox, answer.lift);
      window.benchmarkMessages.replaceIfDifferent(standingBox, answer.standing);
      document.querySelector(".trait-steps .here .trait-state").textContent = answer.state;
      briefBox.textContent = answer.brief;
    }

    // What was computed at the last save stays to be read, and says that it is no more than that.
    function notComputed(text) {
      briefBox.textContent = text;
      if (standingBox.querySelector(".not-computed")) {
        return;
      }
      const note = document.createElement("p");
      note.className = "not-computed";
      note.textContent = text;
      standingBox.prepend(note);
    }

    return { show: show, notComputed: notComputed };
  };
})();
