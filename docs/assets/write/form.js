// The form that writes a claim: questions, what is like it, the record, and two ways to hand it over. Nothing is sent.
(function () {
  "use strict";

  var data = window.BackedWriteData, write = window.BackedWrite, place = document.getElementById("bk-write");
  if (!data || !write || !place) return;
  var MOST_LINK = 7500; // longer addresses are refused on the way
  var count = 0;

  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  // A label with its field; `hint` says more under it.
  function field(label, input, hint) {
    input.id = "bk-write-" + (count += 1);
    var parts = [make("label", { "for": input.id }, [label])];
    if (hint) {
      parts.push(make("span", { "class": "bk-write__hint", id: input.id + "-hint" }, [hint]));
      input.setAttribute("aria-describedby", input.id + "-hint");
    }
    return make("div", { "class": "bk-write__field" }, parts.concat(input));
  }

  // `says` tells more of a word that is not plain by itself.
  function select(name, words, first, says) {
    var options = words.map(function (word) { return make("option", { value: word }, [says ? word + ": " + says(word) : word]); });
    if (first !== undefined) options.unshift(make("option", { value: "" }, [first]));
    return make("select", { name: name }, options);
  }

  function text(name, more) { return make("input", Object.assign({ name: name, type: "text", autocomplete: "off" }, more)); }

  function known(id, words) {
    return make("datalist", { id: id }, words.map(function (word) { return make("option", { value: word }); }));
  }

  function step(title, children) { return make("fieldset", {}, [make("legend", {}, [title])].concat(children)); }

  var SIDES = "Improves and worsens are for outcomes with a better side, such as pain; increases and decreases for measures without one.";

  // A description of ours as a sentence.
  function sentence(words) {
    var plain = words.replace(/`/g, "").replace(/\.$/, "");
    return plain.charAt(0).toUpperCase() + plain.slice(1) + ".";
  }

  // `risk-of-bias` as it is read.
  function human(word) { return word.charAt(0).toUpperCase() + word.slice(1).replace(/-/g, " "); }

  function told(key) {
    if (data.terms[key]) return "Choose from the list; other names work too.";
    if (key === "direction") return SIDES;
    return sentence(data.about.find(function (each) { return each.key === key; }).what);
  }

  // What was typed for a term as its id: an id, a label, or what people call it. "" for nothing, null for unknown.
  function term(slot, typed) {
    var wanted = typed.trim().toLowerCase();
    if (!wanted) return "";
    var found = data.terms[slot].find(function (each) {
      return each[0] === wanted || each[1].toLowerCase() === wanted || each[2].some(function (name) { return name.toLowerCase() === wanted; });
    });
    return found ? found[0] : null;
  }

  var form = make("form", { "class": "bk-form", novalidate: "" });
  var slots = make("div", { "class": "bk-write__slots" }), sources = make("div"), steps = make("div");
  var kind = select("kind", Object.keys(data.kinds), undefined, function (word) { return data.kinds[word].asks; }), claim = text("claim", { maxlength: "240" });
  var finding = select("finding", data.words.finding.filter(function (word) { return word !== "untested"; }), "untested: I add no evidence here",
    function (word) { return data.findings[word]; });
  var faults = make("ul", { "class": "bk-write__faults" }), alike = make("div", { role: "status" });
  var shown = make("pre", { id: "bk-write-record", tabindex: "0", "aria-label": "The record" });
  var help = make("input", { type: "checkbox", name: "help" });
  var save = make("button", { type: "button", "class": "bk-button bk-button--main", "data-download": "bk-write-record", "data-name": "claim.yml" }, ["Save the file"]);
  var copy = make("button", { type: "button", "class": "bk-button", "data-copy": "bk-write-record" }, ["Copy the text"]);
  var link = make("a", { "class": "bk-button", rel: "noopener" }, ["Open a pull request with it"]);
  var where = make("p", { "class": "bk-small" });

  function input(name) { return form.elements.namedItem(name); }

  function value(name) { var found = input(name); return found ? found.value.trim() : ""; }

  // Only the questions of this kind of claim; what was typed stays where the question stays.
  function ask() {
    var before = {};
    slots.querySelectorAll("[name]").forEach(function (each) { before[each.name] = each.value; });
    slots.replaceChildren();
    var wanted = data.kinds[kind.value].slots;
    data.about.forEach(function (each) {
      var slot = wanted.find(function (name) { return name.replace("?", "") === each.key; });
      if (!slot) return;
      var open = slot.slice(-1) === "?", made;
      if (each.key === "direction") made = select("direction", data.directions);
      else made = text(each.key, data.terms[each.key] ? { list: "bk-write-" + each.key } : {});
      made.value = before[each.key] || made.value;
      slots.append(field(human(each.key) + (open ? " (may stay open)" : ""), made, told(each.key)));
      if (data.terms[each.key]) slots.append(known("bk-write-" + each.key, data.terms[each.key].map(function (one) { return one[1]; })));
    });
    var graded = data.kinds[kind.value].graded;
    finding.closest(".bk-write__field").hidden = !graded;
    if (!graded) finding.value = "";
    input("severity").closest(".bk-write__field").hidden = kind.value !== "harm";
    input("size").closest(".bk-write__field").hidden = kind.value !== "effect" && kind.value !== "harm";
    var start = input("start"), old = start.value;
    start.replaceChildren.apply(start, data.kinds[kind.value].starts.map(function (word) { return make("option", { value: word }, [word]); }));
    if (data.kinds[kind.value].starts.indexOf(old) >= 0) start.value = old;
  }

  function addSource() {
    var key = text("source", { list: "bk-write-references" });
    var as = select("as", data.comparisons), found = make("textarea", { name: "found", rows: "3" });
    key.addEventListener("change", function () { as.value = write.comparison(data, data.kinds[kind.value], key.value.trim()); });
    var one = make("fieldset", { "class": "bk-write__source" }, [
      make("legend", {}, ["Source " + (sources.children.length + 1)]),
      field("Citation key", key, "As on the page of the reference. A new one is added with the form “A paper is missing”."),
      field("It bears", select("bears", data.bears), sentence(data.told.bears)), field("It compares", as, sentence(data.told.as_)),
      field("What it found", found, sentence(data.told.found)), field("Where in it", text("at"), sentence(data.told.at))
    ]);
    var away = make("button", { type: "button", "class": "bk-button" }, ["Take this source out"]);
    away.addEventListener("click", function () { one.remove(); add.focus(); show(); });
    one.append(away);
    sources.append(one);
    key.focus();
    show();
  }

  var add = make("button", { type: "button", "class": "bk-button" }, ["Add a source"]);
  add.addEventListener("click", addSource);

  function evidence() {
    return Array.from(sources.children).map(function (one) {
      function of(name) { return one.querySelector("[name=" + name + "]").value.trim().replace(/\s+/g, " "); }
      return { source: of("source"), bears: of("bears"), as: of("as"), found: of("found"), at: of("at") };
    });
  }

  function rated() {
    if (!value("finding") || value("finding") === "reported" || !data.kinds[kind.value].graded) return null;
    var all = evidence().filter(function (each) { return each.bears !== "context"; }).map(function (each) { return each.source; });
    var made = {};
    Object.keys(data.steps).forEach(function (domain) {
      made[domain] = { down: value("down-" + domain), because: value("because-" + domain), sources: all };
    });
    return { start: value("start"), steps: made };
  }

  function answers(wrong) {
    var about = {}, wanted = data.kinds[kind.value].slots;
    wanted.forEach(function (slot) {
      var key = slot.replace("?", ""), typed = value(key).replace(/\s+/g, " ");
      var found = data.terms[key] ? term(key, typed) : typed;
      if (found === null) wrong.push("“" + typed + "” is no " + key + " we know. Choose one of the list, or suggest the claim with the issue form.");
      else if (found) about[key] = found;
      else if (slot.slice(-1) !== "?") wrong.push("Still open: " + key + ".");
    });
    if (!about.direction) about.direction = data.kinds[kind.value].direction;
    return {
      today: new Date().toISOString().slice(0, 10), kind: kind.value, claim: value("claim").replace(/\s+/g, " "), about: about,
      finding: value("finding"), severity: kind.value === "harm" ? value("severity") : "", size: value("finding") && !input("size").closest("[hidden]") ? value("size") : "",
      sources: [], evidence: evidence(), rating: rated(),
      searchedIn: value("searched-in").split(",").map(function (each) { return each.trim(); }).filter(Boolean),
      searchedFor: value("searched-for").replace(/\s+/g, " ") || value("claim")
    };
  }

  function check(given, wrong) {
    if (!given.claim) wrong.push("Still open: the claim in one sentence.");
    if (!given.searchedIn.length) wrong.push("Still open: where you searched.");
    given.evidence.forEach(function (each, at) {
      if (!data.references.some(function (one) { return one[0] === each.source; })) wrong.push("Source " + (at + 1) + ": the key is not in our list.");
      if (!each.found) wrong.push("Source " + (at + 1) + ": say what it found.");
    });
    if (given.finding && !given.evidence.some(function (each) { return each.bears !== "context"; })) wrong.push("A finding needs a source that bears on it.");
    if (!given.finding && given.evidence.some(function (each) { return each.bears !== "context"; })) wrong.push("Say what the evidence as a whole says, or let the sources bear as context.");
    if (given.rating) Object.keys(given.rating.steps).forEach(function (domain) {
      if (given.rating.steps[domain].down !== "0" && !given.rating.steps[domain].because) wrong.push(human(domain) + ": say why it lowers the certainty.");
    });
  }

  function idOf(given, wrong) {
    var id = value("id") || write.idOf(given);
    if (id && id !== write.slug(id)) wrong.push("The id has lower-case words joined by hyphens: " + write.slug(id) + ".");
    if (data.taken.indexOf(id) >= 0 || data.claims.some(function (each) { return each[0] === id; })) wrong.push("The id " + id + " is taken; write another one.");
    return id;
  }

  function show() {
    var wrong = [], given = answers(wrong);
    check(given, wrong);
    var id = idOf(given, wrong), ready = !wrong.length;
    faults.replaceChildren.apply(faults, wrong.map(function (each) { return make("li", {}, [each]); }));
    like(given);
    steps.hidden = !value("finding") || !data.kinds[kind.value].graded;
    shown.textContent = ready ? write.record(data, given, help.checked) : "";
    [shown, save, copy, link, where].forEach(function (each) { each.hidden = !ready; });
    if (!ready) return;
    save.setAttribute("data-name", id + ".yml");
    var address = data.repository + "/new/main?filename=claims/" + id + ".yml&value=" + encodeURIComponent(write.record(data, given, false));
    link.hidden = address.length > MOST_LINK;
    link.href = address;
    where.textContent = "The file is claims/" + id + ".yml." + (link.hidden ? " It is too long for a link: save it, and upload it to the folder claims." : "");
  }

  function like(given) {
    var found = given.claim ? write.like(data, given) : [];
    alike.replaceChildren();
    if (!found.length) return;
    alike.append(make("p", {}, ["There already. Is yours another one?"]), make("ul", {}, found.map(function (each) {
      return make("li", {}, [make("a", { href: "../../claims/" + each[0] + "/" }, [each[1]])]);
    })));
  }

  Object.keys(data.steps).forEach(function (domain) {
    steps.append(make("fieldset", { "class": "bk-write__source" }, [
      make("legend", {}, [human(domain)]), field("Steps down", select("down-" + domain, ["0", "1", "2", "3"]), sentence(data.steps[domain])),
      field("Why", text("because-" + domain))
    ]));
  });
  form.append(
    step("The claim", [field("What sort of claim is it?", kind), field("The claim in one sentence", claim, "As people say it. It names the treatment and the outcome."), alike, slots,
      field("How bad is the harm?", select("severity", data.words.severity))]),
    step("The search", [field("Where did you search?", text("searched-in", { value: "PubMed" }), "With commas between."),
      field("With which words?", text("searched-for"), "If it stays open, the claim stands here.")]),
    step("The evidence", [field("What does the evidence say as a whole?", finding), field("How large is the effect?", select("size", data.words.size), "Unknown, where no source gives a figure."), sources, add,
      make("p", { "class": "bk-small" }, ["Figures, such as differences and intervals, are added to the file later: ", make("a", { href: "../add-a-claim/" }, ["how to add a claim"]), "."]),
      known("bk-write-references", data.references.map(function (each) { return each[0]; }))]),
    step("How sure", [make("p", { "class": "bk-small" }, ["Asked once there is a finding. The level is worked out from this."]), steps]),
    step("The record", [field("Its id (may stay open)", text("id"), "The name of the file and the address of the page, for ever."), make("div", { role: "status" }, [faults]),
      make("p", {}, [make("label", {}, [help, " with help for each field"])]), where, shown, make("p", { "class": "bk-write__out" }, [save, copy, link])])
  );
  steps.prepend(field("The evidence starts as", select("start", [])));
  input("size").value = "unknown";
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) { if (event.target === kind) ask(); show(); });
  form.addEventListener("change", show);
  place.append(form);
  ask();
  show();
})();
