// Saves a trait's page as it is filled in, and says so beside the buttons.
//
// One save at a time, the newest content wins. What cannot be saved stays in the page and in this
// browser (kept.js): invalid fields with their message beside them, everything while the server is
// away or the session over. Without this script the page's buttons do it all.
(function () {
  "use strict";

  const form = document.getElementById("rating-form");
  const kept = window.benchmarkKept;
  const rows = window.benchmarkRows;
  if (!form || !kept || !rows) {
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
  const stateBox = document.getElementById("save-state");
  const messagesBox = document.getElementById("field-messages");
  const offerBox = document.getElementById("kept");
  const texts = stateBox.dataset;

  const page = randomName();
  const tab = tabName();
  const key = kept.keyOf(place, page);
  let number = 0; // of saves begun
  let unsent = false; // something was typed since the last save began
  let sending = false;
  let wrong = form.querySelector("[aria-invalid]") !== null; // some fields are not saved
  let heldBack = false; // their only message waits until the user has left the field
  let failures = 0; // attempts in a row that reached no server
  let halted = conflictBox.children.length ? "conflict" : "";
  let renewed = false; // whether the token was just renewed
  let inBrowser = false; // whether the browser keeps what is unsaved
  let pressed = null; // the button that waits for a save: where it leads, "" for nowhere
  let typing = null; // the text field that is being typed into
  let gone = false; // the page is being left: what was unsent is on its way
  let disarmed = false; // going away is the user's decision
  let passing = false; // a form that waited for a save is on its way
  let timer = 0;
  let since = 0;
  let waiting = [];

  function randomName() {
    const numbers = window.crypto.getRandomValues(new Uint8Array(12));
    return Array.from(numbers, function (number) {
      return number.toString(16).padStart(2, "0");
    }).join("");
  }

  // The same before and after signing in again in this tab.
  function tabName() {
    try {
      const name = window.sessionStorage.getItem("benchmark-tab") || randomName();
      window.sessionStorage.setItem("benchmark-tab", name);
      return name;
    } catch (error) {
      return "";
    }
  }

  // What is said

  function say(text, link) {
    if (!link && stateBox.textContent === text) {
      return;
    }
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

  function partOf(name) {
    const part = document.getElementById("id_" + name) || document.getElementById(name);
    return part && part.type !== "hidden" ? part : null;
  }

  function isField(part) {
    return /^(INPUT|SELECT|TEXTAREA)$/.test(part.tagName);
  }

  function describe(part, id, yes) {
    const ids = (part.getAttribute("aria-describedby") || "").split(" ").filter(function (other) {
      return other && other !== id;
    });
    if (yes) {
      ids.unshift(id);
    }
    if (ids.length) {
      part.setAttribute("aria-describedby", ids.join(" "));
    } else {
      part.removeAttribute("aria-describedby");
    }
  }

  function markWrong(part, messages) {
    const id = part.id + "_error";
    let box = document.getElementById(id);
    if (!box) {
      box = document.createElement("div");
      box.id = id;
      box.className = isField(part) ? "invalid-feedback" : "text-danger";
      (isField(part) ? part : part.querySelector("p")).insertAdjacentElement("afterend", box);
    }
    box.textContent = "";
    messages.forEach(function (message) {
      const strong = document.createElement("strong");
      strong.textContent = message;
      box.append(strong, " ");
    });
    describe(part, id, true);
    part.setAttribute("data-wrong", "");
    if (isField(part)) {
      part.classList.add("is-invalid");
      part.setAttribute("aria-invalid", "true");
    }
  }

  function markRight(part) {
    const id = part.id + "_error";
    const box = document.getElementById(id);
    if (box) {
      box.remove();
    }
    describe(part, id, false);
    part.removeAttribute("data-wrong");
    part.removeAttribute("aria-invalid");
    part.classList.remove("is-invalid");
  }

  function labelOf(part) {
    const label = document.querySelector("label[for='" + part.id + "']");
    const row = part.closest("[data-row]");
    const group = row
      ? row.querySelector("legend").firstChild.textContent.trim() +
        " " +
        row.querySelector("[data-number]").textContent +
        " "
      : "";
    return group + (label ? label.textContent.trim() : "");
  }

  // Messages beside their fields. Someone who is still typing in a field is not interrupted.
  function showMessages(errors) {
    const parts = new Map();
    Object.keys(errors).forEach(function (name) {
      const part = partOf(name);
      if (part) {
        parts.set(part, errors[name]);
      }
    });
    form.querySelectorAll("[aria-invalid], [data-wrong]").forEach(function (part) {
      if (!parts.has(part)) {
        markRight(part);
      }
    });
    const told = [];
    let waits = 0;
    parts.forEach(function (messages, part) {
      if (part === typing && !part.hasAttribute("aria-invalid")) {
        waits += 1;
        return;
      }
      markWrong(part, messages);
      told.push((labelOf(part) + " " + messages.join(" ")).trim());
    });
    const text = told.join("\n");
    if (messagesBox.textContent !== text) {
      messagesBox.textContent = text;
    }
    heldBack = waits > 0 && waits === parts.size;
  }

  // Keeping

  function fields() {
    return Array.from(new FormData(form)).filter(function (field) {
      return field[0] !== "csrfmiddlewaretoken" && field[0] !== "revision";
    });
  }

  function keep() {
    inBrowser = kept.put(key, {
      at: Date.now(),
      tab: tab,
      revision: Number(revision.value),
      // The save that will carry it.
      save: page + "." + (number + 1),
      fields: fields(),
    });
  }

  function fill(values) {
    const byName = new Map(values);
    document.querySelectorAll("[data-rows]").forEach(function (group) {
      const total = Number(byName.get(group.getAttribute("data-rows") + "-TOTAL_FORMS"));
      if (!Number.isNaN(total)) {
        rows.resize(group, total);
      }
    });
    Array.from(form.elements).forEach(function (field) {
      if (field.type === "radio") {
        field.checked = byName.get(field.name) === field.value;
      } else if (field.type === "checkbox") {
        field.checked = byName.has(field.name);
      } else if (field.type !== "submit" && byName.has(field.name)) {
        field.value = byName.get(field.name);
        if (/-indicator$/.test(field.id)) {
          rows.offerUnits(field);
        }
      }
    });
    rows.refresh();
  }

  function timeOf(entry) {
    const shown = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };
    shown.hourCycle = "h23";
    return new Date(entry.at).toLocaleString(document.documentElement.lang, shown);
  }

  function isSavedBy(entry) {
    return entry.save === form.getAttribute("data-last-save");
  }

  // Whether the page shows what was kept: then it needs no keeping.
  function isShown(entry) {
    const now = fields();
    if (JSON.stringify(now) === JSON.stringify(entry.fields)) {
      return true;
    }
    const values = new Set(
      now.map(function (field) {
        return field[1].trim();
      })
    );
    return (
      isSavedBy(entry) &&
      entry.fields.every(function (field) {
        return /_FORMS$/.test(field[0]) || !field[1].trim() || values.has(field[1].trim());
      })
    );
  }

  function restore(found) {
    fill(found.entry.fields);
    if (!isSavedBy(found.entry)) {
      // Where something newer is stored, the server says so, and the user chooses.
      revision.value = String(found.entry.revision);
    }
    kept.drop(found.key);
    changed(0);
  }

  function offerKept() {
    const left = kept.entries(place).filter(function (found) {
      if (isShown(found.entry)) {
        kept.drop(found.key);
        return false;
      }
      return true;
    });
    if (!left.length) {
      return;
    }
    const found = left[0];
    const older =
      !isSavedBy(found.entry) && found.entry.revision !== Number(revision.value);
    const buttons = offerBox.querySelector(".actions");
    const here = found.entry.tab === tab && !older;
    const text = here ? "restored" : older ? "offerOlder" : "offer";
    offerBox.querySelector("[data-text]").textContent = offerBox.dataset[text].replace(
      "{time}",
      timeOf(found.entry)
    );
    buttons.hidden = here;
    offerBox.hidden = false;
    if (here) {
      restore(found);
      return;
    }
    buttons.querySelector("[data-restore]").addEventListener("click", function () {
      offerBox.hidden = true;
      restore(found);
    });
    buttons.querySelector("[data-discard]").addEventListener("click", function () {
      offerBox.hidden = true;
      kept.drop(found.key);
    });
    window.addEventListener("storage", function (event) {
      // Saved by its own window, or signed out.
      if (event.key === found.key && event.newValue === null) {
        offerBox.hidden = true;
      }
    });
  }

  // Saving

  function changed(wait) {
    unsent = true;
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
    const abort = new AbortController();
    const limit = window.setTimeout(function () {
      abort.abort();
    }, TIMEOUT);
    const slow = window.setTimeout(function () {
      say(texts.saving);
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
    if (unsent || wrong) {
      keep();
    } else {
      kept.drop(key);
    }
    conflictBox.textContent = "";
    showMessages(answer.errors);
    replaceIfDifferent(standingBox, answer.standing);
    document.querySelector(".trait-steps .here .trait-state").textContent = answer.state;
    say(heldBack ? texts.typing.replace("{time}", answer.time) : answer.message);
    if (!wrong || go !== null || problemsBox.children.length) {
      replaceIfDifferent(problemsBox, answer.summary);
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
    const asked = pressed !== null;
    halt("conflict", "");
    conflictBox.innerHTML = answer.panel;
    function show(event) {
      event.preventDefault();
      conflictBox.firstElementChild.focus();
    }
    say(texts.conflict, { href: "#conflict", text: texts.choose, act: show });
    if (asked) {
      conflictBox.firstElementChild.focus();
    }
  }

  function signedOut(answer) {
    halt("signed-out", "");
    const next = encodeURIComponent(window.location.pathname);
    const text = inBrowser ? texts.signedOut : texts.signedOutNotKept;
    say(text, {
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
    say(text);
  }

  function away() {
    failures += 1;
    unsent = true;
    pressed = null;
    keep();
    say(inBrowser ? texts.away : texts.awayNotKept);
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
      changed(PAUSE);
    }
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
    if (button && button.name === "overwrite") {
      revision.value = button.value;
    }
    pressed = button && button.name === "go" ? button.value : "";
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
      fields().reduce(function (bytes, field) {
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

  // Values that the browser would put back after a reload are older than the page.
  form.autocomplete = "off";
  offerKept();
})();
