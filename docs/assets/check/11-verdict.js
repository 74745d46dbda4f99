// 11. Verdict: a reading against the claim that answers it (method 4): verdict, ground and the differences in words.
(function (own) {
  "use strict";

  var ORDER = ["supported", "partly-supported", "overstated", "unsupported", "contradicted"];
  var S = ORDER[0], P = ORDER[1], O = ORDER[2], U = ORDER[3], C = ORDER[4], N = "not-checkable";
  // (the body of evidence against what is said, level) -> hedged, plain, absolute. The same table as scripts/backed/appraisal/answer.py; a test compares them.
  var TABLE = {
    "agrees high": [S, S, O], "agrees moderate": [S, S, O], "agrees low": [S, P, O], "agrees very-low": [P, O, O],
    "null very-low": [U, U, U], "null low": [U, U, U], "null moderate": [U, C, C], "null high": [U, C, C],
    "reverse very-low": [U, U, U], "reverse low": [U, C, C], "reverse moderate": [C, C, C], "reverse high": [C, C, C]
  };
  var UNGRADED = { anatomy: 1, guidance: 1, precaution: 1, record: 1, report: 1 };
  var BETTER = { improves: 1, increases: 1, decreases: 1 };
  var SPEECH = { opinion: "opinion", puffery: "too-vague", experience: "experience", reasoning: "opinion" };
  var HAPPENS = { backed: 1, "leaning-for": 1, reported: 1 };

  function worse(one, other) { return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other; }
  function lowered(verdict) { return verdict === S ? P : verdict === P ? O : verdict; }

  // As judged: aims and beliefs are hedged; only, must, best and a study told as proof are absolute (4.1, 4.6).
  function strengthOf(reading) {
    if (["only", "must", "best", "most", "all"].indexOf(reading.quantifier) >= 0 && reading.strength !== "hedged") return "absolute";
    if (reading.mode === "aim" || reading.mode === "belief") return "hedged";
    if (reading.quantifier === "some" || reading.quantifier === "sometimes") return reading.strength === "absolute" ? "plain" : "hedged";
    return reading.strength;
  }

  // What the claim found, seen from what is said: agrees, null or reverse.
  function stance(reading, claim) {
    var finding = claim.finding, said = reading.direction, held = claim.direction;
    var flipped = said === "worsens" && held === "improves" || said === "improves" && held === "worsens" ||
      said === "increases" && held === "decreases" || said === "decreases" && held === "increases";
    var denies = (said === "no-effect" || said === "no-harm") && held !== "no-effect";
    if (flipped) finding = { "as-claimed": "opposite", reported: "opposite", opposite: "as-claimed" }[finding] || finding;
    if (held === "no-effect" && said !== "no-effect" && BETTER[said]) return finding === "as-claimed" ? "null" : "agrees";
    if (denies) return finding === "as-claimed" || finding === "reported" ? "null" : "agrees";
    return { "as-claimed": "agrees", reported: "agrees", "no-important-difference": "null", opposite: "reverse" }[finding];
  }

  function table(reading, claim) {
    var column = ["hedged", "plain", "absolute"].indexOf(strengthOf(reading));
    if (UNGRADED[claim.kind]) return ungraded(reading, claim);
    if (claim.finding === "untested") return { verdict: U, ground: claim.basis.length ? "laboratory-only" : "not-studied" };
    // "Some studies find no more than sham": of a divided body that is simply so.
    if (claim.finding === "conflicting" && reading.mode === "study" && reading.quantifier === "some") return grounded(S);
    if (claim.finding === "conflicting") return grounded([P, O, O][column]);
    if (claim.finding === "inconclusive") return grounded([P, U, U][column], "too-small-to-tell");
    var found = stance(reading, claim);
    if (claim.finding === "reported") return found === "agrees" ? grounded(P) : { verdict: C, ground: "points-other-way" };
    var verdict = TABLE[found + " " + claim.certainty][column];
    if (found === "agrees" && claim.certainty === "high" && verdict === O && !reading.quantifier) verdict = S;
    return grounded(verdict, verdict === U ? "leans-against" : found === "null" ? "no-effect-shown" : "points-other-way");
  }

  function grounded(verdict, ground) {
    var usual = {};
    usual[S] = "as-worded"; usual[P] = "less-sure"; usual[O] = "too-sure";
    return { verdict: verdict, ground: usual[verdict] || ground || "not-studied" };
  }

  function ungraded(reading, claim) {
    var denied = reading.polarity === "denied";
    if (claim.verdict === "backed") return denied ? { verdict: C, ground: "points-other-way" } : { verdict: S, ground: "as-worded" };
    if (claim.verdict === "leaning-for" || claim.verdict === "unclear") return { verdict: P, ground: "less-sure" };
    if (claim.verdict === "opposite") return denied ? { verdict: S, ground: "as-worded" } : { verdict: C, ground: "points-other-way" };
    return claim.kind === "report" ? { verdict: N, ground: "source-not-seen" } : { verdict: U, ground: "not-studied" };
  }

  // --- Speech acts ---------------------------------------------------------------------------------------------------

  // `matches`: the claims that answer, best first.
  function judge(index, reading, matches) {
    if (SPEECH[reading.mode]) return { verdict: N, ground: SPEECH[reading.mode], differences: [] };
    var claim = matches[0].claim, judged = act(index, reading, matches);
    var found = own.compare.differences(index, reading, matches[0]), differences = [];
    found.forEach(function (difference) {
      differences.push(difference.words);
      if (difference.lowers && ORDER.indexOf(judged.verdict) >= 0) judged = apply(judged, difference, reading, claim);
    });
    return { verdict: judged.verdict, ground: judged.ground, differences: differences };
  }

  function act(index, reading, matches) {
    var claim = matches[0].claim;
    if (reading.mode === "evidence") return evidence(claim);
    if (reading.mode === "reassurance" || reading.direction === "no-harm") return reassurance(reading, matches);
    if (reading.mode === "warning" || reading.kind === "harm" && reading.direction === "worsens") return warning(reading, matches);
    if (reading.mode === "advice") return advice(reading, matches);
    return worded(reading, matches);
  }

  function worded(reading, matches) {
    var claim = matches[0].claim;
    // A harm on record does not test the benefit, and the other way round.
    if (claim.kind === "harm" && reading.direction === "improves" && claim.direction === "worsens") {
      return { verdict: U, ground: claim.certainty === "high" || claim.certainty === "moderate" ? "points-other-way" : "not-studied" };
    }
    if (figures(reading, claim)) {
      var firm = claim.certainty === "high" || claim.certainty === "moderate" || claim.certainty === "low";
      if (stance(reading, claim) === "agrees") return { verdict: firm ? S : P, ground: firm ? "as-worded" : "less-sure" };
    }
    var judged = table(reading, claim);
    // No better than other care that works is not "no effect" (4.6).
    if (claim.contrast === "better-than" && claim.finding === "no-important-difference" && reading.direction === "improves" &&
      ORDER.indexOf(judged.verdict) > 2) return { verdict: O, ground: "not-only" };
    if (reading.kind === "cause" && claim.kind === "association" && reading.mode !== "belief") {
      return { verdict: worse(judged.verdict, O), ground: "association-only" };
    }
    return judged;
  }

  // A sentence that gives the very figures of a recorded study tells that study (4.4), and no more.
  function figures(reading, claim) {
    return reading.strength !== "absolute" && reading.numbers.length > 1 && claim.figures.length > 1 &&
      reading.numbers.every(function (number) { return claim.figures.indexOf(number) >= 0; });
  }

  // "The jury is out", "there is no good evidence" (4.3).
  function evidence(claim) {
    var open = ["untested", "inconclusive", "conflicting"].indexOf(claim.finding) >= 0 || claim.certainty === "very-low";
    if (open || UNGRADED[claim.kind] && claim.verdict !== "opposite") return { verdict: S, ground: "as-worded" };
    if (claim.finding === "no-important-difference" || claim.finding === "opposite") return { verdict: S, ground: "as-worded" };
    return claim.certainty === "low" ? { verdict: P, ground: "less-sure" } : { verdict: C, ground: "points-other-way" };
  }

  function advice(reading, matches) {
    var guide = matches[0].claim.guide || "", favoured = /for/.test(guide), opposed = /against/.test(guide);
    var relied = worded(reading, matches);
    if (favoured && !opposed) return { verdict: S, ground: "as-worded" };
    if (opposed && !favoured) return relied.verdict === C ? relied : { verdict: U, ground: "guideline-against" };
    return ORDER.indexOf(relied.verdict) >= 1 ? relied : { verdict: P, ground: "less-sure" };
  }

  // 4.7: physiology or a case makes a warning fair in part; advice by somebody responsible makes it fair.
  function warning(reading, matches) {
    var near = matches.filter(function (match) { return match.slots.intervention !== "other" && match.score >= matches[0].score - 4; });
    function any(test) { return near.some(function (match) { return test(match.claim); }); }
    var precautions = near.filter(function (match) { return match.claim.kind === "precaution"; });
    var advised = any(function (claim) { return claim.kind === "precaution" && /guideline|maker/.test(claim.basis.join(" ")); });
    var seen = any(function (claim) {
      if (claim.kind === "precaution") return /physiology|case-reports|outcome-study/.test(claim.basis.join(" "));
      return HAPPENS[claim.verdict] === 1 && stance(reading, claim) === "agrees";
    });
    var warns = reading.mode === "warning" || precautions.some(function (match) { return match.slots.outcome === "same"; });
    if (warns && precautions.length && (seen || advised) && strengthOf(reading) !== "absolute") {
      return { verdict: seen && advised ? S : P, ground: "precaution" };
    }
    var judged = worded(reading, matches);
    if ((matches[0].claim.kind === "harm" || matches[0].claim.direction === "worsens") && HAPPENS[matches[0].claim.verdict] === 1 && ORDER.indexOf(judged.verdict) > 1 &&
      strengthOf(reading) !== "absolute" && stance(reading, matches[0].claim) === "agrees") return { verdict: P, ground: "precaution" };
    return judged;
  }

  function reassurance(reading, matches) {
    var first = matches[0].claim, treatment = first.intervention;
    var serious = matches.some(function (match) {
      var claim = match.claim;
      return claim.intervention === treatment && HAPPENS[claim.verdict] && (claim.severity === "serious" || claim.severity === "life-changing");
    });
    if (UNGRADED[first.kind] && first.kind !== "precaution") return ungraded({ polarity: "affirmed" }, first);
    if (serious) {
      var none = reading.quantifier === "none" || reading.quantifier === "all" || reading.strength === "absolute";
      return none ? { verdict: C, ground: "counterexample" } : { verdict: O, ground: "too-broad" };
    }
    if (first.finding === "no-important-difference" && first.certainty !== "very-low") return { verdict: S, ground: "as-worded" };
    if (HAPPENS[first.verdict] && first.kind === "harm") {
      return reading.strength === "hedged" ? { verdict: P, ground: "part" } : { verdict: C, ground: "points-other-way" };
    }
    if (reading.strength === "hedged") return { verdict: P, ground: "less-sure" };
    return { verdict: U, ground: first.finding === "untested" ? "not-studied" : "too-small-to-tell" };
  }

  // --- Differences ---------------------------------------------------------------------------------------------------

  var LEAPS = { cause: "association-only", surrogate: "association-only", laboratory: "laboratory-only" };
  var GROUNDS = { time: "too-long", size: "too-large", share: "too-large", only: "not-only" };

  function apply(judged, difference, reading, claim) {
    if (LEAPS[difference.slot]) {
      return judged.verdict === C ? judged : { verdict: worse(judged.verdict, U), ground: LEAPS[difference.slot] };
    }
    // Careful words about something partly backed stay partly backed: the difference is told, and care was taken.
    if (judged.verdict === P && strengthOf(reading) === "hedged") return judged;
    var verdict = difference.slot === "size" || difference.slot === "share" || difference.slot === "only" ?
      (ORDER.indexOf(judged.verdict) < 2 ? O : judged.verdict) : lowered(judged.verdict);
    if (verdict === judged.verdict && verdict !== O) return judged;
    return { verdict: verdict, ground: verdict === O ? GROUNDS[difference.slot] || (judged.verdict === O ? judged.ground : "too-broad") : "part" };
  }

  // A list under one verb (4.2).
  function together(verdicts) {
    var set = new Set(verdicts), gravest = verdicts.reduce(worse);
    if (set.has(C) || set.size === 1) return gravest;
    return set.has(S) || set.has(P) ? P : gravest;
  }

  own.verdict = {
    ORDER: ORDER, TABLE: TABLE, judge: judge, table: table, together: together, strengthOf: strengthOf, worse: worse
  };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
