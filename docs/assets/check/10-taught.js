// 10. Taught: which treatment or finding, and which outcome, the words of a sentence tell of, as the examples taught it.
(function (own) {
  "use strict";

  var PLAIN = /^(?:a|an|the|of|to|in|and|or|is|are|was|be|it|that|this|for|on|with|as|by|from|at|your|you|their|they|we|our|i|my)$/;

  // The part of a word that the examples are counted by; the same in scripts/backed/index/taught.py.
  function part(word) {
    return (word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly|e)$/, "") : word).slice(0, 6);
  }

  // The parts of a row of tokens, each once.
  function features(tokens) {
    var found = new Set();
    tokens.forEach(function (token) {
      var one = /^[a-z]/.test(token.w) ? part(token.w) : "";
      if (one && !PLAIN.test(one)) found.add(one);
    });
    return found;
  }

  // {subject, outcome}: for each what `likely` gives.
  function hear(index, tokens) {
    var found = Array.from(features(tokens));
    return { subject: likely(index.taught, "subject", found), outcome: likely(index.taught, "outcome", found) };
  }

  // Which term the words speak for: {best: its id, ahead: how far before the next, known: how many of the words were
  // taught, of(id): 0 to 1 (1: the best), within(ids): see below}. Naive Bayes on counts, by its complement: a word tells of a term as far as it
  // is rare in all that is said of the others (Rennie and others, 2003). Asked the usual way, how often it stands with
  // the term itself, a term with few examples wins by every word that it has seen; that counts little, and parts equals.
  function likely(all, slot, found) {
    var taught = all[slot], points = new Float64Array(taught.terms.length), known = 0, best = -1, next = -Infinity;
    found.forEach(function (feature) {
      var line = tells(taught, all.places.get(feature));
      if (!line || !line.length) return;
      known++;
      for (var at = 0; at < line.length; at += 2) points[line[at]] += line[at + 1];
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
      of: function (id) { return taught.number.has(id) ? Math.exp((points[taught.number.get(id)] - points[best]) / CALM) : 0; },
      within: function (ids) { return within(taught, points, known, ids); }
    };
  }

  // The same among a few terms only: {best, ahead, known}.
  function within(taught, points, known, ids) {
    var found = ids.filter(function (id) { return taught.number.has(id); }).map(function (id) { return { id: id, points: points[taught.number.get(id)] }; });
    found.sort(function (one, other) { return other.points - one.points; });
    return { best: known && found.length > 1 ? found[0].id : null, ahead: found.length > 1 ? found[0].points - found[1].points : 0, known: known };
  }

  // How much likelier words are on what no claim answers than on our subjects: a sum of logarithms, for the number of words
  // that were taught.
  function strange(index, tokens) {
    var all = index.taught, told = 0, known = 0;
    features(tokens).forEach(function (feature) {
      var place = all.places.get(feature);
      if (place === undefined) return;
      tells(all.subject, place);
      known++;
      told += all.subject.strange[place];
    });
    return told / Math.sqrt(Math.max(1, known));
  }

  // Whether a word was never taught, or is clearly likelier there.
  function unheard(index, token) {
    return Array.from(features([token])).some(function (feature) { return !index.taught.places.has(feature) || strange(index, [token]) > CLEARLY; });
  }

  var CLEARLY = 0.5;

  // Which of what is held of a treatment the words speak for; null for a treatment that hardly anything is held of.
  function held(index, told, treatment) {
    if (!index.held) index.held = new Map();
    if (!index.held.has(treatment)) {
      index.held.set(treatment, Array.from(new Set((index.by.intervention.get(treatment) || []).map(function (claim) { return claim.outcome || FACT + claim.id; }))));
    }
    var ids = index.held.get(treatment);
    return ids.length > 1 ? told.within(ids) : null;
  }

  // What is added to the counts of the others and to a term's own, what its own tell, and the step that points are told in.
  var OTHERS = 1, OWN = 0.3, LESS = 0.1, STEP = 5.5;

  // The counts of check.json with what every sentence needs of them: the place of each part, and logarithms.
  function open(data) {
    var places = new Map(), all = { places: places };
    parts(data.parts).forEach(function (part, place) { places.set(part, place); });
    ["subject", "outcome"].forEach(function (slot) {
      var terms = data[slot].terms, number = new Map(terms.map(function (term, n) { return [term[0], n]; }));
      var whole = terms.reduce(function (sum, term) { return sum + term[1]; }, 0);
      var away = number.get(ELSEWHERE), there = away === undefined ? 0 : terms[away][1];
      all[slot] = {
        terms: terms, told: data[slot].told.split("\n"), number: number, away: away, strange: [], share: there / whole || 0,
        broad: Float64Array.from(terms, function (term) {
          return STEP * (LESS * Math.log(term[1] + OWN * places.size) - Math.log(whole - term[1] + OTHERS * places.size));
        })
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
  function tells(taught, place) {
    if (typeof taught.told[place] === "string") unpack(taught, place);
    return taught.told[place];
  }

  function unpack(taught, place) {
    var found = steps(taught.told[place]), total = found.reduce(function (sum, each, at) { return at % 2 ? sum + each : sum; }, OTHERS);
    var there = found.findIndex(function (each, at) { return at % 2 === 0 && each === taught.away; });
    var away = there < 0 ? 0 : found[there + 1];
    taught.strange[place] = stranger(away, total - OTHERS - away, taught.share);
    taught.told[place] = found.map(function (each, at) {
      return at % 2 ? STEP * (Math.log(total / (total - each)) + LESS * Math.log(1 + each / OWN)) : each;
    });
  }

  // How much likelier a part is on what no claim answers, as a logarithm, from how often it was seen there and on our
  // subjects. It counts as seen once more, in the usual share: what was seen little tells little, and where no examples
  // of the one or the other are, nothing.
  function stranger(away, ours, share) {
    return share > 0 && share < 1 ? Math.log((away + share) / (ours + 1 - share)) - Math.log(share / (1 - share)) : 0;
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

  // Whether they tell of what stands elsewhere on such pages.
  function away(told, sure) { return told.best === ELSEWHERE && told.ahead >= sure; }

  // Whether that is a claim with no outcome: a definition, a share, a price.
  function fact(told, sure) { return clear(told, sure) && told.best.charAt(0) === FACT; }

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  var ELSEWHERE = "elsewhere", FACT = "=", BEYOND = 8;  // so far ahead, nearly all that is told is right

  own.taught = { open: open, hear: hear, strange: strange, unheard: unheard, clear: clear, held: held, away: away, fact: fact, part: part, features: features, BEYOND: BEYOND, parts: parts, steps: steps, FACT: FACT };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
