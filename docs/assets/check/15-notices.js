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
    for (var before = 0; (match = YEAR.exec(lower)) !== null; before = YEAR.lastIndex) byName(index, text, lower, match, before, add);
    return found.sort(function (one, other) { return one.a - other.a; });
  }

  // Authors' names within the words before a year, from `since` on. Of the papers of that year those that fit most of the
  // names are shown, also where there are several.
  function byName(index, text, lower, match, since, add) {
    var authors = own.index.byYear(index).get(Number(match[1])), end = match.index;
    if (!authors) return;
    var start = Math.max(since, end - 60, lower.lastIndexOf(";", end) + 1), fits = new Map();
    surnames(authors, lower.slice(start, end)).forEach(function (hit) {
      authors.get(hit.name).forEach(function (reference) {
        if (!written(text, reference, { name: hit.name, a: start + hit.a, b: start + hit.b })) return;
        var fit = fits.get(reference) || { a: start + hit.a, named: 0 };
        // The author who is named first is the first one of most papers.
        fit.named += fit.named || reference.surnames[0] !== hit.name ? 2 : 3;
        fits.set(reference, fit);
      });
    });
    var most = Math.max.apply(null, Array.from(fits.values()).map(function (fit) { return fit.named; }));
    fits.forEach(function (fit, reference) { if (fit.named === most) add(reference, fit.a, end + match[0].length, "name and year"); });
  }

  // Names of up to three words that stand in the text, in its order, each once: [{name, a, b}].
  function surnames(authors, lower) {
    var found = [], list = Array.from(lower.matchAll(/[a-z]+/g));
    for (var at = 0; at < list.length; at++) {
      for (var count = Math.min(3, list.length - at); count; count--) {
        var last = list[at + count - 1], name = list.slice(at, at + count).map(function (word) { return word[0]; }).join(" ");
        if (!authors.has(name)) continue;
        if (!found.some(function (other) { return other.name === name; })) found.push({ name: name, a: list[at].index, b: last.index + last[0].length });
        at += count - 1;
        break;
      }
    }
    return found;
  }

  // A further author is known by a capital; and who is named in one breath with another has written with them.
  function written(text, reference, hit) {
    if (reference.surnames[0] !== hit.name && !/[A-Z\u00c0-\u00de]/.test(text.slice(hit.a, hit.b))) return false;
    var before = WITH.exec(text.slice(Math.max(0, hit.a - 40), hit.a)), after = AND.exec(text.slice(hit.b, hit.b + 40));
    return [before, after].every(function (other) {
      return !other || reference.surnames.indexOf(own.words.fold(other[1]).replace(/[^a-z]+/g, " ").trim()) >= 0;
    });
  }

  var WITH = /([A-Z\u00c0-\u00de][\w\u00c0-\u017f'’-]+),?\s+(?:and|&)\s+$/, AND = /^,?\s+(?:and|&)\s+([A-Z\u00c0-\u00de][\w\u00c0-\u017f'’-]+)/;

  own.notices = { emergency: emergency, citations: citations };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
