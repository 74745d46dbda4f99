// 10. Taught: which treatment or finding, and which outcome, the words of a sentence tell of, as the examples taught it.
(function (own) {
  "use strict";

  var SLOTS = ["subject", "outcome", "pair"];
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

  // {subject, outcome: for each what `likely` gives; pair(subject, outcome): what all words add up to for both together,
  // or null if one of them was never taught}. The weights were learnt from examples (scripts/backed/index/taught.py): what
  // a word speaks for a claim is what it speaks for its subject, its outcome, and the two together.
  function hear(index, tokens) {
    var all = index.taught, known = 0, points = SLOTS.map(function (slot) { return Float64Array.from(all[slot].bare); });
    features(tokens).forEach(function (feature) {
      var place = all.places.get(feature);
      if (place === undefined) return;
      known++;
      SLOTS.forEach(function (slot, at) { add(points[at], tells(all[slot], place)); });
    });
    var best = [new Float64Array(points[0].length).fill(-Infinity), new Float64Array(points[1].length).fill(-Infinity)];
    all.pair.terms.forEach(function (pair, number) {
      points[2][number] += points[0][pair[0]] + points[1][pair[1]];
      pair.forEach(function (term, at) { best[at][term] = Math.max(best[at][term], points[2][number]); });
    });
    return {
      subject: likely(all.subject, best[0], known), outcome: likely(all.outcome, best[1], known),
      pair: function (subject, outcome) {
        var one = all.subject.number.get(subject), other = all.outcome.number.get(outcome), both = all.pair.number.get(one + " " + other);
        if (both !== undefined) return points[2][both];
        return one === undefined || other === undefined ? null : points[0][one] + points[1][other];
      }
    };
  }

  // Which term the words speak for: {best: its id, ahead: how far before the next, known: how many of the words were
  // taught, points(id): what all words add up to for the likeliest claim on a term, top(many): the terms they speak for
  // most, best first}.
  function likely(taught, points, known) {
    var first = leading(points, 2);
    return {
      best: known ? taught.terms[first[0]] : null, ahead: first.length > 1 ? points[first[0]] - points[first[1]] : 0, known: known,
      points: function (id) { return taught.number.has(id) ? points[taught.number.get(id)] : -Infinity; },
      top: function (many) { return leading(points, many).map(function (number) { return taught.terms[number]; }); }
    };
  }

  // The numbers of the terms with most points, best first. A few of hundreds: cheaper than sorting them all.
  function leading(points, many) {
    var found = [];
    for (var number = 0; number < points.length; number++) {
      var place = found.length;
      while (place && points[number] > points[found[place - 1]]) place--;
      if (place >= many) continue;
      found.splice(place, 0, number);
      if (found.length > many) found.pop();
    }
    return found;
  }

  function add(points, line) { for (var at = 0; at < line.length; at += 2) points[line[at]] += line[at + 1]; }

  // The terms that the words of a claim tell of: {subject, outcome}; a fact is a term of its own.
  function about(claim) { return { subject: claim.intervention || claim.factor || NONE, outcome: claim.outcome || FACT + claim.id }; }

  function isFact(term) { return term.charAt(0) === FACT; }

  var STRANGE = 2;  // points that a word speaks for what no claim answers, or it says nothing of that

  // Whether a word was never taught, or speaks for what no claim answers.
  function unheard(index, token) {
    return Array.from(features([token])).some(function (feature) {
      var place = index.taught.places.get(feature);
      return place === undefined || SLOTS.reduce(function (sum, slot) { return sum + away(index.taught[slot], place); }, 0) >= STRANGE;
    });
  }

  // What a part speaks for what no claim answers.
  function away(taught, place) {
    var line = tells(taught, place);
    for (var at = 0; at < line.length; at += 2) if (line[at] === taught.away) return line[at + 1];
    return 0;
  }

  // The weights of check.json with what every sentence needs of them: the place of each part, and of each term.
  function open(data) {
    var places = new Map(), all = { places: places };
    parts(data.parts).forEach(function (part, place) { places.set(part, place); });
    SLOTS.forEach(function (slot) {
      var terms = data[slot].terms, told = data[slot].told.split("\n"), bare = new Float64Array(terms.length);
      add(bare, steps(told.pop()));  // what is there without a word
      var number = new Map(terms.map(function (term, n) { return [slot === "pair" ? term.join(" ") : term, n]; }));
      var away = slot === "pair" ? [all.subject.away, all.outcome.away].join(" ") : ELSEWHERE;
      all[slot] = { terms: terms, told: told, bare: bare, number: number, away: number.get(away) };
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
    if (typeof taught.told[place] === "string") taught.told[place] = steps(taught.told[place]);
    return taught.told[place];
  }

  // "AB-13+F" -> [0, 1, 2, -13, 60, 1], terms and weights: letters are steps from term to term, a + skips 52, no weight is 1.
  function steps(line) {
    var found = [], term = -1;
    (line.match(/\+*[A-Za-z](?:-?\d+)?/g) || []).forEach(function (next) {
      var letter = next.lastIndexOf("+") + 1;
      term += 1 + letter * LETTERS.length + LETTERS.indexOf(next.charAt(letter));
      found.push(term, +next.slice(letter + 1) || 1);
    });
    return found;
  }

  // Whether one term is told of well before all others.
  function clear(told, sure) { return told.best !== null && told.best !== ELSEWHERE && told.ahead >= sure && told.known >= 3; }

  // Whether that is a claim with no outcome: a definition, a share, a price.
  function fact(told, sure) { return clear(told, sure) && isFact(told.best); }

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  var ELSEWHERE = "elsewhere", FACT = "=", NONE = "none";

  own.taught = { open: open, hear: hear, about: about, isFact: isFact, unheard: unheard, clear: clear, fact: fact, part: part, features: features, parts: parts, steps: steps, ELSEWHERE: ELSEWHERE, FACT: FACT, NONE: NONE };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
