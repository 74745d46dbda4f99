// 12. Verdict: what follows from a sentence and the claims that answer it (method 4), word for word as in
// scripts/backed/appraisal/{answer,lowering,speech_act,judgement}.py: a test runs every recorded statement through both.
(function (own) {
  "use strict";

  var ORDER = ["supported", "partly-supported", "overstated", "unsupported", "contradicted"];
  var S = ORDER[0], P = ORDER[1], O = ORDER[2], U = ORDER[3], C = ORDER[4], N = "not-checkable";
  // (the body of evidence against what is said, level) -> hedged, plain, absolute.
  var TABLE = {
    "agrees high": [S, S, O], "agrees moderate": [S, S, O], "agrees low": [S, P, O], "agrees very-low": [P, O, O],
    "null very-low": [U, U, U], "null low": [U, U, U], "null moderate": [U, C, C], "null high": [U, C, C],
    "reverse very-low": [U, U, U], "reverse low": [U, C, C], "reverse moderate": [C, C, C], "reverse high": [C, C, C]
  };
  var STRENGTHS = ["hedged", "plain", "absolute"];
  var CONFLICTING = [P, O, O], INCONCLUSIVE = [P, U, U], DENIED_OPEN = [P, P, O], REPORTED = [S, P, O];
  var UNGRADED = { anatomy: 1, guidance: 1, precaution: 1, record: 1, report: 1 };
  var ABSOLUTE = { only: 1, must: 1, best: 1, most: 1, all: 1, none: 1 };
  var SPEECH = { opinion: "opinion", puffery: "too-vague", experience: "experience", reasoning: "opinion" };
  var HAPPENS = { backed: 1, "leaning-for": 1, reported: 1 };
  var WORKS = { backed: 1, "leaning-for": 1 }, SERIOUS = { serious: 1, "life-changing": 1 };
  var OPPOSITE = { improves: "worsens", worsens: "improves", increases: "decreases", decreases: "increases" };
  var SCOPED = { effect: 1, frequency: 1, prognosis: 1 }, UNSCOPED = { warning: 1, evidence: 1, advice: 1 };
  var BREAKABLE = { only: 1, must: 1, none: 1, all: 1 };

  function place(verdict) { return ORDER.indexOf(verdict); }
  function worse(one, other) { return place(one) >= place(other) ? one : other; }
  function lowered(verdict) { return verdict === S ? P : verdict === P ? O : verdict; }
  function is(verdict, ground) { return { verdict: verdict, ground: ground }; }

  // As judged: aims, beliefs and "some" are hedged; only, must, best, all and a study told as proof are absolute (4.1, 4.6).
  function strengthOf(asserts) {
    if (ABSOLUTE[asserts.quantifier]) return "absolute";
    if (asserts.mode === "aim" || asserts.mode === "belief" || asserts.quantifier === "some" || asserts.quantifier === "sometimes") return "hedged";
    return asserts.mode === "study" ? "absolute" : asserts.strength;
  }

  function denies(asserts, claim) {
    return (asserts.polarity === "denied") !== (asserts.direction === "no-effect" && claim.direction !== "no-effect");
  }

  // How the body of evidence stands to what is said: agrees, null or reverse.
  function relation(asserts, claim) {
    var finding = claim.finding;
    if (claim.direction && OPPOSITE[asserts.direction] === claim.direction) {
      finding = { "as-claimed": "opposite", reported: "opposite", opposite: "as-claimed" }[finding] || finding;
    }
    var happens = finding === "as-claimed" || finding === "reported";
    if (denies(asserts, claim)) return happens ? "null" : "agrees";
    return happens ? "agrees" : finding === "opposite" ? "reverse" : "null";
  }

  function table(asserts, claim, strength) {
    if (UNGRADED[claim.kind]) return ungraded(claim, asserts.polarity === "denied");
    var column = STRENGTHS.indexOf(strength || strengthOf(asserts)), finding = claim.finding;
    if (finding === "untested") return is(U, claim.basis.length ? "laboratory-only" : "not-studied");
    if (finding === "conflicting") return grounded(CONFLICTING[column]);
    if (finding === "inconclusive") return grounded((denies(asserts, claim) ? DENIED_OPEN : INCONCLUSIVE)[column], "too-small-to-tell");
    var found = relation(asserts, claim);
    if (finding === "reported") return found === "agrees" ? grounded(REPORTED[column]) : is(C, "points-other-way");
    var verdict = TABLE[found + " " + claim.certainty][column];
    if (found === "agrees" && claim.certainty === "high" && verdict === O && !beyond(asserts)) verdict = S;
    return grounded(verdict, verdict === U ? "leans-against" : verdict !== C ? null : found === "null" && !denies(asserts, claim) ? "no-effect-shown" : "points-other-way");
  }

  // No certainty carries: only, all, permanently, 100 of 100 (4.1).
  function beyond(asserts) {
    return Boolean(ABSOLUTE[asserts.quantifier]) || /permanent/i.test(asserts.time || "") || asserts.share === 100;
  }

  var USUAL = {};
  USUAL[S] = "as-worded"; USUAL[P] = "less-sure"; USUAL[O] = "too-sure"; USUAL[U] = "not-studied"; USUAL[C] = "points-other-way";
  function grounded(verdict, ground) { return is(verdict, place(verdict) < 3 || !ground ? USUAL[verdict] : ground); }

  function ungraded(claim, denied) {
    if (claim.verdict === "backed" || claim.verdict === "opposite") {
      return (claim.verdict === "backed") !== denied ? is(S, "as-worded") : is(C, "points-other-way");
    }
    if (claim.verdict === "leaning-for" || claim.verdict === "unclear") return is(P, "less-sure");
    return claim.kind === "report" ? is(N, "source-not-seen") : is(U, "not-studied");
  }

  // --- Speech acts ---------------------------------------------------------------------------------------------------

  function worded(asserts, claims) {
    var claim = claims[0];
    if (asserts.kind === "cause" && claim.kind === "association") claim = claims.find(function (one) { return one.kind === "cause"; }) || claim;
    var judged = table(asserts, claim);
    if (asserts.kind === "effect" && claim.kind === "record" && place(judged.verdict) < 2 && judged.verdict !== N) return is(U, "not-studied");
    if (asserts.kind === "cause" && claim.kind === "association") return is(worse(judged.verdict, O), "association-only");
    if ((asserts.quantifier === "best" || asserts.quantifier === "most") && asserts.kind === "effect") return ranked(judged, claims);
    return inSome(judged, asserts, claim, claims);
  }

  // Best and most need a comparison; one that finds it no better breaks the rank, not the effect (4.6).
  function ranked(judged, claims) {
    var settled = judged.verdict === U || judged.verdict === C;
    if (!claims.some(function (claim) { return claim.contrast === "better-than"; })) {
      return settled || judged.verdict === N ? judged : is(U, "not-studied");
    }
    if (!settled || claims[0].finding !== "no-important-difference") return judged;
    return claims.slice(1).some(function (claim) { return WORKS[claim.verdict]; }) ? is(O, "not-only") : judged;
  }

  // The default comparison finds little or nothing, and a narrower or add-on claim agrees (4.9).
  function inSome(judged, asserts, claim, claims) {
    var nothing = claim.finding === "no-important-difference" && (judged.verdict === U || judged.verdict === C);
    if (!nothing || BREAKABLE[asserts.quantifier] || claim.contrast || asserts.polarity === "denied" || asserts.kind !== "effect") return judged;
    var some = claims.some(function (other) {
      return other.kind === claim.kind && other.intervention === claim.intervention && other.outcome === claim.outcome &&
        (other.contrast || null) === (claim.contrast || null) && WORKS[other.verdict] && relation(asserts, other) === "agrees";
    });
    return some ? is(O, "too-broad") : judged;
  }

  // "The jury is out", "studies disagree": true where we hold that nothing is settled (4.3).
  function evidence(claim) {
    if (UNGRADED[claim.kind]) return ungraded(claim, false);
    if (["untested", "inconclusive", "conflicting", "reported"].indexOf(claim.finding) >= 0 || claim.certainty === "very-low") return is(S, "as-worded");
    return claim.certainty === "low" ? is(P, "less-sure") : is(C, "points-other-way");
  }

  function study(said, claims) {
    if (said.told === "not-seen") return is(N, "source-not-seen");
    if (said.told === "not-in-source") return is(C, "not-in-source");
    if (said.told === "changed") {
      var slot = (said.differences || []).map(function (one) { return GROUNDS[one.slot]; }).filter(Boolean)[0];
      return is(O, slot || "too-sure");
    }
    var body = claims.find(function (claim) { return !UNGRADED[claim.kind]; });
    return body && table(said.asserts, body, "hedged").verdict === S ? is(S, "as-worded") : is(P, "less-sure");
  }

  // Guidelines first; where they are silent, at most partly what the advice relies on (4.5).
  function advice(said, claims) {
    if ((said.differences || []).some(function (one) { return one.slot === "dose" && one.lowers; })) return is(U, "not-studied");
    if (claims[0].contrast === "dose") return claims[0].dosed || claims[0].finding !== "untested" ? is(P, "less-sure") : is(U, "not-studied");
    var notes = claims.map(function (claim) { return claim.guide; }).join(" ").split(" ");
    function says(note) { return notes.indexOf(note) >= 0 || notes.indexOf("conditional-" + note) >= 0; }
    var away = advisesAgainst(said.asserts), favoured = says(away ? "against" : "for"), opposed = says(away ? "for" : "against");
    if (favoured && !opposed) return is(S, "as-worded");
    var relied = worded(said.asserts, claims);
    if (opposed && !favoured) return relied.verdict === C ? relied : is(U, "guideline-against");
    return relied.verdict === S ? is(P, "less-sure") : relied;
  }

  // "Skip bed rest", "a scan is not needed": in line with guidelines that advise against it (4.5).
  function advisesAgainst(asserts) {
    return asserts.polarity === "denied" || asserts.direction === "no-effect" || asserts.direction === "worsens";
  }

  // Physiology or a case makes a warning fair at least in part; advice by somebody responsible makes it fair (4.7).
  function warning(asserts, claims) {
    var seen = claims.some(function (claim) {
      if (claim.kind === "precaution") return /physiology|case-reports|outcome-study/.test(claim.basis.join(" "));
      return HAPPENS[claim.verdict] && ["harm", "effect", "cause", "mechanism"].indexOf(claim.kind) >= 0;
    });
    var advised = claims.some(function (claim) { return claim.kind === "precaution" && /guideline|maker/.test(claim.basis.join(" ")); });
    if (seen && advised) return is(S, "precaution");
    var told = UNGRADED[claims[0].kind] && (seen || advised) ? is(P, "precaution") : worded(asserts, claims);
    return (seen || advised) && told.verdict !== S ? is(P, "precaution") : told;
  }

  // The first of these claims on which a serious event is on record.
  function serious(claims) {
    return claims.find(function (claim) { return SERIOUS[claim.severity] && HAPPENS[claim.verdict]; });
  }

  // Safe only where harms were watched for; a documented serious event breaks "none" (4.7).
  function reassurance(asserts, claims) {
    var first = claims[0], hedged = asserts.strength === "hedged";
    if (UNGRADED[first.kind]) return ungraded(first, first.kind === "precaution");
    var none = asserts.quantifier === "none" || asserts.quantifier === "all" || asserts.strength === "absolute";
    if (serious(claims)) {
      return none ? is(C, "counterexample") : is(O, "harm-left-out");
    }
    if (first.finding === "no-important-difference" && first.certainty !== "very-low" && first.certainty !== "none") return is(S, "as-worded");
    if (first.kind === "effect" && first.direction === "improves" && WORKS[first.verdict]) return is(S, "as-worded");
    if (HAPPENS[first.verdict] && first.kind === "harm") return none ? is(C, "points-other-way") : is(O, "harm-left-out");
    return hedged ? is(P, "less-sure") : is(U, first.finding === "untested" ? "not-studied" : "too-small-to-tell");
  }

  function act(said, claims) {
    var mode = said.asserts.mode;
    if (mode === "evidence") return evidence(claims[0]);
    if (mode === "advice") return advice(said, claims);
    if (mode === "warning") return warning(said.asserts, claims);
    if (mode === "reassurance") return reassurance(said.asserts, claims);
    return worded(said.asserts, claims);
  }

  // --- What lowers ---------------------------------------------------------------------------------------------------

  var GROUNDS = {
    time: "too-long", size: "too-large", population: "too-broad", comparator: "too-broad", dose: "too-broad", product: "too-broad",
    share: "too-large", harm: "harm-left-out", direction: "too-broad"
  };
  var LEAPS = { cause: "association-only", surrogate: "association-only", laboratory: "laboratory-only" };

  function once(judged, ground) {
    var verdict = lowered(judged.verdict);
    return verdict === judged.verdict ? judged : is(verdict, verdict === O ? ground : "part");
  }

  // A broader or narrower claim answers once lower (4.9); not for facts, warnings and reassurances.
  function scoped(index, judged, asserts, claim) {
    var said = asserts.condition, held = claim.condition, above = index.above.condition;
    var kin = said && held && said !== held && (above.has(said) && above.get(said).has(held) || above.has(held) && above.get(held).has(said));
    return kin && SCOPED[claim.kind] && !UNSCOPED[asserts.mode] ? once(judged, "too-broad") : judged;
  }

  // A share that the sentence names: outside the measured range once lower; without a control at best overstated.
  function shared(judged, asserts, claim) {
    var share = asserts.share;
    if (share === null || share === undefined || place(judged.verdict) < 0) return judged;
    if (claim.kind === "effect" && claim.alone) return place(judged.verdict) < 3 ? is(worse(judged.verdict, O), "too-large") : judged;
    var outside = claim.low !== null && claim.high !== null && (share < claim.low || share > claim.high);
    return outside ? once(judged, "too-large") : judged;
  }

  function lower(judged, difference) {
    if (!difference.lowers || place(judged.verdict) < 0) return judged;
    if (LEAPS[difference.slot]) return judged.verdict === C ? judged : is(worse(judged.verdict, U), LEAPS[difference.slot]);
    var verdict = difference.slot === "size" ? worse(judged.verdict, O) : lowered(judged.verdict);
    if (verdict === judged.verdict) return verdict === O ? is(O, GROUNDS[difference.slot]) : judged;
    return is(verdict, verdict === O ? GROUNDS[difference.slot] : "part");
  }

  // --- The whole -----------------------------------------------------------------------------------------------------

  // `said`: {asserts, differences, told, counterexample, parts}; `claims`: those that answer it, the first decides.
  function judge(index, said, claims) {
    if (SPEECH[said.asserts.mode]) return is(N, SPEECH[said.asserts.mode]);
    if (said.told) return study(said, claims);
    if (said.parts && said.parts.length) return ofParts(index, said);
    return claims.length ? one(index, said, claims) : is(N, "too-vague");
  }

  function one(index, said, claims) {
    var breaks = said.counterexample && BREAKABLE[said.asserts.quantifier];
    if (breaks && HAPPENS[said.counterexample.verdict]) return is(C, "counterexample");
    var judged = shared(scoped(index, act(said, claims), said.asserts, claims[0]), said.asserts, claims[0]);
    return (said.differences || []).reduce(lower, judged);
  }

  // A list under one verb (4.2).
  function together(verdicts) {
    var gravest = verdicts.reduce(worse);
    if (gravest === C || new Set(verdicts).size === 1) return gravest;
    return verdicts.indexOf(S) >= 0 || verdicts.indexOf(P) >= 0 ? P : gravest;
  }

  function ofParts(index, said) {
    var judged = said.parts.filter(function (part) { return part.length; }).map(function (part) { return one(index, said, part); });
    var checkable = judged.filter(function (each) { return each.verdict !== N; });
    if (!checkable.length) return judged[0] || is(N, "too-vague");
    if (said.asserts.mode === "reassurance") return checkable.reduce(function (a, b) { return place(b.verdict) > place(a.verdict) ? b : a; });
    var verdict = together(checkable.map(function (each) { return each.verdict; }));
    var same = checkable.find(function (each) { return each.verdict === verdict; });
    var mixed = verdict === P && new Set(judged.map(function (each) { return each.verdict; })).size > 1;
    return mixed || !same ? is(P, "part") : same;
  }

  own.verdict = {
    ORDER: ORDER, TABLE: TABLE, UNGRADED: UNGRADED, HAPPENS: HAPPENS, WORKS: WORKS, SPEECH: SPEECH, judge: judge, act: act, lower: lower,
    scoped: scoped, shared: shared, relation: relation, together: together, strengthOf: strengthOf, place: place, is: is, serious: serious
  };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
