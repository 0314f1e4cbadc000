// One save on its way to the server, for drafts.js: what it carries besides the form's fields, how
// long it may take, and what came back.
(function () {
  "use strict";

  const TIMEOUT = 30000;
  const SLOW = 300; // from then on a reader is told that it is under way

  // `mark` names the save, `continues` pages that are gone and whose last save may still be on its
  // way. Composed letters are left out.
  function request(form, said, more) {
    const data = window.benchmarkComposing.settled(form);
    data.delete("csrfmiddlewaretoken");
    (said.asked || []).forEach(function (each) {
      data.set(each[0], each[1]);
    });
    data.set("save", said.mark);
    said.continues.forEach(function (name) {
      data.append("continues", name);
    });
    const options = {
      method: "POST",
      body: data,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json", "X-CSRFToken": window.benchmarkKept.token(form) },
    };
    return window.fetch(form.getAttribute("action"), Object.assign(options, more));
  }

  function understood(response) {
    const type = response.headers.get("Content-Type") || "";
    const answer = type.indexOf("application/json") === 0 ? response.json() : {};
    return Promise.all([response.status, answer]);
  }

  window.benchmarkSending = {
    // Status and answer. Fails where no server is reached in time; calls `slow` where it takes long.
    send: function (form, said, slow) {
      const abort = new AbortController();
      const timers = [
        window.setTimeout(function () {
          abort.abort();
        }, TIMEOUT),
        window.setTimeout(slow, SLOW),
      ];
      return request(form, said, { signal: abort.signal })
        .then(understood)
        .finally(function () {
          timers.forEach(window.clearTimeout, window);
        });
    },

    // From a page that is gone: nobody hears the answer.
    farewell: function (form, said) {
      request(form, said, { keepalive: true }).catch(function () {
        // It is kept, and offered at the next visit.
      });
    },
  };
})();
