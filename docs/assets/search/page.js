// The search page: everything that fits, with filters and order, all of it in the address.
(function (own) {
  "use strict";

  var MORE = 20, FEW = 5;
  var form = document.getElementById("search-form"), input = document.getElementById("search-words"), app = document.getElementById("search-app");
  var SORTS = [["", "Best fit"], ["certainty", "Surest first"], ["date", "Newest review first"]];
  var engine, shown = MORE, state = read(), status, timer;

  // --- The address ---------------------------------------------------------------------------------------------------

  function read() {
    var given = new URLSearchParams(location.search), filters = {};
    given.forEach(function (value, name) { if (name !== "q" && name !== "sort" && value) filters[name] = value; });
    return { query: (given.get("q") || "").slice(0, 200), sort: given.get("sort") || "", filters: filters };
  }

  function address() {
    var words = new URLSearchParams();
    if (state.query.trim()) words.set("q", state.query.trim());
    Object.keys(state.filters).forEach(function (name) { if (state.filters[name]) words.set(name, state.filters[name]); });
    if (state.sort) words.set("sort", state.sort);
    return location.pathname + (words.toString() ? "?" + words : "");
  }

  // Another filter or order is a step that "back" undoes; each letter is not.
  function change(changes, step) {
    Object.assign(state, changes);
    shown = MORE;
    history[step ? "pushState" : "replaceState"](null, "", address());
    render();
  }

  // --- The frame -----------------------------------------------------------------------------------------------------

  var parts = {};
  function frame() {
    status = own.element("p", "bk-finder__count");
    status.setAttribute("role", "status");
    parts.sort = choice("sort", "Order", SORTS, function (value) { change({ sort: value }, true); });
    parts.chosen = own.element("ul", "bk-finder__chosen");
    parts.facets = own.element("div", "bk-finder__facets");
    parts.filters = own.element("details", "bk-finder__filters", [own.element("summary", "", "Filters"), parts.facets]);
    parts.filters.open = matchMedia("(min-width: 60em)").matches;
    parts.found = own.element("div", "bk-finder__found");
    var bar = own.element("div", "bk-finder__bar", [status, parts.sort]);
    app.replaceChildren(parts.filters, own.element("div", "bk-finder__main", [bar, parts.chosen, parts.found]));
  }

  function choice(name, label, pairs, changed) {
    var select = own.element("select", "", pairs.map(function (pair) { return new Option(pair[1], pair[0]); }));
    select.name = name;
    select.addEventListener("change", function () { changed(select.value); });
    return own.element("label", "bk-finder__choice", [own.element("span", "", label), select]);
  }

  // --- What was found ------------------------------------------------------------------------------------------------

  function render() {
    var found = engine.search(state.query, state), shelves = found.shelves;
    parts.sort.querySelector("select").value = state.sort;
    parts.sort.hidden = found.claims.length < 2;
    facets(found);
    chosen(found.claims.length > 0);
    parts.found.replaceChildren.apply(parts.found, [].concat(
      notes(found), terms(found.terms), claims(found.claims),
      section("Sources", shelves.references, sourceItem), section("Words", shelves.glossary, plainItem),
      section("Source documents", shelves.documents, plainItem), section("Guides and pages", shelves.pages, function (item) { return pageItem(item, found.tokens); })
    ).filter(Boolean));
    say(summary(found));
  }

  function summary(found) {
    var others = ["references", "glossary", "documents", "pages"].reduce(function (sum, name) { return sum + (found.shelves[name] || []).length; }, 0);
    return own.count(found.claims.length, "claim", "claims") + (others ? " and " + own.count(others, "other page", "other pages") : "");
  }

  function notes(found) {
    var lines = [], query = state.query.trim();
    var others = Object.keys(found.shelves).some(function (name) { return found.shelves[name].length; });
    found.slips.forEach(function (pair) { lines.push("Looked for \u201c" + pair[1] + "\u201d, which is near \u201c" + pair[0] + "\u201d."); });
    if (!found.claims.length && found.unfiltered) return [own.element("p", "bk-finder__note", "No claim passes these filters. ")].concat(clearing());
    if (!found.claims.length && query) return [nothing(query, others)];
    if (found.unheld.length) lines.push(own.element("strong", "", "Nothing here is about " + found.unheld.map(quoted).join(" or ") + "; these are the nearest."), suggest(query));
    else if (query && !found.complete) lines.push("No claim holds all of these words; the nearest come first.", suggest(query));
    return lines.length ? [own.element("p", "bk-finder__note", lines.reduce(function (spaced, line) { return spaced.concat(line, " "); }, []))] : [];
  }

  function quoted(word) { return "\u201c" + word + "\u201d"; }

  // Honest about an empty list: what it does not mean, what comes nearest, and how to have it looked into.
  function nothing(query, others) {
    var near = engine.near(query), box = own.element("div", "bk-box");
    box.append(own.element("p", "bk-box__title", "Nothing here on " + quoted(query) + (others ? " among the claims" : "")));
    box.append(own.element("p", "", "This says nothing for or against it: no claim on it is written here yet."));
    if (near.length) {
      var list = [];
      near.forEach(function (name, place) {
        var link = own.element("a", "", name);
        link.href = "?q=" + encodeURIComponent(name);
        list.push(place ? ", " : "Nearest to it: ", link);
      });
      box.append(own.element("p", "", list.concat(".")));
    }
    box.append(own.element("p", "", [suggest(query), " or read ", link("claims/", "the list of all claims"), "."]));
    return box;
  }

  // The form for a claim that is missing, with what was typed.
  function suggest(query) {
    var link = own.element("a", "", "Suggest a claim");
    link.href = engine.data.suggest + "&title=" + encodeURIComponent("Claim: " + query);
    return link;
  }

  function link(path, text, className) {
    var element = own.element("a", className || "", text);
    element.href = own.address(path);
    return element;
  }

  function terms(found) {
    if (!found.length) return null;
    return own.element("ul", "bk-finder__terms", found.slice(0, 4).map(function (term) {
      return own.element("li", "", [own.element("span", "bk-soft", own.groupNames[term.group] + ": "), link(term.path, term.title)]);
    }));
  }

  function claims(found) {
    if (!found.length) return null;
    var list = own.element("ol", "bk-hits", found.slice(0, shown).map(function (n) {
      var claim = engine.claim(n), kind = engine.tags.find(function (tag) { return tag.group === "kind" && tag.id === claim.kind; });
      var marks = own.marks(claim);
      marks.append(own.element("span", "bk-soft bk-small", kind.label.split(":")[0]));
      return own.element("li", "bk-hit", [link(claim.path, claim.line, "bk-hit__title"), own.sentenceOf(engine, n, "p", "bk-hit__sentence"), marks]);
    }));
    if (found.length <= shown) return [list];
    var button = own.element("button", "bk-button", "Show " + Math.min(MORE, found.length - shown) + " more of " + found.length);
    button.type = "button";
    button.addEventListener("click", function () {
      var first = shown;
      shown += MORE;
      render();
      parts.found.querySelectorAll(".bk-hit__title")[first].focus();
    });
    return [list, button];
  }

  function section(name, items, show) {
    if (!items || !items.length) return null;
    var list = own.element("ul", "bk-list", items.slice(0, FEW).map(show)), box = own.element("section", "bk-finder__section", [own.element("h2", "", name + " (" + items.length + ")"), list]);
    if (items.length > FEW) {
      var button = own.element("button", "bk-button", "Show all " + items.length);
      button.type = "button";
      button.addEventListener("click", function () {
        list.append.apply(list, items.slice(FEW).map(show));
        button.remove();
        list.children[FEW].querySelector("a").focus();
      });
      box.append(button);
    }
    return box;
  }

  function plainItem(item) {
    return own.element("li", "", [link(item.path, item.title, "bk-list__title"), own.element("span", "bk-list__note", item.note)]);
  }

  function sourceItem(item) {
    var row = own.element("li", "", [link(item.path, item.title, "bk-list__title"), own.element("span", "bk-list__note", item.note)]);
    if (item.notice) row.append(own.element("strong", "bk-retracted", item.notice));
    return row;
  }

  function pageItem(item, tokens) {
    var row = own.element("li", "", link(item.path, item.title, "bk-list__title")), headings = engine.headings(item, tokens).slice(0, 3), inside = [];
    headings.forEach(function (pair, place) { inside.push(place ? " \u00b7 " : "", link(item.path + "#" + pair[1], pair[0])); });
    if (inside.length) row.append(own.element("span", "bk-list__note", inside));
    return row;
  }

  // --- Filters -------------------------------------------------------------------------------------------------------

  function facets(found) {
    parts.facets.replaceChildren.apply(parts.facets, engine.data.facets.map(function (pair) {
      var group = pair[0], wanted = state.filters[group] || "", options = [["", "Any"]];
      engine.values(group, found.facets[group]).forEach(function (value) { options.push([value.tag.id, value.tag.label + " (" + value.count + ")"]); });
      if (wanted && !options.some(function (each) { return each[0] === wanted; })) options.push([wanted, labelOf(group, wanted) + " (0)"]);
      var field = choice(group, pair[1], options, function (value) {
        var filters = Object.assign({}, state.filters);
        filters[group] = value;
        change({ filters: filters }, true);
        parts.facets.querySelector("[name=" + group + "]").focus();
      });
      field.querySelector("select").value = wanted;
      return field;
    }));
  }

  function labelOf(group, id) {
    var number = engine.tagNumber(group, id);
    return number < 0 ? id : engine.tags[number].label;
  }

  function chosen(some) {
    var groups = engine.data.facets.filter(function (pair) { return state.filters[pair[0]]; });
    parts.chosen.hidden = !groups.length;
    parts.filters.hidden = !some && !groups.length;
    parts.filters.firstChild.textContent = groups.length ? "Filters (" + groups.length + ")" : "Filters";
    parts.chosen.replaceChildren.apply(parts.chosen, groups.map(function (pair) {
      var button = own.element("button", "bk-button", [pair[1] + ": " + labelOf(pair[0], state.filters[pair[0]]) + " ", cross()]);
      button.type = "button";
      button.setAttribute("aria-label", "Remove filter " + pair[1] + ": " + labelOf(pair[0], state.filters[pair[0]]));
      button.addEventListener("click", function () {
        var filters = Object.assign({}, state.filters);
        delete filters[pair[0]];
        change({ filters: filters }, true);
        input.focus();
      });
      return own.element("li", "", button);
    }).concat(groups.length > 1 ? own.element("li", "", clearing()) : []));
  }

  function cross() {
    var sign = own.element("span", "", "\u00d7");
    sign.setAttribute("aria-hidden", "true");
    return sign;
  }

  function clearing() {
    var button = own.element("button", "bk-button", "Clear all filters");
    button.type = "button";
    button.addEventListener("click", function () { change({ filters: {} }, true); input.focus(); });
    return button;
  }

  // Spoken after a pause, so that a screen reader is not interrupted at every letter; shown at once.
  function say(text) {
    clearTimeout(timer);
    status.setAttribute("aria-live", "off");
    status.textContent = text;
    timer = setTimeout(function () { status.setAttribute("aria-live", "polite"); status.textContent = text + "."; }, 600);
  }

  // --- Start ---------------------------------------------------------------------------------------------------------

  function failed() {
    app.replaceChildren(own.element("p", "bk-box", ["The search did not load. ", link("claims/", "The list of all claims"), " is complete without it."]));
  }

  if (!app || !form) return;
  input.value = state.query;
  if (!state.query) input.focus();
  form.addEventListener("submit", function (event) { event.preventDefault(); if (engine) change({ query: input.value }, true); });
  input.addEventListener("input", function () { if (engine) change({ query: input.value }, false); });
  window.addEventListener("popstate", function () { state = read(); input.value = state.query; if (engine) render(); });
  own.load().then(function (opened) {
    engine = opened;
    state.query = input.value;
    frame();
    render();
    return own.loadAll().then(render);
  }).catch(function (error) { if (!engine) failed(); else throw error; });
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
