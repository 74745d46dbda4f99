// The statement check on a thread of its own, so that long texts never hold up typing.
//
// In: {ask: number, text}. Out: {ready: {words, suggest, searched, files}} once, then for the newest ask {ask, at, total} until
// {ask, result, claims, names}, where `claims` has what the page shows of each claim that the result names, and `names`
// the everyday names of outcomes; or {ask, broken}, where a text was too much for us.
(function () {
  "use strict";

  var ENGINE = [
    "01-words.js", "02-entries.js", "02-lines.js", "02-sentences.js", "03-index.js", "04-notes.js", "05-clauses.js", "06-comparison.js", "06-subject.js",
    "07-direction.js", "07-mentions.js", "07-outcomes.js", "07-settle.js", "07-unnamed.js", "08-manner.js", "08-sort.js", "09-slots.js", "10-taught.js",
    "11-candidates.js", "11-contrast.js", "11-match.js", "12-verdict.js", "13-judge.js", "14-compare.js", "15-notices.js", "16-gate.js", "16-plain.js", "16-sense.js", "17-check.js"
  ];
  var PATIENCE = 100;  // milliseconds of work before the newest message is looked for
  importScripts.apply(null, ENGINE);
  var PRACTICE = 100;  // claims
  var NAMES_A_PAPER = /10\.\d{4}|pubmed|pmid|\b(?:19|20)\d\d\b/i;
  var newest = 0, references = null, files = null, ready = json("index.json").then(function (index) {
    files = index.files;
    return json(files.check).then(function (check) {
      BackedCheck.load({ index: index, check: check });
      var words = Object.assign({}, index.words, check.words);
      postMessage({ ready: { words: words, suggest: index.suggest, searched: check.searched, files: files } });
      practise(BackedCheck.__index().claims.slice(0, PRACTICE));
    });
  });
  ready.catch(function (error) { postMessage({ failed: String(error) }); });

  onmessage = function (event) {
    newest = event.data.ask;
    ready.then(function () { return NAMES_A_PAPER.test(event.data.text) ? papers() : null; }).then(function () {
      if (event.data.ask === newest) attempt(event.data.ask, function () { work(event.data.ask, BackedCheck.start(event.data.text)); });
    }, function () {});
  };

  // Until somebody asks: what is read first takes twice as long, so let that be sentences of our own.
  function practise(claims) {
    if (newest || !claims.length) return;
    BackedCheck.check(claims[0].claim);
    setTimeout(practise, 0, claims.slice(1));
  }

  // References are fetched for the first text that may name one; without them the rest is still answered.
  function papers() {
    if (!references) references = json(files.references).then(BackedCheck.refer).catch(function () { references = null; });
    return references;
  }

  function json(file) {
    return fetch("../index/" + file).then(function (answer) {
      if (!answer.ok) throw new Error(file + ": " + answer.status);
      return answer.json();
    });
  }

  function work(ask, job) {
    if (ask !== newest) return;
    for (var until = Date.now() + PATIENCE; !job.done && Date.now() < until;) job.step(5);
    if (!job.done) {
      postMessage({ ask: ask, at: job.at, total: job.total });
      setTimeout(function () { attempt(ask, function () { work(ask, job); }); }, 0);
      return;
    }
    var result = job.result();
    postMessage({ ask: ask, result: result, claims: named(result), names: outcomes(result) });
  }

  // What goes wrong is told, so that nobody waits for an answer that never comes.
  function attempt(ask, deed) {
    try { deed(); } catch (error) {
      postMessage({ ask: ask, broken: String(error) });
      throw error;
    }
  }

  function outcomes(result) {
    var names = {}, index = BackedCheck.__index();
    result.findings.forEach(function (finding) {
      finding.parts.forEach(function (part) { names[part.outcome] = BackedCheck.compare.name(index, "outcome", part.outcome); });
    });
    return names;
  }

  function named(result) {
    var claims = {};
    function add(id) { if (id && !claims[id]) claims[id] = BackedCheck.claim(id); }
    result.findings.forEach(function (finding) {
      finding.matches.slice(0, 1).forEach(function (match) { add(match.claim); });
      finding.parts.forEach(function (part) { add(part.claim); });
      add(finding.nearest);
    });
    result.citations.forEach(function (citation) { citation.claims.forEach(add); });
    return claims;
  }
})();
