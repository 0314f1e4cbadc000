// What a form is told: what is wrong with which field, shown beside it and read out once, and what
// the line about saving says.
(function () {
  "use strict";

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
      box = document.createElement("span");
      box.id = id;
      box.className = "invalid-feedback";
      part.insertAdjacentElement("afterend", box);
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
    const legend = row && row.querySelector("legend");
    const named =
      part.getAttribute("aria-label") || (label ? label.firstChild.textContent.trim() : "");
    const group = legend
      ? legend.firstChild.textContent.trim() +
        " " +
        row.querySelector("[data-number]").textContent +
        " "
      : "";
    return group + named;
  }

  // Shows `errors`, lists of messages by field name, and takes away those that are mended.
  // Whoever is still typing in a field is not interrupted: the answer says whether that alone is
  // why nothing is shown.
  function show(form, errors, typing) {
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
    const aloud = document.getElementById("field-messages");
    const text = told.join("\n");
    if (aloud.textContent !== text) {
      aloud.textContent = text;
    }
    return waits > 0 && waits === parts.size;
  }

  // What the line `box` says; `link` is its address, text and perhaps what a click does first.
  function say(box, text, alarming, link) {
    if (!link && box.textContent === text) {
      return;
    }
    box.classList.toggle("text-danger", alarming);
    box.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.textContent = link.text;
      if (link.act) {
        anchor.addEventListener("click", link.act);
      }
      box.append(" ", anchor);
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

  window.benchmarkMessages = {
    mark: markWrong,
    show: show,
    say: say,
    replaceIfDifferent: replaceIfDifferent,
  };
})();
