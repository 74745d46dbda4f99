// 15. Notices: descriptions of an emergency, and papers that the text names (DOI, PubMed number, "Moustafa 2012").
(function (own) {
  "use strict";

  var notes = own.notes;

  // Signs in one sentence: {urgent: [words], soon: [words]}; `soon` only where somebody speaks of a person.
  function emergency(index, note) {
    var found = notes.all(note, "emergency"), person = found.some(function (hit) { return hit.id === "person"; });
    var urgent = [], soon = [];
    found.forEach(function (hit) {
      if (hit.id === "person" || hit.id === "soon" && !person || denied(note, hit)) return;
      var words = note.text.slice(note.tokens[hit.from].a - note.base, note.tokens[hit.to - 1].b - note.base);
      (hit.id === "urgent" ? urgent : soon).push(words);
    });
    return { urgent: urgent, soon: soon };
  }

  // "I have no fever", "not lost control of the bladder": a sign that is denied is no sign. Signs that are themselves a
  // "cannot" stay.
  function denied(note, hit) {
    var before = (note.tokens[hit.from - 1] || {}).w || "", two = (note.tokens[hit.from - 2] || {}).w || "";
    if (before === "not" || two === "not" && /^(?:an?|any|been|had|have|got|yet)$/.test(before)) return true;
    return [before, two].some(function (word) { return /^(?:no|without|never)$/.test(word); });
  }

  var DOI = /\b10\.\d{4,9}\/[^\s"'<>(){}\]]+/g, PMID = /\b(?:pmid|pubmed)\D{0,12}(\d{5,9})\b/gi, YEAR = /\b(1[89]\d\d|20\d\d)\b/g;

  // Papers of the records that the text names: [{key, label, a, b, by}].
  function citations(index, text) {
    var found = [], lower = own.words.fold(text), match;
    function add(reference, a, b, by) {
      if (!found.some(function (other) { return other.key === reference.key && Math.abs(other.a - a) < 300; })) {
        found.push({ key: reference.key, label: reference.label, about: reference.about, claims: reference.claims,
          statements: reference.statements, a: a, b: b, by: by });
      }
    }
    DOI.lastIndex = PMID.lastIndex = YEAR.lastIndex = 0;
    while ((match = DOI.exec(lower)) !== null) {
      var doi = match[0].replace(/[.,;:]+$/, ""), at = match.index;
      index.references.forEach(function (reference) { if (reference.doi === doi) add(reference, at, at + doi.length, "DOI"); });
    }
    while ((match = PMID.exec(lower)) !== null) {
      var pmid = match[1], from = match.index, to = from + match[0].length;
      index.references.forEach(function (reference) { if (reference.pmid === pmid) add(reference, from, to, "PubMed number"); });
    }
    while ((match = YEAR.exec(lower)) !== null) byName(index, lower, match, add);
    return found.sort(function (one, other) { return one.a - other.a; });
  }

  // A first author's name within the words before a year; two authors of the same name and year are both shown.
  function byName(index, lower, match, add) {
    var year = Number(match[1]), start = Math.max(0, match.index - 60), before = lower.slice(start, match.index);
    (own.index.byYear(index).get(year) || []).forEach(function (reference) {
      var name = reference.surnames[0];
      if (!name) return;
      var at = before.search(new RegExp("(^|[^a-z])" + name.replace(/[^a-z]+/g, "[^a-z]+") + "([^a-z]|$)"));
      if (at >= 0) add(reference, start + at + (/[a-z]/.test(before.charAt(at)) ? 0 : 1), match.index + match[0].length, "name and year");
    });
  }

  own.notices = { emergency: emergency, citations: citations };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
