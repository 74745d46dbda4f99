// The compare page: one outcome, two to four treatments. The state is kept in the address.
(function () {
  "use strict";

  var form = document.getElementById("compare-form");
  if (!form) return;
  var sections = Array.from(document.querySelectorAll(".bk-compare"));
  var outcome = form.elements.namedItem("outcome");
  var choices = Array.from(form.querySelectorAll("select[name=with]"));

  function current() {
    return sections.find(function (section) { return section.dataset.outcome === outcome.value; });
  }

  function groups(section) {
    return Array.from(section.querySelectorAll("tbody[data-treatment]"));
  }

  // The treatments on offer are those with claims on this outcome; what was chosen stays where it can.
  function offer(wanted) {
    var known = groups(current());
    wanted = wanted.filter(function (id) { return known.some(function (group) { return group.dataset.treatment === id; }); });
    choices.forEach(function (select, place) {
      var options = [new Option("—", "")].concat(known.map(function (group) {
        return new Option(group.dataset.label, group.dataset.treatment);
      }));
      select.replaceChildren.apply(select, options);
      select.value = wanted[place] || "";
    });
  }

  function chosen() {
    var values = choices.map(function (select) { return select.value; });
    return values.filter(function (value, place) { return value && values.indexOf(value) === place; });
  }

  function show() {
    var names = chosen();
    var narrowed = names.length > 1;
    sections.forEach(function (section) { section.hidden = section !== current(); });
    var shown = groups(current()).filter(function (group) {
      group.hidden = narrowed && !names.includes(group.dataset.treatment);
      return !group.hidden;
    });
    var pairs = Array.from(current().querySelectorAll("[data-pair]")).filter(function (item) {
      item.hidden = narrowed && !item.dataset.pair.split(" ").every(function (id) { return names.includes(id); });
      return !item.hidden;
    });
    current().querySelector("details").open = narrowed;
    form.querySelector("output").textContent = narrowed
      ? shown.length + " treatments, " + pairs.length + (pairs.length === 1 ? " pair" : " pairs")
      : "Choose two to four treatments; all " + shown.length + " are shown";
  }

  function remember() {
    var query = new URLSearchParams([["outcome", outcome.value]].concat(chosen().map(function (id) { return ["with", id]; })));
    history.replaceState(null, "", "?" + query);
  }

  function fromAddress() {
    var asked = new URLSearchParams(location.search);
    var fragment = location.hash.replace(/^#compare-/, "");
    outcome.value = asked.get("outcome") || fragment;
    if (outcome.selectedIndex === -1) outcome.selectedIndex = 0;
    offer(asked.getAll("with"));
    show();
  }

  form.addEventListener("input", function (event) {
    if (event.target === outcome) offer(chosen());
    show();
    remember();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("popstate", fromAddress);
  window.addEventListener("hashchange", fromAddress);
  document.querySelector(".bk-jump").hidden = true;
  form.hidden = false;
  fromAddress();
})();
