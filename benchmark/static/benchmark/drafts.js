// Saves a trait's page as it is filled in, and says so beside the buttons.
//
// One save at a time, the newest content wins. What cannot be saved stays in the page and in this
// browser (kept.js): invalid fields with their message beside them (field_messages.js), everything
// while the server is away or the session over, to be offered again (kept_offer.js).
// Without this script the page's buttons do it all.
(function () {
  "use strict";

  const form = document.getElementById("rating-form");
  const kept = window.benchmarkKept;
  const messages = window.benchmarkMessages;
  const offer = window.benchmarkOffer;
  if (!form || !kept || !messages || !offer) {
    return;
  }
  const navigation = window.performance.getEntriesByType("navigation")[0];
  if (navigation && navigation.type === "back_forward") {
    // The browser shows what it remembers from before the last save.
    window.location.reload();
    return;
  }

  const PAUSE = 1000; // after the last key
  const LONGEST = 10000; // of typing without a pause
  const TIMEOUT = 30000; // of a request
  const RETRY = { first: 2000, longest: 30000 };
  const PATIENCE = 5000; // of a reader who wants to go elsewhere
  const FAREWELL_BYTES = 60000; // what a browser sends on behalf of a page that is gone
  // What no further attempt can change before the user has decided something.
  const NEEDS_USER = ["conflict", "frozen", "gone", "signed-out"];

  const address = form.getAttribute("action");
  const place = form.getAttribute("data-kept");
  const revision = document.getElementById("id_revision");
  const conflictBox = document.getElementById("conflict");
  const problemsBox = document.getElementById("problems");
  const standingBox = document.getElementById("standing-now");
  const briefBox = document.getElementById("standing-brief");
  const liftBox = document.getElementById("lift");
  const stateBox = document.getElementById("save-state");
  const texts = stateBox.dataset;

  const page = randomName();
  const tab = tabName();
  const key = kept.keyOf(place, page);
  let number = 0; // of saves begun
  let carrier = 0; // the first save that holds what was typed last
  let unsent = false; // something was typed since the last save began
  let sending = false;
  let wrong = form.querySelector("[aria-invalid]") !== null; // some fields are not saved
  let heldBack = false; // their only message waits until the user has left the field
  let failures = 0; // attempts in a row that reached no server
  let halted = conflictBox.children.length ? "conflict" : "";
  let continues = []; // pages before this one whose text it took over
  let renewed = false; // whether the token was just renewed
  let inBrowser = false; // whether the browser keeps what is unsaved
  let pressed = null; // the button that waits for a save: where it leads, "" for nowhere
  let asked = []; // what buttons ask the server to do with the next save: pairs of name and value
  let typing = null; // the text field that is being typed into
  let gone = false; // the page is being left: what was unsent is on its way
  let disarmed = false; // going away is the user's decision
  let passing = false; // a form that waited for a save is on its way
  let timer = 0;
  let since = 0;
  let waiting = [];

  function randomName() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(12));
    return Array.from(bytes, function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  // The same before and after signing in again in this tab.
  function tabName() {
    try {
      const name = window.sessionStorage.getItem("benchmark-tab") || randomName();
      window.sessionStorage.setItem("benchmark-tab", name);
      return name;
    } catch {
      return "";
    }
  }

  // What is said

  function say(text, alarming, link) {
    if (!link && stateBox.textContent === text) {
      return;
    }
    stateBox.classList.toggle("text-danger", alarming);
    stateBox.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.textContent = link.text;
      if (link.act) {
        anchor.addEventListener("click", link.act);
      }
      stateBox.append(" ", anchor);
    }
  }

  // Unchanged parts are left alone: a screen reader would read them out again.
  function replaceIfDifferent(box, markup) {
    const fresh = document.createElement("template");
    fresh.innerHTML = markup;
    if (fresh.innerHTML.trim() !== box.innerHTML.trim()) {
      box.textContent = "";
      box.append(fresh.content);
    }
  }

  // What follows from what is saved: computed by the server alone.

  function showFindings(answer) {
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
      replaceIfDifferent(row.querySelector("[data-finding]"), answer.findings[slug]);
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
    form.querySelectorAll("[data-level]").forEach(function (level) {
      const here = Number(level.getAttribute("data-level"));
      level.classList.toggle("level-claim", here === answer.claim);
      level.classList.toggle("level-next", here === answer.next_level);
    });
    replaceIfDifferent(liftBox, answer.lift);
    replaceIfDifferent(standingBox, answer.standing);
    document.querySelector(".trait-steps .here .trait-state").textContent = answer.state;
    briefBox.textContent = answer.brief;
  }

  function answerOf(group) {
    const chosen = group.querySelector("input:checked");
    return chosen ? chosen.value : "";
  }

  function notComputed() {
    briefBox.textContent = texts.notComputed;
    standingBox.textContent = texts.notComputed;
  }

  // Keeping

  function keep() {
    inBrowser = kept.put(key, {
      at: Date.now(),
      tab: tab,
      revision: Number(revision.value),
      page: page,
      number: carrier,
      continues: continues,
      left: gone,
      fields: offer.fields(form),
    });
  }

  // Saving

  function changed(wait) {
    unsent = true;
    disarmed = false;
    carrier = number + 1;
    keep();
    if (!failures && NEEDS_USER.indexOf(halted) < 0) {
      schedule(wait);
    }
  }

  function schedule(wait) {
    since = since || Date.now();
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.max(0, Math.min(wait, since + LONGEST - Date.now())));
  }

  function token() {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    // The cookie changes with a sign-in in another window; the page's own token does not.
    return cookie ? cookie[1] : form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function request(data, more) {
    data.delete("csrfmiddlewaretoken");
    data.set("save", page + "." + number);
    continues.forEach(function (name) {
      data.append("continues", name);
    });
    const options = {
      method: "POST",
      body: data,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
    };
    return window.fetch(address, Object.assign(options, more));
  }

  function send() {
    window.clearTimeout(timer);
    if (sending || gone) {
      return;
    }
    sending = true;
    unsent = false;
    since = 0;
    number += 1;
    const go = pressed;
    const data = new FormData(form);
    if (go) {
      data.set("go", go);
    }
    const sent = asked;
    sent.forEach(function (each) {
      data.set(each[0], each[1]);
    });
    const abort = new AbortController();
    const limit = window.setTimeout(function () {
      abort.abort();
    }, TIMEOUT);
    const slow = window.setTimeout(function () {
      if (!failures) {
        say(texts.saving, false);
      }
    }, 300);
    function over() {
      window.clearTimeout(limit);
      window.clearTimeout(slow);
      sending = false;
    }
    request(data, { signal: abort.signal })
      .then(function (response) {
        const type = response.headers.get("Content-Type") || "";
        const answer = type.indexOf("application/json") === 0 ? response.json() : {};
        return Promise.all([response.status, answer]);
      })
      .then(
        function (found) {
          over();
          if (found[0] === 200) {
            asked = asked.slice(sent.length);
          }
          understand(found[0], found[1], go);
        },
        function () {
          over();
          away();
        }
      )
      .then(goOn);
  }

  function understand(status, answer, go) {
    if (status === 200 && answer.revision) {
      saved(answer, go);
    } else if (status === 409 && answer.conflict) {
      conflict(answer);
    } else if (status === 409 && answer.frozen) {
      halt("frozen", answer.message + " " + texts.copy);
    } else if (status === 401) {
      signedOut(answer);
    } else if (status === 403 && answer.expired && !renewed) {
      renewed = true;
      unsent = true;
      schedule(0);
    } else if (status === 404) {
      halt("gone", texts.gone + " " + texts.copy);
    } else if (status >= 400 && status < 500) {
      halt("refused", texts.refused);
    } else {
      away();
    }
  }

  function saved(answer, go) {
    failures = 0;
    halted = "";
    renewed = false;
    wrong = Object.keys(answer.errors).length > 0;
    revision.value = String(answer.revision);
    continues = [];
    if (unsent || wrong) {
      keep();
    } else {
      kept.drop(key);
    }
    conflictBox.textContent = "";
    heldBack = messages.show(form, answer.errors, typing);
    showFindings(answer);
    say(heldBack ? texts.typing.replace("{time}", answer.time) : answer.message, wrong && !heldBack);
    if (!wrong || go !== null || problemsBox.children.length) {
      replaceIfDifferent(problemsBox, answer.summary);
    }
    if (answer.reload && !unsent && !wrong) {
      // Rows that somebody else added since: the page does not have them yet.
      disarmed = true;
      window.location.assign(address + "?saved=1");
      return;
    }
    if (go === null) {
      return;
    }
    if (unsent && !wrong) {
      return; // Something was typed meanwhile: the button waits for it too.
    }
    pressed = null;
    if (wrong) {
      problemsBox.firstElementChild.focus();
    } else if (go) {
      disarmed = true;
      window.location.assign(answer.next);
    }
  }

  function conflict(answer) {
    const waited = pressed !== null;
    asked = [];
    halt("conflict", "");
    conflictBox.innerHTML = answer.panel;
    function show(event) {
      event.preventDefault();
      conflictBox.firstElementChild.focus();
    }
    say(texts.conflict, true, { href: "#conflict", text: texts.choose, act: show });
    if (waited) {
      conflictBox.firstElementChild.focus();
    }
  }

  function signedOut(answer) {
    halt("signed-out", "");
    const next = encodeURIComponent(window.location.pathname);
    const text = inBrowser ? texts.signedOut : texts.signedOutNotKept;
    say(text, true, {
      href: answer.sign_in + "?next=" + next,
      text: texts.signIn,
      act: function () {
        disarmed = inBrowser;
      },
    });
  }

  function halt(reason, text) {
    halted = reason;
    failures = 0;
    unsent = true;
    pressed = null;
    keep();
    notComputed();
    say(text, true);
  }

  function away() {
    failures += 1;
    unsent = true;
    pressed = null;
    keep();
    notComputed();
    say(inBrowser ? texts.away : texts.awayNotKept, true);
    const wait = RETRY.first * Math.pow(2, Math.min(failures, 10) - 1);
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.min(RETRY.longest, wait));
  }

  // After each attempt: what was typed meanwhile, or whoever waited for it.
  function goOn() {
    const stuck = failures > 0 || halted !== "";
    if (!stuck && (pressed !== null || (unsent && waiting.length))) {
      send();
      return;
    }
    if (!stuck && unsent) {
      schedule(typing && !renewed ? PAUSE : 0);
      return;
    }
    const ready = waiting;
    waiting = [];
    ready.forEach(function (then) {
      then();
    });
  }

  // Goes on with `then` once everything is saved, or cannot be at the moment.
  function settle(then) {
    let done = false;
    function once() {
      if (!done) {
        done = true;
        then();
      }
    }
    waiting.push(once);
    window.setTimeout(once, PATIENCE);
    send();
  }

  function isPending() {
    return unsent || sending;
  }

  form.addEventListener("input", function (event) {
    const target = event.target;
    if (target.tagName === "TEXTAREA" || target.type === "text") {
      typing = target;
      // Letters on their way to becoming a Chinese character can wait.
      changed(event.isComposing ? LONGEST : PAUSE);
    }
  });

  form.addEventListener("compositionend", function () {
    changed(PAUSE);
  });

  form.addEventListener("change", function (event) {
    const text = event.target === typing;
    typing = null;
    if (!text || unsent || heldBack) {
      changed(0);
    }
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const button = event.submitter;
    const asks = button && ["overwrite", "none", "confirm"].indexOf(button.name) >= 0;
    if (asks) {
      asked = asked.concat([[button.name, button.value]]);
    }
    // What only asks for something leads nowhere, not even to the errors of other fields.
    pressed = asks && button.name !== "overwrite" ? null : button && button.name === "go" ? button.value : "";
    typing = null;
    halted = "";
    unsent = true;
    keep();
    send();
  });

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || stateBox.contains(link)) {
      return;
    }
    if (link.hasAttribute("data-take-stored")) {
      kept.drop(key);
      disarmed = true;
      return;
    }
    const elsewhere =
      event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const href = link.getAttribute("href");
    if (!isPending() || elsewhere || link.target || href.charAt(0) === "#") {
      return;
    }
    event.preventDefault();
    settle(function () {
      window.location.assign(link.href);
    });
  });

  document.addEventListener(
    "submit",
    function (event) {
      if (event.target === form || passing || !isPending()) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const button = event.submitter;
      settle(function () {
        passing = true;
        event.target.requestSubmit(button);
        passing = false;
      });
    },
    true
  );

  window.addEventListener("online", function () {
    if (failures) {
      send();
    }
  });

  document.addEventListener("visibilitychange", function () {
    const back = document.visibilityState === "visible" && halted === "signed-out";
    if (back) {
      // Perhaps signed in again in another window.
      halted = "";
    }
    if (back || (document.visibilityState === "hidden" && unsent && !failures && !halted)) {
      send();
    }
  });

  function isSmall() {
    return (
      offer.fields(form).reduce(function (bytes, field) {
        return bytes + new Blob([field[1]]).size + 150;
      }, 0) < FAREWELL_BYTES
    );
  }

  window.addEventListener("beforeunload", function (event) {
    if (disarmed || !(isPending() || wrong)) {
      return;
    }
    if (!failures && !halted && !wrong && isSmall()) {
      return; // It is sent when the page goes.
    }
    event.preventDefault();
    event.returnValue = "";
  });

  window.addEventListener("pagehide", function () {
    if (isPending() && !disarmed && !halted && isSmall()) {
      gone = true;
      keep();
      number += 1;
      request(new FormData(form), { keepalive: true }).catch(function () {
        // It is kept, and offered at the next visit.
      });
    }
  });

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      disarmed = false;
      gone = false;
      if (isPending()) {
        send();
      }
    }
  });

  // The switch of language need not send the form: it waits until everything is saved.
  document.querySelectorAll(".site-account [form=rating-form]").forEach(function (button) {
    button.removeAttribute("form");
  });
  // Values that the browser would put back after a reload are older than the page.
  form.autocomplete = "off";
  offer.show(form, place, tab, function (continued) {
    continues = continued;
    changed(0);
  });
})();
