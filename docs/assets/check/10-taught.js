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

  // How likely each term makes these words: {best: the id of the likeliest, ahead: how many times likelier than the next,
  // as a logarithm, known: how many of the words were taught, of(id): 0 to 1 (1: the likeliest)}. Naive Bayes on counts.
  function likely(all, slot, found) {
    var taught = all[slot], points = new Float64Array(taught.often), known = 0, best = -1, next = -Infinity;
    found.forEach(function (feature) {
      var line = tells(taught.told, all.places.get(feature)), worth = feature.indexOf(" ") < 0 ? 1 : PAIR;
      if (!line || !line.length) return;
      known += worth;
      for (var at = 0; at < line.length; at += 2) points[line[at]] += worth * line[at + 1];
    });
    for (var n = 0; n < points.length; n++) {
      points[n] -= known * taught.broad[n];
      if (best < 0 || points[n] > points[best]) {
        if (best >= 0) next = points[best];
        best = n;
      } else if (points[n] > next) next = points[n];
    }
    return {
      best: known ? taught.terms[best][0] : null, ahead: best < 0 ? 0 : points[best] - next, known: known,
      of: function (id) { return taught.number.has(id) ? Math.exp((points[taught.number.get(id)] - points[best]) / CALM) : 0; }
    };
  }

  // The counts of check.json with what every sentence needs of them: the place of each part, and logarithms.
  function open(data) {
    var places = new Map(), all = { places: places };
    parts(data.parts).forEach(function (part, place) { places.set(part, place); });
    ["subject", "outcome"].forEach(function (slot) {
      var terms = data[slot].terms, number = new Map(terms.map(function (term, n) { return [term[0], n]; }));
      all[slot] = {
        terms: terms, told: data[slot].told.split("\n"), number: number,
        often: Float64Array.from(terms, function (term) { return Math.log(term[1]); }),
        broad: Float64Array.from(terms, function (term) { return Math.log(term[2] + LITTLE * places.size); })
      };
    });
    return all;
  }

  // "0ache3ing" -> ["ache", "aching"]: before each part, how many letters it has from the one before.
  function parts(packed) {
    var before = "";
    return (packed.match(/\d[a-z ]+/g) || []).map(function (next) {
      before = before.slice(0, +next.charAt(0)) + next.slice(1);
      return before;
    });
  }

  // What a part tells: [number of a term, what it adds to the points of that term, ...]; unpacked when first asked for.
  function tells(told, place) {
    if (typeof told[place] === "string") told[place] = unpacked(told[place]);
    return told[place];
  }

  function unpacked(line) {
    return steps(line).map(function (each, at) { return at % 2 ? Math.log(1 + each / LITTLE) : each; });
  }

  // "AB13+F" -> [0, 1, 2, 13, 60, 1], terms and counts: letters are steps from term to term, a + skips 52, no count is 1.
  function steps(line) {
    var found = [], term = -1;
    (line.match(/\+*[A-Za-z]\d*/g) || []).forEach(function (next) {
      var letter = next.lastIndexOf("+") + 1;
      term += 1 + letter * LETTERS.length + LETTERS.indexOf(next.charAt(letter));
      found.push(term, +next.slice(letter + 1) || 1);
    });
    return found;
  }

  var CALM = 3;  // words of a sentence are not independent: their logarithms count this much less

  // Whether one term is told of well before all others.
  function clear(told, sure) { return told.best !== null && told.best !== ELSEWHERE && told.ahead >= sure && told.known >= 3; }

  // Whether that is a claim with no outcome: a definition, a share, a price.
  function fact(told, sure) { return clear(told, sure) && told.best.charAt(0) === FACT; }

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  var ELSEWHERE = "elsewhere", FACT = "=";

  own.taught = { open: open, hear: hear, clear: clear, fact: fact, part: part, features: features, parts: parts, steps: steps, FACT: FACT };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
