// 10. Taught: which treatment or finding, and which outcome, the words of a sentence tell of, as the examples taught it.
(function (own) {
  "use strict";

  var SHARE = 0.75, FEW = 3;  // of what is heard of a part, how much is the whole's; and how many words must be known for that
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

  // What the words of a text add up to: {known: how many of them were taught, size: how many there are, points: for each
  // subject, each outcome, and each pair of them beside what its two terms have}.
  function spoken(index, tokens) {
    var all = index.taught, known = 0, points = SLOTS.map(function (slot) { return all[slot].bare.slice(); });
    features(tokens).forEach(function (feature) {
      var place = all.places.get(feature);
      if (place === undefined) return;
      known++;
      SLOTS.forEach(function (slot, at) { add(points[at], tells(all[slot], place)); });
    });
    return { known: known, size: tokens.length, points: points };
  }

  // {subject, outcome: for each what `likely` gives; pair(subject, outcome): what all words add up to for both together, or
  // null if one of them was never taught; behind(claim): how far less the words speak for a claim than for what they speak
  // for most, 0 where nothing was taught}. What a word speaks for a claim is what it speaks for its subject, its outcome, and
  // the two together: weights learnt from examples (scripts/backed/index/taught.py). `whole`: what is spoken by the text that
  // the words are a part of.
  function hear(index, tokens, whole) {
    var all = index.taught, own_ = whole && whole.size === tokens.length ? whole : spoken(index, tokens), points = own_.points;
    if (whole && whole !== own_ && own_.known >= FEW) points.forEach(function (of, at) { blend(of, whole.points[at]); });
    var subjects = points[0], outcomes = points[1], pairs = points[2].slice();
    var subject = new Float64Array(subjects.length).fill(-Infinity), outcome = new Float64Array(outcomes.length).fill(-Infinity);
    all.pair.terms.forEach(function (pair, number) {
      var total = pairs[number] += subjects[pair[0]] + outcomes[pair[1]];
      if (total > subject[pair[0]]) subject[pair[0]] = total;
      if (total > outcome[pair[1]]) outcome[pair[1]] = total;
    });
    var most = Math.max.apply(null, subject);
    function together(id, other) {
      var one = all.subject.number.get(id), two = all.outcome.number.get(other);
      if (one === undefined || two === undefined) return null;
      var number = all.numbers[one * outcomes.length + two];
      return number < 0 ? subjects[one] + outcomes[two] : pairs[number];
    }
    return {
      subject: likely(all.subject, subject, own_.known), outcome: likely(all.outcome, outcome, own_.known), pair: together,
      behind: function (claim) {
        var of = about(claim), found = own_.known ? together(of.subject, of.outcome) : null;
        return found === null ? 0 : found - most;
      }
    };
  }

  // A part of a text is heard with the rest: "it" and "this" have no words of their own. Not so "call us".
  function blend(points, whole) { for (var at = 0; at < points.length; at++) points[at] += (whole[at] - points[at]) * SHARE; }

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

  // The terms that the words of a claim tell of: {subject, outcome}; a fact is a term of its own. Noted with the claim.
  function about(claim) {
    if (!claim.about) claim.about = { subject: claim.intervention || claim.factor || NONE, outcome: claim.outcome || FACT + claim.id };
    return claim.about;
  }

  function isFact(term) { return term.charAt(0) === FACT; }

  var STRANGE = 1;  // points that a word speaks for what no claim answers, or it says nothing of that

  // Whether a word was never taught, or speaks for what no claim answers.
  function unheard(index, token) {
    return Array.from(features([token])).some(function (feature) {
      var place = index.taught.places.get(feature);
      return place === undefined || SLOTS.every(function (slot) { return !tells(index.taught[slot], place).length; }) ||
        SLOTS.reduce(function (sum, slot) { return sum + away(index.taught[slot], place); }, 0) >= STRANGE;
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
      all[slot] = { terms: terms, told: told, bare: bare };
    });
    ["subject", "outcome"].forEach(function (slot) {
      all[slot].number = new Map(all[slot].terms.map(function (term, number) { return [term, number]; }));
      all[slot].away = all[slot].number.get(ELSEWHERE);
    });
    all.numbers = new Int16Array(all.subject.terms.length * all.outcome.terms.length).fill(-1);
    all.pair.terms.forEach(function (pair, number) { all.numbers[pair[0] * all.outcome.terms.length + pair[1]] = number; });
    all.pair.away = all.numbers[all.subject.away * all.outcome.terms.length + all.outcome.away];
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

  own.taught = { open: open, spoken: spoken, hear: hear, about: about, isFact: isFact, unheard: unheard, clear: clear, fact: fact, part: part, features: features, parts: parts, steps: steps, ELSEWHERE: ELSEWHERE, FACT: FACT, NONE: NONE };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
