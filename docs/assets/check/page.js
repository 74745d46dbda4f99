// The box in which statements are checked, on the check page and on the first page. The text stays on this device: the
// engine is worker.js, and a link to a text carries it behind the #, which browsers never send.
(function (own) {
  "use strict";

  var make = own.make, SHORT = 600, LINKED = 1800, BATCH = 25, LINK = /^#q=(.*)$/;
  var box = document.querySelector("[data-check]"), base = new URL(box.getAttribute("data-base"), document.baseURI);
  var form = box.querySelector("form"), field = form.querySelector("textarea"), status = box.querySelector("[role=status]"), progress = box.querySelector("progress");
  var ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
  var danger = box.querySelector(".bk-check__danger"), place = box.querySelector(".bk-check__result"), worker = null, known = null, ask = 0, timer = null, hidden = new Set(), found = null;
  var shards = new Map(), examples = box.querySelector(".bk-check__examples"), asked = "";

  function address(path) { return new URL(path, base).href; }

  // The engine starts when somebody is about to type, or at once on the page that is for it.
  function start() {
    if (worker) return;
    // A page that was opened as a file may not start one.
    try { worker = new Worker(address("assets/check/worker.js")); } catch (error) { fail("The check cannot start here: the page must come from a web server."); return; }
    worker.onmessage = hear;
    worker.onerror = function () { if (!known) fail("The check could not start. Reload the page to try again."); };
  }

  function fail(words) {
    progress.hidden = true;
    status.textContent = words;
  }

  function hear(event) {
    var heard = event.data;
    if (heard.failed) { fail("The check could not load its index. Reload the page to try again."); worker = null; }
    else if (heard.ready) known = heard.ready;
    else if (heard.ask !== ask) return;
    else if (heard.broken) { wipe(); fail("Something in this text was too much for the check. A part of it may work."); }
    else if (!heard.result) advance(heard);
    else show(heard);
  }

  // The bar moves with every message; the words, which are read aloud, come once.
  function advance(heard) {
    var words = "Checking " + heard.total + " sentences";
    if (status.textContent !== words) status.textContent = words;
    progress.max = heard.total;
    progress.value = heard.at;
    progress.hidden = false;
  }

  function run() {
    clearTimeout(timer);
    var text = field.value;
    ask++;
    if (!text.trim()) { clear(); return; }
    if (ADDRESS.test(text.trim())) {
      wipe();
      fail("This is the address of a page, and the check opens none. Open it, copy its words, and paste them here.");
      return;
    }
    start();
    examples.hidden = true;
    asked = text;
    if (!worker) return;
    status.textContent = known ? "Checking" : "Getting ready";
    worker.postMessage({ ask: ask, text: text });
  }

  function wipe() { place.replaceChildren(); danger.replaceChildren(); found = null; }

  function clear() {
    wipe();
    fail("");
    examples.hidden = false;
  }

  // A link carried another text; who reloads or comes back wants this one.
  function forget() { if (LINK.test(location.hash)) history.replaceState(null, "", location.pathname + location.search); }

  // --- Showing -------------------------------------------------------------------------------------------------------

  function show(heard) {
    var findings = heard.result.findings.map(function (finding, i) { return Object.assign({ place: i }, finding); });
    findings.sort(function (one, other) { return own.ORDER.indexOf(one.verdict) - own.ORDER.indexOf(other.verdict) || one.place - other.place; });
    findings.forEach(function (finding, i) { finding.number = i + 1; });
    found = { text: asked, result: heard.result, findings: findings, claims: heard.claims, names: heard.names, words: known.words,
      suggest: known.suggest, searched: known.searched, address: address };
    var several = findings.length > 1, answered = findings.some(function (finding) { return !finding.abstained; });
    hidden = new Set(several && answered ? ["out-of-scope"] : []);
    progress.hidden = true;
    warn(own.emergency(heard.result.emergency, address));
    place.replaceChildren.apply(place, [
      several ? filters() : null, findings.length ? tools(several) : null, several ? papers() : null,
      make("div", { "class": several ? "bk-check__columns" : "" }, [several ? own.marked(asked, findings, known.words) : "", list()]),
      own.citations(found)
    ].filter(Boolean));
    quote();
    append(place.querySelector(".bk-findings"), 0, found);
    if (several) place.querySelector("[data-showing]").textContent = showing();
    status.textContent = several ? own.summary(heard.result.counts, known.words) :
      findings.length ? own.shown(findings[0], known.words).word + "." : "There is no statement in this text.";
  }

  // Told again only when it changes, so that typing on does not repeat the alarm.
  function warn(box) {
    var said = box ? box.textContent : "";
    if (danger.textContent !== said) danger.replaceChildren.apply(danger, box ? [box] : []);
  }

  function list() {
    return make("ol", { "class": "bk-findings", "aria-label": "Findings, most serious first" });
  }

  // A few findings at a time, so that a page of a thousand of them does not hold up typing.
  function append(list, from, mine) {
    if (mine !== found) return;
    mine.findings.slice(from, from + BATCH).forEach(function (finding) {
      var item = own.finding(finding, mine);
      item.hidden = hidden.has(finding.verdict);
      list.append(item);
      complete(item, mine);
    });
    if (from + BATCH < mine.findings.length) setTimeout(function () { append(list, from + BATCH, mine); }, 0);
  }

  // One button for each verdict that occurs: pressed means shown.
  function filters() {
    return make("div", { "class": "bk-check__filters", role: "group", "aria-label": "Show findings that are" }, own.ORDER.filter(function (verdict) {
      return found.result.counts[verdict];
    }).map(function (verdict) {
      var shown = own.wordOf(verdict, found.words);
      return make("button", { type: "button", "class": "bk-button", "data-filter": verdict, "aria-pressed": String(!hidden.has(verdict)) }, [
        make("span", { "aria-hidden": "true" }, shown.sign + " "), shown.word + " ", make("strong", {}, String(found.result.counts[verdict]))
      ]);
    }));
  }

  function tools(several) {
    var linked = asked.length <= LINKED, names = ["plain", "markdown", "print"].concat(linked ? "link" : []);
    return make("div", { "class": "bk-check__tools", role: "group", "aria-label": "What to do with the result" }, [
      several ? make("div", { "class": "bk-check__row" }, ["previous", "next"].map(deed).concat(
        make("span", { "class": "bk-soft bk-small", role: "status", "data-showing": "" }), make("span", { "class": "bk-soft bk-small bk-check__keys" }, "From a finding, ↑ and ↓ lead on."))) : null,
      make("details", { "class": "bk-check__take" }, [
        make("summary", {}, "Copy, print or link"),
        make("div", { "class": "bk-check__row" }, names.map(deed).concat(linked ? "" : make("span", { "class": "bk-soft bk-small" }, "The text is too long for a link."),
          make("span", { "class": "bk-hidden", role: "status", "data-copied": "" })))
      ])
    ]);
  }

  function deed(name) { return make("button", { type: "button", "class": "bk-button", "data-do": name }, DEEDS[name].label); }

  // Papers stand below the findings, which may be many.
  function papers() {
    var number = found.result.citations.length;
    return number ? make("p", { "class": "bk-small" }, ["The text names " + number + (number > 1 ? " papers" : " paper") + " that we hold: ",
      make("a", { href: "#papers", "data-papers": "" }, "what " + (number > 1 ? "they" : "it") + " found")]) : null;
  }

  function showing() {
    var shown = found.findings.filter(function (finding) { return !hidden.has(finding.verdict); }).length;
    return "Showing " + shown + " of " + found.findings.length;
  }

  function sift() {
    place.querySelector("[data-showing]").textContent = showing();
    place.querySelectorAll(".bk-finding").forEach(function (item) { item.hidden = hidden.has(item.getAttribute("data-verdict")); });
    place.querySelectorAll("[data-filter]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(!hidden.has(button.getAttribute("data-filter"))));
    });
  }

  // --- What is fetched after the answer: sentences and what studies found --------------------------------------------

  // The row of a claim in one of the files of `sort`: "sentences" or "found".
  function details(sort, claim) {
    var file = known.files[sort][claim.shard];
    if (!shards.has(file)) {
      shards.set(file, fetch(address("assets/index/" + file)).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }));
    }
    return shards.get(file).then(function (rows) { return rows[claim.row]; });
  }

  // The sentence and the sources of the claim in a finding.
  function complete(item, mine) {
    item.querySelectorAll("[data-claim]").forEach(function (element) {
      var claim = mine.claims[element.getAttribute("data-claim")];
      Promise.all([details("sentences", claim), details("found", claim)]).then(function (both) {
        if (mine === found) element.append(make("p", {}, both[0]), sources(both[1]));
      }, function () {});
    });
  }

  // What the papers that the text names found.
  function quote() {
    var mine = found;
    place.querySelectorAll("[data-reference]").forEach(function (element) {
      var key = element.getAttribute("data-reference");
      element.getAttribute("data-claims").split(" ").filter(Boolean).forEach(function (id) {
        details("found", mine.claims[id]).then(function (rows) {
          rows.filter(function (source) { return source[0] === key && source[2]; }).forEach(function (source) {
            element.append(make("li", {}, [source[2] + " On: ", make("a", { href: address("claims/" + id + "/") }, mine.claims[id].claim)]));
          });
        }, function () {});
      });
    });
  }

  function sources(rows) {
    if (!rows.length) return "";
    return make("p", { "class": "bk-soft bk-small" }, ["Sources: "].concat(rows.map(function (source, i) {
      return make("span", {}, [i ? ", " : "", make("a", { href: address("references/" + source[0] + "/") }, source[1])]);
    })));
  }

  // --- Acting --------------------------------------------------------------------------------------------------------

  function go(number) {
    var item = document.getElementById("finding-" + number);
    if (!item) return;
    hidden.delete(item.getAttribute("data-verdict"));
    sift();
    reveal(item, "start");
  }

  function step(by) {
    var items = Array.from(place.querySelectorAll(".bk-finding")).filter(function (item) { return !item.hidden; });
    var at = items.indexOf(document.activeElement.closest(".bk-finding"));
    if (at < 0) at = items.findIndex(function (item) { return item.classList.contains("bk-finding--here"); });
    var next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + by))];
    items.forEach(function (item) { item.classList.toggle("bk-finding--here", item === next); });
    if (next) reveal(next, "start");
  }

  // Without a secure connection there is no clipboard at all.
  function copy(text, button) {
    var told = place.querySelector("[data-copied]");
    Promise.resolve().then(function () { return navigator.clipboard.writeText(text); })
      .then(function () { return "Copied"; }, function () { return "Copying is not allowed here"; })
      .then(function (words) {
        button.textContent = told.textContent = words;
        setTimeout(function () { button.textContent = DEEDS[button.getAttribute("data-do")].label; told.textContent = ""; }, 2000);
      });
  }

  var DEEDS = {
    previous: { label: "Previous", act: function () { step(-1); } },
    next: { label: "Next", act: function () { step(1); } },
    plain: { label: "Copy as text", act: function (button) { copy(own.report(found, false), button); } },
    markdown: { label: "Copy as Markdown", act: function (button) { copy(own.report(found, true), button); } },
    print: { label: "Print", act: function () { window.print(); } },
    link: { label: "Copy link", act: function (button) { copy(address("check/") + "#q=" + own.encoded(found.text), button); } }
  };

  function visit(id, event) {
    var element = document.getElementById(id);
    event.preventDefault();
    if (element) reveal(element, "center");
  }

  // A finding may be taller than a phone: then it is read from its first line on.
  function reveal(element, block) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: block });
  }

  place.addEventListener("click", function (event) {
    var filter = event.target.closest("[data-filter]"), deed = event.target.closest("[data-do]"), link = event.target.closest("[data-finding]");
    var said = event.target.closest("[data-said]"), papers = event.target.closest("[data-papers]");
    if (filter) {
      var verdict = filter.getAttribute("data-filter");
      if (!hidden.delete(verdict)) hidden.add(verdict);
      sift();
    } else if (deed) DEEDS[deed.getAttribute("data-do")].act(deed);
    else if (said) visit("said-" + said.getAttribute("data-said"), event);
    else if (papers) visit("papers", event);
    else if (link) { event.preventDefault(); go(link.getAttribute("data-finding")); }
  });

  place.addEventListener("keydown", function (event) {
    if (!event.target.classList.contains("bk-finding") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });

  box.addEventListener("click", function (event) {
    var example = event.target.closest("[data-example]");
    if (!example) return;
    field.value = example.getAttribute("data-example");
    forget();
    run();
    field.focus();
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
    if (field.value.trim()) return;
    status.textContent = "Paste or type a sentence first.";
    field.focus();
  });
  field.addEventListener("focus", start);
  field.addEventListener("input", function () {
    forget();
    clearTimeout(timer);
    timer = setTimeout(run, field.value.length > SHORT ? 600 : 250);
  });
  form.querySelector("[data-clear]").addEventListener("click", function () { field.value = ""; forget(); run(); field.focus(); });

  // A link that carries a statement, or the bookmarklet.
  function follow() {
    var said = LINK.exec(location.hash);
    if (!said) return;
    field.value = said[1].replace(/(?:%[0-9a-f]{2})+/gi, function (part) {
      try { return decodeURIComponent(part); } catch (error) { return part; }  // typed by hand: "100%%20sure"
    });
    run();
  }

  // The bookmarklet leads to where this page stands, wherever it was put.
  function settle(code) {
    if (code && /^https?:/.test(base.protocol)) code.textContent = code.textContent.replace(/open\('[^']*'/, "open('" + address("check/").replace(/'/g, "%27") + "#q='");
  }

  box.querySelectorAll("[data-scripts]").forEach(function (element) {
    element.hidden = false;
    element.removeAttribute("data-scripts");
  });
  settle(document.getElementById("bookmarklet"));
  if (box.hasAttribute("data-now")) start();
  window.addEventListener("hashchange", follow);
  // Who comes back from a claim finds the text, which the browser keeps, and the answer to it.
  window.addEventListener("pageshow", function () { if (!ask && field.value.trim()) run(); });
  follow();
})(globalThis.BackedCheckPage = globalThis.BackedCheckPage || {});
