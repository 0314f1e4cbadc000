// What happens when a page that saves itself is left: links and forms wait for the save, a closing
// page sends what is small, and the browser asks before anything would be lost.
(function () {
  "use strict";

  const FAREWELL_BYTES = 60000; // what a browser sends on behalf of a page that is gone

  // `saving` is what drafts.js tells of itself. Returns `allow`: whether going away is the user's
  // decision, so that nobody is asked.
  window.benchmarkLeaving = function (saving) {
    let disarmed = false;
    let passing = false; // a form that waited for a save is on its way

    function isSmall() {
      return (
        window.benchmarkOffer.fields(saving.form).reduce(function (bytes, field) {
          return bytes + new Blob([field[1]]).size + 150;
        }, 0) < FAREWELL_BYTES
      );
    }

    document.addEventListener("click", function (event) {
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || saving.line.contains(link)) {
        return;
      }
      if (link.hasAttribute("data-take-stored")) {
        saving.forget();
        disarmed = true;
        return;
      }
      const elsewhere =
        event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      const href = link.getAttribute("href");
      if (!saving.isPending() || elsewhere || link.target || href.charAt(0) === "#") {
        return;
      }
      event.preventDefault();
      saving.settle(function () {
        window.location.assign(link.href);
      });
    });

    document.addEventListener(
      "submit",
      function (event) {
        if (event.target === saving.form || passing || !saving.isPending()) {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        const button = event.submitter;
        saving.settle(function () {
          passing = true;
          event.target.requestSubmit(button);
          passing = false;
        });
      },
      true
    );

    window.addEventListener("beforeunload", function (event) {
      const state = saving.state();
      if (disarmed || !(saving.isPending() || state.wrong)) {
        return;
      }
      if (!state.wrong && !state.halted && !state.away && isSmall()) {
        return; // It is sent when the page goes.
      }
      event.preventDefault();
      event.returnValue = "";
    });

    window.addEventListener("pagehide", function () {
      if (saving.isPending() && !disarmed && !saving.state().halted && isSmall()) {
        saving.sendOff();
      }
    });

    // What was typed and is saved need not be kept where the page is taken out of the browser's
    // memory (restored.js): only what is pending.
    window.benchmarkRestored.holds = saving.isPending;
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) {
        disarmed = false;
        saving.resume();
      }
    });

    // The switch of language need not send the form: it waits until everything is saved.
    document.querySelectorAll(".site-account [form]").forEach(function (button) {
      button.removeAttribute("form");
    });

    return function (yes) {
      disarmed = yes;
    };
  };
})();
