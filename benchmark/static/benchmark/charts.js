// Turns the drawings of a page into charts that can be read closer, where somebody looks closer.
//
// <div data-charts="address of the JSON" data-plotly="address of the library" data-waiting="..." data-failed="...">
//   <figure data-chart="key in the JSON"> .chart-canvas with a drawing, .chart-state, .chart-downloads </figure>
// </div>
// The JSON: {title, charts: {key: {data, layout, narrow, picture}}}. "narrow" replaces parts of the
// layout on a phone, "picture" in a file. The library is heavy: it is fetched once the page is idle
// and a chart is reached, by eye after a first movement, by pointer or by focus. Without it the
// drawings carry everything.
(function () {
  "use strict";

  const OPTIONS = { responsive: true, displaylogo: false, displayModeBar: false };
  const NARROW = window.matchMedia("(max-width: 575px)");
  const PICTURE_WIDTH = 960;
  const MOVEMENTS = ["scroll", "pointermove", "touchstart", "keydown"];
  const fetched = new Map();

  function once(key, make) {
    if (!fetched.has(key)) {
      fetched.set(key, make());
    }
    return fetched.get(key);
  }

  function answerOf(address) {
    return once(address, function () {
      return window
        .fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } })
        .then(function (response) {
          if (!response.ok) {
            throw new Error(String(response.status));
          }
          return response.json();
        });
    });
  }

  function library(address) {
    return once(address, function () {
      return new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", resolve);
        script.addEventListener("error", reject);
        document.head.appendChild(script);
      });
    });
  }

  function idle() {
    return once("idle", function () {
      return new Promise(function (resolve) {
        function wait() {
          if (window.requestIdleCallback) {
            window.requestIdleCallback(resolve, { timeout: 3000 });
          } else {
            window.setTimeout(resolve, 200);
          }
        }
        if (document.readyState === "complete") {
          wait();
        } else {
          window.addEventListener("load", wait, { once: true });
        }
      });
    });
  }

  function layoutOf(chart) {
    return Object.assign({}, chart.layout, NARROW.matches ? chart.narrow : {});
  }

  function copy(value) {
    return JSON.parse(JSON.stringify(value));
  }

  function draw(figure, chart) {
    const canvas = figure.querySelector(".chart-canvas");
    const layout = copy(layoutOf(chart));
    // A canvas without a height of its own falls to nothing when it is drawn a second time.
    canvas.style.height = layout.height + "px";
    // Plotly keeps and changes what it is given; a fresh copy each time keeps pictures clean.
    return window.Plotly.react(canvas, copy(chart.data), layout, OPTIONS);
  }

  function picture(figure, chart, title, format) {
    const layout = copy(Object.assign({}, chart.layout, chart.picture));
    const heading = figure.querySelector("h2, h3").textContent.trim();
    const subject = document.querySelector(".page-header .eyebrow:not(.no-print)").textContent.trim();
    layout.title = {
      text: title + "<br>" + heading.replace(/&/g, "&amp;").replace(/</g, "&lt;"),
      font: { size: 15 },
      x: 0.02,
      xanchor: "left",
      y: 1,
      yanchor: "top",
      yref: "container",
      pad: { t: 20 },
    };
    return window.Plotly.downloadImage(
      { data: copy(chart.data), layout: layout, config: OPTIONS },
      {
        format: format,
        width: PICTURE_WIDTH,
        height: layout.height,
        scale: format === "png" ? 2 : 1,
        filename: subject + "-" + heading, // Pictures of several industries end up in one folder.
      }
    );
  }

  function state(figure, text) {
    const line = figure.querySelector(".chart-state");
    line.textContent = text;
    line.hidden = !text;
  }

  function show(group, figure, answer) {
    const chart = answer.charts[figure.dataset.chart];
    if (!chart) {
      throw new Error("no chart " + figure.dataset.chart);
    }
    figure.querySelector(".chart-canvas").textContent = "";
    return draw(figure, chart).then(function () {
      state(figure, "");
      const downloads = figure.querySelector(".chart-downloads");
      downloads.hidden = false;
      downloads.addEventListener("click", function (event) {
        const button = event.target.closest("button[data-format]");
        if (button) {
          picture(figure, chart, answer.title, button.dataset.format).catch(function () {
            state(figure, group.dataset.failed);
          });
        }
      });
      NARROW.addListener(function () {
        draw(figure, chart);
      });
      figure.classList.add("chart-drawn");
    });
  }

  // A figure is reached once, whatever way it is reached.
  function reached(group, figure) {
    if (figure.dataset.reached) {
      return;
    }
    figure.dataset.reached = "yes";
    idle()
      .then(function () {
        state(figure, group.dataset.waiting);
        return Promise.all([answerOf(group.dataset.charts), library(group.dataset.plotly)]);
      })
      .then(function (found) {
        return show(group, figure, found[0]);
      })
      .catch(function () {
        state(figure, group.dataset.failed);
      });
  }

  function watch(group) {
    const figures = Array.from(group.querySelectorAll("[data-chart]"));
    figures.forEach(function (figure) {
      ["pointerenter", "focusin"].forEach(function (kind) {
        figure.addEventListener(
          kind,
          function () {
            reached(group, figure);
          },
          { once: true }
        );
      });
    });
    if (!window.IntersectionObserver) {
      return;
    }
    const seen = new window.IntersectionObserver(
      function (entries) {
        entries
          .filter(function (entry) {
            return entry.isIntersecting;
          })
          .forEach(function (entry) {
            seen.unobserve(entry.target);
            reached(group, entry.target);
          });
      },
      { threshold: 0.4 }
    );
    // What stands in sight as the page opens has its drawing; nobody has looked closer yet.
    function begin() {
      MOVEMENTS.forEach(function (kind) {
        window.removeEventListener(kind, begin);
      });
      figures.forEach(function (figure) {
        seen.observe(figure);
      });
    }
    MOVEMENTS.forEach(function (kind) {
      window.addEventListener(kind, begin, { passive: true });
    });
  }

  document.querySelectorAll("[data-charts]").forEach(watch);
})();
