// Sorting and filtering of tables that are complete without it.
// <table data-sortable id="x"> with <th data-sort="text|number">; a cell may carry data-value.
// <form data-filters="x"> with an <input name="text"> and selects named as the rows' data- attributes.
(function () {
  "use strict";

  function value(row, column, kind) {
    var cell = row.cells[column];
    var text = cell.getAttribute("data-value") || cell.textContent.trim();
    return kind === "number" ? parseFloat(text) || 0 : text.toLowerCase();
  }

  function sort(table, column, kind, up) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) { return [value(row, column, kind), row]; });
    rows.sort(function (a, b) { return (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (up ? 1 : -1); });
    body.append.apply(body, rows.map(function (pair) { return pair[1]; }));
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var kind = head.getAttribute("data-sort");
      if (!kind) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, column, kind, up);
      });
    });
  }

  function fits(row, wanted) {
    return wanted.every(function (pair) {
      if (pair[0] === "text") {
        var text = (row.textContent + " " + (row.getAttribute("data-words") || "")).toLowerCase();
        return pair[1].toLowerCase().split(/\s+/).every(function (word) { return text.includes(word); });
      }
      return (row.getAttribute("data-" + pair[0]) || "").split(" ").includes(pair[1]);
    });
  }

  function makeFilter(form) {
    var table = document.getElementById(form.getAttribute("data-filters"));
    var count = form.querySelector("output");
    if (!table) return;
    function apply() {
      var wanted = Array.from(new FormData(form)).filter(function (pair) { return pair[1]; });
      var rows = Array.from(table.tBodies[0].rows);
      var shown = rows.filter(function (row) { row.hidden = !fits(row, wanted); return !row.hidden; }).length;
      if (count) count.textContent = shown + " of " + rows.length;
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }

  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  document.querySelectorAll("form[data-filters]").forEach(makeFilter);
})();
