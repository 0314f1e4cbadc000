// Saves a trait's page or a plan as it is filled in, and says so beside the buttons.
//
// One save at a time, the newest content wins, of a field that is being composed in (composing.js)
// what it was before. What cannot be saved stays in the page and in this browser (kept.js): invalid
// fields with their message (field_messages.js), everything while the server is away or the session
// over, to be offered again (kept_offer.js). What follows from what is saved comes with the answer
// (findings.js); leaving.js sees to a page that is left.
// Without this script the page's buttons do it all.
(function () {
  "use strict";

  const form = document.querySelector("form[data-kept]");
  const kept = window.benchmarkKept;
  const messages = window.benchmarkMessages;
  const offer = window.benchmarkOffer;
  const composing = window.benchmarkComposing;
  const sender = window.benchmarkSending;
  const whole = [kept, messages, offer, composing, sender, window.benchmarkLeaving].every(Boolean);
  if (!form || !whole) {
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
  const RETRY = { first: 2000, longest: 30000 };
  const PATIENCE = 5000; // of a reader who wants to go elsewhere
  // What no further attempt can change before the user has decided something.
  const NEEDS_USER = ["conflict", "frozen", "gone", "signed-out", "other-person"];

  const place = form.getAttribute("data-kept");
  const revision = document.getElementById("id_revision");
  const conflictBox = document.getElementById("conflict");
  const problemsBox = document.getElementById("problems");
  const stateBox = document.getElementById("save-state");
  const texts = stateBox.dataset;
  const findings = window.benchmarkFindings(form);

  const page = kept.randomName();
  const tab = kept.tabName();
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
  let timer = 0;
  let since = 0;
  let waiting = [];

  // Keeping

  function keep() {
    if (halted === "other-person") {
      return; // Whoever is signed in now is not who typed it.
    }
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

  function noted() {
    carrier = number + 1;
    keep();
  }

  function changed(wait) {
    unsent = true;
    allowLeaving(false);
    noted();
    if (!failures && NEEDS_USER.indexOf(halted) < 0) {
      schedule(wait);
    }
  }

  function schedule(wait) {
    since = since || Date.now();
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.max(0, Math.min(wait, since + LONGEST - Date.now())));
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
    const sent = asked;
    sender
      .send(form, said(go ? sent.concat([["go", go]]) : sent), function () {
        if (!failures) {
          messages.say(stateBox, texts.saving, false);
        }
      })
      .then(
        function (found) {
          sending = false;
          if (found[0] === 200) {
            asked = asked.slice(sent.length);
          }
          understand(found[0], found[1], go);
        },
        function () {
          sending = false;
          away("");
        }
      )
      .then(goOn);
  }

  function said(asks) {
    return { mark: page + "." + number, continues: continues, asked: asks };
  }

  function understand(status, answer, go) {
    if (status === 200 && answer.revision) {
      saved(answer, go);
    } else if (status === 409 && answer.conflict) {
      conflict(answer);
    } else if (status === 409 && answer.frozen) {
      halt("frozen", answer.message + " " + texts.copy);
    } else if (status === 401 && answer.other_person) {
      otherPerson(answer);
    } else if (status === 401) {
      signedOut(answer);
    } else if (status === 403 && answer.expired && !renewed) {
      renewed = true;
      unsent = true;
      schedule(0);
    } else if (status >= 400 && status < 500) {
      const text = texts.refused.replace("{why}", answer.message || texts.unread);
      halt(status === 404 ? "gone" : "refused", text + " " + texts.copy);
    } else {
      away(answer.message);
    }
  }

  function saved(answer, go) {
    failures = 0;
    halted = "";
    renewed = false;
    wrong = Object.keys(answer.errors).length > 0;
    revision.value = String(answer.revision);
    continues = [];
    if (unsent || wrong || composing.isOn()) {
      keep();
    } else {
      kept.drop(key);
    }
    conflictBox.textContent = "";
    heldBack = messages.show(form, answer.errors, typing);
    findings.show(answer);
    messages.say(stateBox, heldBack ? texts.typing.replace("{time}", answer.time) : answer.message, wrong && !heldBack);
    if (!wrong || go !== null || problemsBox.children.length) {
      messages.replaceIfDifferent(problemsBox, answer.summary);
    }
    if (answer.reload && !unsent && !wrong && !composing.isOn()) {
      // Rows that somebody else added since: the page does not have them yet.
      allowLeaving(true);
      renew(answer.reload);
      return;
    }
    if (answer.resend && !composing.isOn()) {
      // Something new to show beside fields that are wrong: a page made of what is sent has both.
      allowLeaving(true);
      form.action = answer.reload.charAt(0) === "#" ? form.action + answer.reload : answer.reload;
      form.submit();
      return;
    }
    if (go === null || (unsent && !wrong)) {
      return; // Where something was typed meanwhile, the button waits for it too.
    }
    pressed = null;
    if (wrong) {
      problemsBox.firstElementChild.focus();
    } else if (go) {
      allowLeaving(true);
      window.location.assign(answer.next);
    }
  }

  // `to` is an address, or a place in this page, which is loaded anew.
  function renew(to) {
    if (to.charAt(0) !== "#") {
      window.location.assign(to);
      return;
    }
    window.history.replaceState(null, "", to);
    window.location.reload();
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
    messages.say(stateBox, texts.conflict, true, { href: "#conflict", text: texts.choose, act: show });
    if (waited) {
      conflictBox.firstElementChild.focus();
    }
  }

  function signedOut(answer) {
    halt("signed-out", "");
    const next = encodeURIComponent(window.location.pathname);
    const text = inBrowser ? texts.signedOut : texts.signedOutNotKept;
    messages.say(stateBox, text, true, {
      href: answer.sign_in + "?next=" + next,
      text: texts.signIn,
      act: function () {
        allowLeaving(inBrowser);
      },
    });
  }

  // The page stays as it is, and saves once its own user is signed in again.
  function otherPerson(answer) {
    halt("other-person", answer.message + " " + texts.copy);
    kept.drop(key);
    inBrowser = false;
  }

  function unsaved() {
    unsent = true;
    pressed = null;
    keep();
    findings.notComputed(texts.notComputed);
  }

  function halt(reason, text) {
    halted = reason;
    failures = 0;
    unsaved();
    messages.say(stateBox, text, true);
  }

  // `why` comes from a server that answers and cannot save.
  function away(why) {
    failures += 1;
    unsaved();
    const text = inBrowser ? texts.away : texts.awayNotKept;
    messages.say(stateBox, text.replace("{why}", why || texts.noServer), true);
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
      if (composing.isOn()) {
        noted();
      } else {
        changed(PAUSE);
      }
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
    const asks = Boolean(button && button.name) && button.name !== "go";
    if (asks) {
      asked = asked.concat([[button.name, button.value]]);
    }
    // What only asks for something leads nowhere, not even to the errors of other fields.
    const leads = button && button.name === "go" ? button.value : "";
    pressed = asks && button.name !== "overwrite" ? null : leads;
    typing = null;
    halted = "";
    unsent = true;
    keep();
    send();
  });

  window.addEventListener("online", function () {
    if (failures) {
      send();
    }
  });

  document.addEventListener("visibilitychange", function () {
    const signIn = halted === "signed-out" || halted === "other-person";
    const back = document.visibilityState === "visible" && signIn;
    if (back) {
      // Perhaps signed in again in another window.
      halted = "";
    }
    if (back || (document.visibilityState === "hidden" && unsent && !failures && !halted)) {
      send();
    }
  });

  const allowLeaving = window.benchmarkLeaving({
    form: form,
    line: stateBox,
    isPending: isPending,
    state: function () {
      return { wrong: wrong, halted: halted !== "", away: failures > 0 };
    },
    settle: settle,
    forget: kept.drop.bind(null, key),
    sendOff: function () {
      gone = true;
      keep();
      number += 1;
      sender.farewell(form, said([]));
    },
    resume: function () {
      gone = false;
      if (isPending()) {
        send();
      }
    },
  });

  // Values that the browser would put back after a reload are older than the page.
  form.autocomplete = "off";
  offer.show(form, place, tab, function (continued) {
    continues = continued;
    changed(0);
  });
})();
