// 10. Taught: which treatment or finding, and which outcome, the words of a sentence tell of, as the examples taught it.
(function (own) {
  "use strict";

  var PLAIN = /^(?:a|an|the|of|to|in|and|or|is|are|was|be|it|that|this|for|on|with|as|by|from|at|your|you|their|they|we|our|i|my)$/;

  // The part of a word that the examples are counted by; the same in scripts/backed/index/taught.py.
  function part(word) {
    return (word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly|e)$/, "") : word).slice(0, 6);
  }

  // The keys of a row of tokens, and their pairs.
  function features(tokens) {
    var keys = tokens.filter(function (token) { return /^[a-z]/.test(token.w); }).map(function (token) { return part(token.w); });
    var found = new Set(keys.filter(function (one) { return !PLAIN.test(one); }));
    keys.forEach(function (one, at) { if (at) found.add(keys[at - 1] + " " + one); });
    return found;
  }

  var LITTLE = 0.1, PAIR = 0.6;  // what is added to every count, and what a pair of words counts

  // {subject, outcome}: for each what `likely` gives.
  function hear(index, tokens) {
    var found = Array.from(features(tokens));
    return { subject: likely(index.taught, "subject", found), outcome: likely(index.taught, "outcome", found) };
  }

  // How likely each term makes these words: {at: id -> 0 to 1 (1: the likeliest), best: its id, ahead: how many times
  // likelier than the next, as a logarithm, known: how many of the words were taught}. Naive Bayes on counts.
  function likely(all, slot, found) {
    var taught = all[slot], points = taught.terms.map(function (term) { return Math.log(term[1]); }), known = 0, size = all.places.size;
    found.forEach(function (feature) {
      var row = taught.told[all.places.get(feature)], worth = feature.indexOf(" ") < 0 ? 1 : PAIR;
      if (!row || !row.length) return;
      known += worth;
      for (var at = 0; at < row.length; at += 2) points[row[at]] += worth * Math.log(1 + row[at + 1] / LITTLE);
    });
    var best = -1, next = -Infinity;
    points.forEach(function (sum, n) {
      points[n] = sum - known * Math.log(taught.terms[n][2] + LITTLE * size);
      if (best < 0 || points[n] > points[best]) { next = best < 0 ? next : points[best]; best = n; }
      else if (points[n] > next) next = points[n];
    });
    var at = new Map();
    taught.terms.forEach(function (term, n) { at.set(term[0], Math.exp((points[n] - points[best]) / CALM)); });
    return { at: at, best: known ? taught.terms[best][0] : null, ahead: best < 0 ? 0 : points[best] - next, known: known };
  }

  var CALM = 3;  // words of a sentence are not independent: their logarithms count this much less

  // Whether one term is told of well before all others.
  function clear(told, sure) { return told.best !== null && told.best !== ELSEWHERE && told.ahead >= sure && told.known >= 3; }

  var ELSEWHERE = "elsewhere";

  own.taught = { hear: hear, clear: clear, part: part, features: features, FACT: "=" };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
