// The forms of the evidence map and of the matrix of sources: which table, and which of its rows and marks. The state is
// kept in the address.
(function () {
  "use strict";

  var form = document.getElementById("map-filter");
  if (!form) return;
  var LEVELS = ["very-low", "low", "moderate", "high"];
  var sections = Array.from(document.querySelectorAll(".bk-map__section"));
  var chooser = form.querySelector("select[data-chooses]");

  function wanted() {
    var state = {};
    new FormData(form).forEach(function (value, name) { if (value) state[name] = value.trim(); });
    return state;
  }

  function markFits(mark, state) {
    if (state.kind && mark.dataset.kind !== state.kind) return false;
    if (state.verdict && mark.dataset.verdict !== state.verdict) return false;
    return !state.sure || LEVELS.indexOf(mark.dataset.sure) >= LEVELS.indexOf(state.sure);
  }

  // A cell whose marks are filtered out is not an empty one: it says so.
  function filterRow(row, state) {
    var named = row.cells[0].textContent.toLowerCase().includes((state.text || "").toLowerCase());
    var shown = 0;
    row.querySelectorAll("td").forEach(function (cell) {
      var left = Array.from(cell.querySelectorAll(".bk-mark, .bk-bears")).filter(function (mark) {
        mark.hidden = !markFits(mark, state);
        return !mark.hidden;
      }).length;
      cell.toggleAttribute("data-filtered", left === 0 && cell.childElementCount > 0 && !cell.classList.contains("bk-map__none"));
      shown += left;
    });
    row.hidden = !named || shown === 0;
    return row.hidden ? 0 : shown;
  }

  function apply(state) {
    var choice = state[chooser.name];
    var total = 0;
    sections.forEach(function (section) {
      var chosen = choice === "all" || !choice || section.dataset.choice === choice;
      var shown = 0;
      section.querySelectorAll("tbody tr").forEach(function (row) { shown += filterRow(row, state); });
      section.hidden = !chosen || shown === 0;
      if (!section.hidden) total += shown;
    });
    form.querySelector("output").textContent = total === 1 ? "1 mark" : total + " marks";
  }

  function remember(state) {
    var query = new URLSearchParams(state).toString();
    history.replaceState(null, "", query ? "?" + query : location.pathname);
  }

  function fromAddress() {
    var asked = new URLSearchParams(location.search);
    var fragment = location.hash.replace(/^#(map|matrix)-/, "");
    if (sections.some(function (section) { return section.dataset.choice === fragment; })) asked.set(chooser.name, fragment);
    asked.forEach(function (value, name) {
      var field = form.elements.namedItem(name);
      if (!field) return;
      field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    });
    if (!asked.has(chooser.name) && sections.length) chooser.value = sections[0].dataset.choice;
  }

  form.addEventListener("input", function () { var state = wanted(); apply(state); remember(state); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("popstate", function () { fromAddress(); apply(wanted()); });
  window.addEventListener("hashchange", function () { fromAddress(); apply(wanted()); });
  form.hidden = false;
  fromAddress();
  apply(wanted());
})();
