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

  // {subject, outcome}: id -> how much the words tell of it (log odds, summed); empty where nothing was taught.
  function hear(index, tokens) {
    var heard = { subject: new Map(), outcome: new Map() };
    features(tokens).forEach(function (feature) {
      ["subject", "outcome"].forEach(function (slot) {
        var row = index.taught[slot][feature] || [], pair = feature.indexOf(" ") < 0 ? 1 : 0.5;
        for (var at = 0; at < row.length; at += 2) {
          heard[slot].set(row[at], (heard[slot].get(row[at]) || 0) + row[at + 1] / 10 * pair);
        }
      });
    });
    return heard;
  }

  // The id that the words tell most of, how much, and how far ahead of the next.
  function clearest(map) {
    var best = null, most = 0, second = 0;
    map.forEach(function (points, id) {
      if (points > most) { second = most; most = points; best = id; } else if (points > second) second = points;
    });
    return { id: best, points: most, ahead: most - second };
  }

  own.taught = { hear: hear, clearest: clearest, part: part };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
