// 13. Judge: a reading as a statement that can be judged, the claims that answer it, and what the wording adds to the verdict.
(function (own) {
  "use strict";

  var of = own.verdict, P = of.ORDER[1], O = of.ORDER[2], U = of.ORDER[3], C = of.ORDER[4];
  var KNOWN = { same: 1, family: 1 }, NEAR = 5;

  // The slots of a reading as the records have them. How a study is told is not known here: its words count like others.
  function asserts(reading, claim) {
    var harmful = reading.kind === "harm" && reading.direction === "worsens";
    return {
      // Who clears a finding takes no link for a cause.
      kind: reading.kind === "cause" && reading.direction === "no-effect" ? "association" : reading.kind, condition: reading.condition, direction: reading.direction, polarity: polarity(reading, claim),
      strength: reading.chief && claim && CAUSAL[claim.kind] && reading.strength === "plain" ? "absolute" : reading.trials && reading.direction === "no-harm" ? "plain" : harmful && reading.can && reading.strength === "plain" ? "hedged" : reading.strength,
      mode: { study: "fact", definition: "fact", record: "fact" }[reading.mode] || reading.mode,
      quantifier: quantifier(reading), share: share(reading, claim), time: reading.time === "long" ? "long" : null
    };
  }

  // Of several shares the one that was counted is compared.
  function share(reading, claim) {
    if (!claim || claim.low === null || claim.high === null || reading.share === null) return reading.share;
    var within = reading.shares.filter(function (one) { return one >= claim.low && one <= claim.high; });
    return within.length ? within[0] : reading.share;
  }

  // "The main cause" ranks a cause above all others, which a claim on one cause does not show (4.6).
  var CAUSAL = { cause: 1, association: 1 };

  // "Does not help" is a direction of its own; a fact is affirmed or denied.
  function polarity(reading, claim) {
    if (claim && claim.kind === "guidance") return reading.opposed === AGAINST.test(claim.claim) ? "affirmed" : "denied";
    if (claim && claim.kind === "record" && reading.direction === "describes" && own.match.PAYS.test(claim.claim)) return refuses(reading) === NOT.test(claim.claim) ? "affirmed" : "denied";
    if (claim && of.UNGRADED[claim.kind]) return reading.polarity;
    return reading.direction === "no-effect" ? "affirmed" : reading.direction === "no-harm" ? "denied" : reading.polarity;
  }

  // "Insurers do not cover it", "call it experimental".
  function refuses(reading) { return reading.opposed || reading.tokens.some(function (token) { return NOT.test(token.w); }); }

  var NOT = /\b(?:not|no|never|experimental|investigational|unproven)\b/;
  var AGAINST = /\b(?:advis|suggest|recommend|warn)\w* against\b/;

  // A hedge takes the edge off "only" and "best"; "never harmed" is a reassurance, not a rank.
  function quantifier(reading) {
    if (reading.strength === "hedged" && ["only", "must", "best", "most", "all"].indexOf(reading.quantifier) >= 0) return null;
    // "In some trials not a single harm turned up" is told of those trials.
    if (reading.quantifier === "none" && (reading.mode !== "reassurance" && reading.direction !== "no-harm" || reading.trials)) return null;
    if (reading.quantifier === "sometimes" && reading.strength === "absolute") return null;
    return reading.quantifier;
  }

  function strengthOf(reading) { return of.strengthOf(asserts(reading)); }

  // The claims that answer: the first, and others that ask the same of the same treatment (warnings: whatever is known of it).
  function answers(index, reading, matches) {
    var best = matches[0], careful = reading.mode === "warning" || reading.mode === "reassurance" || reading.direction === "no-harm";
    var these = group(reading, best.claim), one = reading.direction === "no-harm" && named(index, reading);
    return matches.filter(function (match) {
      if (match === best) return true;
      var claim = match.claim;
      if (these && claim.condition !== best.claim.condition || one && !KNOWN[match.slots.outcome]) return false;
      if (careful) return claim.intervention === best.claim.intervention && claim.factor === best.claim.factor && warns(reading, match, best);
      return KNOWN[match.slots.outcome] && match.slots.outcome === best.slots.outcome && match.score > best.score - NEAR && match.slots.intervention === best.slots.intervention;
    }).map(function (match) { return match.claim; });
  }

  // "Does not cause a stroke": one harm is named, and others are no answer.
  function named(index, reading) {
    var any = index.language["complaint-harm"];
    return Boolean(reading.outcome) && !reading.complaint && reading.main && reading.outcome !== any && !index.near.has(reading.outcome + " " + any);
  }

  // "Chronic back pain": the very people whom the first claim is about are named, and what helps others is no answer.
  function group(reading, claim) {
    return Boolean(claim.narrow) && reading.tokens.some(function (token) { return PEOPLE.test(token.w) && claim.narrow.toLowerCase().split(/\W+/).indexOf(token.w) >= 0; });
  }

  var PEOPLE = /^(?:acute|subacute|chronic|pregnant|older|athletes?|children)$/;

  function warns(reading, match, best) {
    if (reading.mode !== "warning") return match.claim.kind === "harm";
    return match.score >= best.score - 4 && (match.claim.kind !== "precaution" || match.slots.condition === "same" || best.claim.kind === "precaution" || match.slots.outcome === "same");
  }

  // {verdict, ground, differences in words}. `matches`: best first.
  function judge(index, reading, matches) {
    if (of.SPEECH[reading.mode]) return { verdict: "not-checkable", ground: of.SPEECH[reading.mode], differences: [] };
    var said = { asserts: asserts(reading, matches[0].claim), differences: [] }, claims = answers(index, reading, matches), claim = claims[0];
    if (reading.direction === "no-harm") said.asserts.mode = "reassurance";
    // "Most physiotherapists use traction for sciatica": a fact with a name of its own, and no promise.
    if (reading.guess && matches[0].slots.heard && of.UNGRADED[claim.kind]) said.asserts.kind = claim.kind;
    // "As good as other exercise" denies that it is better.
    if (reading.direction === "improves" && own.contrast.level(index, reading, matches[0].claim)) said.asserts.direction = "no-effect";
    var other = counterexample(index, reading, claim);
    if (other) return { verdict: C, ground: "counterexample", differences: [against(other)] };
    var judged = apart(reading, claim) || of.act(said, claims);
    judged = reported(reading, claim, guard(reading, claim, judged));
    if (reading.admits && judged.ground === "harm-left-out") judged = of.is(P, "less-sure");
    judged = timeless(reading, said, claims, judged);
    var careful = judged.verdict === P && said.asserts.strength === "hedged";
    judged = of.shared(careful || own.compare.within(index, reading.condition, claim) ? judged : of.scoped(index, judged, said.asserts, claim), said.asserts, claim);
    var found = own.compare.differences(index, reading, matches[0]);
    found.forEach(function (difference) {
      // Careful words about something partly backed stay so: the difference is told, and care was taken.
      if (judged.verdict === P && said.asserts.strength === "hedged" && difference.slot !== "surrogate" && !(difference.slot === "share" && claim.kind !== "effect")) return;
      // Who tells what was seen in a study until then promises nothing beyond it.
      if (reading.told && difference.slot === "time") return;
      judged = of.lower(judged, difference);
    });
    // What was seen in rats neither shows nor refutes anything in people.
    if (judged.verdict === C && found.some(function (difference) { return difference.slot === "laboratory"; })) judged = of.is(U, "laboratory-only");
    return { verdict: judged.verdict, ground: judged.ground, differences: onRecord(reading, judged, claims).concat(found.map(function (difference) { return difference.words; })) };
  }

  // The serious harm that a reassurance leaves out or that breaks it, where another claim than the first has it; and the
  // milder one beside a reassurance that holds.
  function onRecord(reading, judged, claims) {
    var mild = reading.direction === "no-harm" && judged.verdict === of.ORDER[0] && claims.find(function (claim) { return claim.kind === "harm" && claim.severity === "minor" && of.HAPPENS[claim.verdict]; });
    if (mild) return ["Milder harm is on record: " + mild.claim + "."];
    var harm = TOLD[judged.ground] && of.serious(claims);
    return harm && harm !== claims[0] ? [against(harm)] : [];
  }

  function against(claim) { return "On record against it: " + claim.claim + "."; }

  var TOLD = { counterexample: 1, "harm-left-out": 1 };

  // "The only thing that works": another treatment that does the same breaks it; "a must": people who get well without (4.6).
  function counterexample(index, reading, claim) {
    if (!reading.alone || !BROKEN[quantifier(reading)] || claim.kind !== "effect" || reading.direction !== claim.direction || reading.polarity === "denied") return null;
    return index.claims.find(function (other) {
      var slipped = well(other) && other.condition && Object.values(index.language["factor-conditions"] || {}).indexOf(reading.condition) >= 0 && index.core.has(other.condition);
      if (!slipped && !WITHIN[own.match.relation(index, "condition", reading.condition, other.condition)] || !of.WORKS[other.verdict] || other.direction !== reading.direction) return false;
      if (well(other)) return true;
      if (reading.quantifier === "must") return false;
      return other.kind === "effect" && other.outcome === claim.outcome && !other.contrast &&
        own.match.relation(index, "intervention", reading.intervention, other.intervention) === "other";
    }) || null;
  }

  // Most get well without.
  function well(other) { return other.kind === "prognosis" && other.intervention === "natural-course" && Boolean(BETTER[other.outcome]); }

  var BROKEN = { only: 1, must: 1 }, BETTER = { recovery: 1, pain: 1, "leg-pain": 1 };
  var WITHIN = { same: 1, family: 1, broader: 1, unsaid: 1, none: 1 };

  // "No better than other exercise": soon after nobody knows, after a year it is so, and the sentence says not when.
  function timeless(reading, said, claims, judged) {
    var first = claims[0], other = first.contrast && !reading.time && claims.find(function (claim) {
      return claim !== first && claim.contrast === first.contrast && claim.against === first.against && claim.condition === first.condition && claim.outcome === first.outcome && claim.finding !== first.finding && claim.comparator === first.comparator;
    });
    if (!other || judged.verdict !== U) return judged;
    return of.place(of.act(said, [other]).verdict) < 2 ? of.is(P, "part") : judged;
  }

  // Sentences that the table was not made for.
  function apart(reading, claim) {
    // "An insurer pays only in part": neither that it pays nor that it does not is the whole of it.
    if (claim.kind === "record" && /\bonly in part\b/.test(claim.claim)) return of.is(P, "part");
    // Who advises the other way than the body that is named.
    if (claim.kind === "guidance" && of.WORKS[claim.verdict] && polarity(reading, claim) === "denied") return of.is(C, "points-other-way");
    if (reading.sparing && reading.direction === "improves" && claim.kind === "effect") return of.is("supported", "as-worded");
    if (reading.mode !== "fact" && reading.mode !== "study") return null;
    // "Some studies find no more than sham": of a divided body that is simply so.
    if (claim.finding === "conflicting" && reading.mode === "study" && reading.quantifier === "some") return of.is("supported", "as-worded");
    // A harm on record does not test the benefit.
    if (claim.kind === "harm" && reading.direction === "improves" && claim.direction === "worsens") {
      return of.is(U, claim.certainty === "high" || claim.certainty === "moderate" ? "points-other-way" : "not-studied");
    }
    return figures(reading, claim);
  }

  // A sentence that gives the very figures of a recorded study tells that study (4.4), and no more.
  function figures(reading, claim) {
    var told = reading.strength !== "absolute" && reading.numbers.length > 1 && claim.figures.length > 1 &&
      reading.numbers.every(function (number) { return claim.figures.indexOf(number) >= 0; });
    if (!told || own.verdict.UNGRADED[claim.kind] || of.relation(asserts(reading), claim) !== "agrees") return null;
    var firm = claim.certainty === "high" || claim.certainty === "moderate" || claim.certainty === "low";
    return firm ? of.is("supported", "as-worded") : of.is(P, "less-sure");
  }

  // Who tells what a study found says less than that it works: truly told, and one study (4.4).
  function reported(reading, claim, judged) {
    var told = (reading.told || reading.mode === "study" && reading.figures) && reading.share === null && reading.strength !== "absolute" && !of.UNGRADED[claim.kind];
    if (!told || reading.quantifier || claim.finding === "no-important-difference") return judged;
    return judged.verdict === O || judged.verdict === U && judged.ground === "too-small-to-tell" ? of.is(P, "less-sure") : judged;
  }

  // No better than other care that works is not "no effect" (4.6).
  function guard(reading, claim, judged) {
    var active = claim.contrast === "better-than" && claim.finding === "no-important-difference" && reading.direction === "improves";
    // Who says that it is better than the other is answered by the comparison itself.
    if (!active || of.place(judged.verdict) < 3 || reading.mode !== "fact" || compares(reading)) return judged;
    return strengthOf(reading) === "hedged" ? of.is(P, "less-sure") : of.is(O, "not-only");
  }

  // Not in "eases back pain and is often better than pills": there the effect is told first, and the comparison beside it.
  function compares(reading) {
    var versus = reading.versus, cue = reading.main ? reading.main.cue : (reading.cues || [])[0], start = reading.span.from;
    if (!versus || versus.relation !== "better") return false;
    return !cue || !reading.tokens.slice(Math.max(0, cue.to - start), versus.from - start).some(function (token) { return token.w === "and"; });
  }

  own.judge = { judge: judge, strengthOf: strengthOf };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
