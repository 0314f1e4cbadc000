// What was typed and is not saved yet, kept in this browser under its user, page and window.
// It is gone once its user signs out, or another person has signed in.
(function () {
  "use strict";

  const PREFIX = "benchmark-draft:";

  // Of a user, or of a page ("user:assessment:trait"); of everybody where `place` is "".
  function keysOf(place) {
    try {
      return Object.keys(window.localStorage).filter(function (key) {
        return key.indexOf(PREFIX + (place && place + ":")) === 0;
      });
    } catch {
      return [];
    }
  }

  function read(key) {
    try {
      return JSON.parse(window.localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function randomName() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(12));
    return Array.from(bytes, function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  window.benchmarkKept = {
    randomName: randomName,

    // The cookie changes with a sign-in in another window; the page's own token does not.
    token: function (form) {
      const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
      return cookie ? cookie[1] : form.querySelector("[name=csrfmiddlewaretoken]").value;
    },

    // The same before and after signing in again in this tab.
    tabName: function () {
      try {
        const name = window.sessionStorage.getItem("benchmark-tab") || randomName();
        window.sessionStorage.setItem("benchmark-tab", name);
        return name;
      } catch {
        return "";
      }
    },

    // What all windows kept of one page, newest first.
    entries: function (place) {
      return keysOf(place)
        .map(function (key) {
          return { key: key, entry: read(key) };
        })
        .filter(function (found) {
          return found.entry && Array.isArray(found.entry.fields);
        })
        .sort(function (a, b) {
          return b.entry.at - a.entry.at;
        });
    },

    keyOf: function (place, page) {
      return PREFIX + place + ":" + page;
    },

    // Whether the browser could keep it: storage may be full or forbidden.
    put: function (key, entry) {
      try {
        window.localStorage.setItem(key, JSON.stringify(entry));
        return true;
      } catch {
        return false;
      }
    },

    drop: function (key) {
      try {
        window.localStorage.removeItem(key);
      } catch {
        // Where nothing can be kept, nothing is left behind.
      }
    },
  };

  const signOut = document.querySelector("form[data-sign-out]");
  if (!signOut) {
    return;
  }
  const user = signOut.getAttribute("data-sign-out");
  keysOf("").forEach(function (key) {
    if (key.indexOf(PREFIX + user + ":") !== 0) {
      window.benchmarkKept.drop(key);
    }
  });
  signOut.addEventListener("submit", function (event) {
    if (keysOf(user).length && !window.confirm(signOut.getAttribute("data-warning"))) {
      event.preventDefault();
      return;
    }
    // At the very end: the page that is being left may still keep something.
    window.addEventListener("pagehide", function () {
      keysOf(user).forEach(window.benchmarkKept.drop);
    });
  });
})();
