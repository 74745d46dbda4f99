// The search box in the header: results as one types, by keyboard first. A combobox with a list, as in WAI-ARIA.
(function (own) {
  "use strict";

  var CLAIMS = 4, OTHERS = 2, LEAST = 2;
  var input = document.getElementById("backed-search"), page = document.getElementById("search-words");
  var list, panel, status, options = [], active = -1, asked = 0;

  // "/" goes to the search box of the page, unless something is being typed.
  function shortcut(event) {
    var field = page || input, at = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || !field.offsetParent) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function start() {
    list = own.element("div", "bk-search__list");
    list.id = "backed-results";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Search results");
    list.tabIndex = -1;  // browsers let the tab key into what scrolls
    panel = own.element("div", "bk-search__results", list);
    panel.hidden = true;
    status = own.element("p", "bk-hidden");
    status.setAttribute("role", "status");
    input.closest(".bk-search").append(panel, status);
    var roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", "aria-keyshortcuts": "/" };
    Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });
    input.addEventListener("focus", function () { own.load().then(update, function () {}); });
    input.addEventListener("input", update);
    input.addEventListener("keydown", move);
    input.closest(".bk-search").addEventListener("focusout", function (event) {
      if (!event.currentTarget.contains(event.relatedTarget)) close();
    });
  }

  function update() {
    var query = input.value;
    if (query.trim().length < LEAST || document.activeElement !== input) { close(); return; }
    // Who has closed the list meanwhile does not get it back when more has loaded.
    var mine = ++asked;
    own.loadAll().then(function () { own.load().then(show); }, function () {});
    own.load().then(show, function () { say("Search did not load. Press Enter for the search page."); });
    function show(engine) { if (mine === asked && document.activeElement === input) render(engine, query); }
  }

  function render(engine, query) {
    var found = engine.search(query), chosen = active >= 0 && options[active] ? options[active].href : "";
    options = [];
    list.replaceChildren();
    var lacking = found.unheld.length ? "Nothing here is about " + found.unheld.map(quoted).join(" or ") : "";
    group(lacking ? lacking + "; the nearest claims" : "Claims", found.claims.slice(0, CLAIMS).map(function (n) { return claimOption(engine, n); }));
    group("Topics", found.terms.slice(0, OTHERS).map(function (term) { return option(term.path, term.title, own.groupNames[term.group]); }));
    var shelves = found.shelves;
    group("Sources", (shelves.references || []).slice(0, OTHERS).map(function (item) { return option(item.path, item.note, item.title); }));
    group("Words, guides and source documents", [].concat(shelves.glossary || [], shelves.pages || [], shelves.documents || [])
      .slice(0, OTHERS).map(function (item) { return option(item.path, item.title, item.note || ""); }));
    var total = found.claims.length, every = "search/?q=" + encodeURIComponent(query);
    var nothing = !options.length;
    group("", [option(every, nothing ? "Nothing here on " + quoted(query.trim()) : "All results", nothing ? "See what comes nearest, or suggest a claim" : own.count(total, "claim", "claims"))]);
    mark(options.findIndex(function (each) { return chosen && each.href === chosen; }));
    open();
    say(nothing ? "Nothing here" : (lacking && lacking + ". Nearest: ") + own.count(total, "claim", "claims") + ", " + own.count(options.length, "suggestion", "suggestions") + " shown");
  }

  function quoted(words) { return "\u201c" + words + "\u201d"; }

  function group(name, members) {
    if (!members.length) return;
    var box = own.element("div", "bk-search__group");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name || "More");
    if (name) {
      var title = own.element("div", "bk-search__name", name);
      title.setAttribute("aria-hidden", "true");
      box.append(title);
    }
    members.forEach(function (member) {
      member.id = "backed-result-" + options.length;
      options.push(member);
      box.append(member);
    });
    list.append(box);
  }

  function option(path, title, note) {
    var link = own.element("a", "bk-search__item", [own.element("span", "bk-search__title", title), own.element("span", "bk-search__note", note)]);
    link.href = own.address(path);
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function claimOption(engine, n) {
    var claim = engine.claim(n), link = option(claim.path, claim.line, "");
    link.lastChild.replaceWith(own.sentenceOf(engine, n, "span", "bk-search__note"), own.marks(claim));
    return link;
  }

  function move(event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !panel.hidden) {
      event.preventDefault();
      // One place before the first and after the last is the box itself.
      mark((active + 1 + step + options.length + 1) % (options.length + 1) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  }

  function mark(place) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = place;
    if (place < 0) { input.removeAttribute("aria-activedescendant"); return; }
    options[place].setAttribute("aria-selected", "true");
    options[place].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[place].id);
  }

  function open() {
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    asked++;
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
    options = [];
    say("");
  }

  // Spoken after a pause, so that a screen reader is not interrupted at every letter.
  var timer;
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(function () { status.textContent = text; }, text ? 500 : 0);
  }

  own.groupNames = { intervention: "Treatment", condition: "Condition", outcome: "Outcome", factor: "Factor" };
  if (!input) return;
  document.addEventListener("keydown", shortcut);
  start();
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
