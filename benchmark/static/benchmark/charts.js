// Draws the charts of a page once its tables are readable.
//
// <div data-charts="address of the JSON" data-waiting="..." data-failed="...">
//   <figure data-chart="key in the JSON"> .chart-canvas, .chart-state, .chart-downloads </figure>
// </div>
// The JSON: {title, charts: {key: {data, layout, narrow, picture}}}. "narrow" replaces parts of the
// layout on a phone, "picture" in a file. Without this script, or without the JSON, the tables carry everything.
(function () {
  "use strict";

  const OPTIONS = { responsive: true, displaylogo: false, displayModeBar: false };
  const NARROW = window.matchMedia("(max-width: 575px)");
  const PICTURE_WIDTH = 960;
  const answers = new Map();

  function answerOf(address) {
    if (!answers.has(address)) {
      answers.set(
        address,
        window
          .fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } })
          .then(function (response) {
            if (!response.ok) {
              throw new Error(String(response.status));
            }
            return response.json();
          })
      );
    }
    return answers.get(address);
  }

  function layoutOf(chart) {
    return Object.assign({}, chart.layout, NARROW.matches ? chart.narrow : {});
  }

  function draw(figure, chart) {
    const canvas = figure.querySelector(".chart-canvas");
    const layout = copy(layoutOf(chart));
    // A canvas without a height of its own falls to nothing when it is drawn a second time.
    canvas.style.height = layout.height + "px";
    // Plotly keeps and changes what it is given; a fresh copy each time keeps pictures clean.
    return window.Plotly.react(canvas, copy(chart.data), layout, OPTIONS);
  }

  function copy(value) {
    return JSON.parse(JSON.stringify(value));
  }

  function picture(figure, chart, title, format) {
    const layout = copy(Object.assign({}, chart.layout, chart.picture));
    const heading = figure.querySelector("h3").textContent.trim();
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

  document.querySelectorAll("[data-charts]").forEach(function (group) {
    const figures = Array.from(group.querySelectorAll("[data-chart]"));
    figures.forEach(function (figure) {
      state(figure, group.dataset.waiting);
    });
    answerOf(group.dataset.charts)
      .then(function (answer) {
        return figures.reduce(function (before, figure) {
          return before.then(function () {
            return show(group, figure, answer);
          });
        }, Promise.resolve());
      })
      .catch(function () {
        figures
          .filter(function (figure) {
            return !figure.classList.contains("chart-drawn");
          })
          .forEach(function (figure) {
            state(figure, group.dataset.failed);
          });
      });
  });
})();
