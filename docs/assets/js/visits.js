// Marks what changed since the last visit. What was read is kept on this device only, by address and date of change.
(function () {
  "use strict";

  var STORE = "backed-read";
  var MOST = 1000;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) || {};
    } catch (error) {
      return {};
    }
  }

  function keep(seen) {
    Object.keys(seen).slice(0, -MOST).forEach(function (name) { delete seen[name]; });
    try {
      localStorage.setItem(STORE, JSON.stringify(seen));
    } catch (error) {
      // No room, or not allowed: then nothing is marked next time.
    }
  }

  function newest(items) {
    return items.map(function (item) { return item.getAttribute("data-changed"); }).sort().pop() || "";
  }

  function mark(item, words) {
    var note = document.createElement("strong");
    note.className = "bk-new";
    note.textContent = words;
    item.prepend(note, " ");
  }

  function note(seen, name, date) {
    delete seen[name]; // so that the oldest read come first and go first
    seen[name] = date;
  }

  function markAll(items, since, words) {
    var fresh = items.filter(function (item) { return since && item.getAttribute("data-changed") > since; });
    fresh.forEach(function (item) { mark(item, words); });
    return fresh.length;
  }

  function tellOnClaim(list, seen) {
    var items = Array.from(list.children);
    var name = list.getAttribute("data-history-of");
    if (markAll(items, seen[name], "New since you read this page.")) {
      var box = document.createElement("p");
      var link = document.createElement("a");
      box.className = "bk-notice";
      link.href = "#history";
      link.textContent = "This claim changed since you last read it here.";
      box.append(link);
      document.querySelector(".bk-hero").before(box);
    }
    note(seen, name, newest(items));
  }

  function tellOnChanges(lists, seen) {
    var steps = lists.flatMap(function (list) { return Array.from(list.children); });
    markAll(steps, seen["/changes"], "New since your last visit.");
    document.querySelectorAll("[data-claim]").forEach(function (item) {
      markAll([item], seen[item.getAttribute("data-claim")], "You have read this one.");
    });
    note(seen, "/changes", newest(steps));
  }

  function offerToForget() {
    var line = document.querySelector("[data-visits]");
    if (!line) return;
    line.hidden = false;
    line.querySelector("[data-forget]").addEventListener("click", function () {
      localStorage.removeItem(STORE);
      line.textContent = "Forgotten.";
    });
  }

  var seen = read();
  var own = document.querySelector("[data-history-of]");
  var lists = Array.from(document.querySelectorAll("[data-changes]"));
  if (own) tellOnClaim(own, seen);
  if (lists.length) tellOnChanges(lists, seen);
  if (own || lists.length) keep(seen);
  offerToForget();
})();
