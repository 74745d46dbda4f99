// 16. Gate: whether the records can answer a reading at all, and which claim leads; where nothing fits, the check abstains.
(function (own) {
  "use strict";

  var ENOUGH = 4.2, FAR = 2.5, LIKE = 0.34;  // a score from which a claim fits, one below which none does, and a likeness in words

  // Is this a statement that the records can answer?
  function fits(index, reading, matches, context) {
    if (!matches.length) return { fits: false, why: "nothing" };
    var alarm = reading.urgent && reading.helped && !(reading.treatmentAt && effective(reading)) && alarms(index, matches);
    if (alarm) return { fits: true, matches: own.match.first(matches, alarm) };
    if (!SPOKEN[reading.mode] && hasty(index, reading, matches[0])) return { fits: false, why: "emergency" };
    matches = led(index, reading, matches);
    if (!matches.length) return { fits: false, why: "nothing" };
    if (!reading.intervention && matches[0].score < FAR && matches[0].words < LIKE) return { fits: false, why: "nothing" };
    if (!own.sense.ours(index, reading, matches[0], context.note)) return { fits: false, why: reading.foreign ? "elsewhere" : reading.business ? "business" : "nothing" };
    return { fits: true, matches: matches, unheld: unheld(reading, matches[0]) };
  }

  var SPOKEN = { opinion: 1, puffery: 1, experience: 1 };

  function effective(reading) {
    return reading.outcome && reading.direction !== "describes" && (reading.assumed || reading.guess || reading.main && reading.main.cue);
  }

  // An effect is told in so many words, and not only guessed.
  function told(reading) { return effective(reading) && !reading.guess; }

  // Who tells to get help with signs of an emergency is answered by what guidelines say of them.
  function alarms(index, matches) {
    return matches.find(function (match) {
      return match.claim.kind === "guidance" && own.index.among(index, "alarm-conditions", match.claim.condition);
    });
  }

  // Nobody in the studies had signs of an emergency: what is promised to people who have them is not answered by those.
  function hasty(index, reading, best) {
    var alarming = own.index.among(index, "alarm-conditions", best.claim.condition);
    return reading.intervention && reading.urgent && !reading.helped && !reading.limited && !reading.rare && !alarming && (reading.direction === "improves" || reading.direction === "no-harm");
  }

  // The claims that may answer, the one that does in front.
  function led(index, reading, matches) {
    if (!reading.intervention) return matches.filter(function (match) { return untried(reading, match); });
    if (SPOKEN[reading.mode]) return matches;
    var likely = matches[0].words >= LIKE * 1.7, leads = advised(reading, matches) || unharmed(reading, matches);
    if (leads) return own.match.first(matches, leads);
    if (likely && matches[0].slots.kind === "same") return matches;
    if (!likely && !KNOWN[matches[0].slots.intervention]) {
      matches = matches.filter(function (match) { return KNOWN[match.slots.intervention]; });
      if (!matches.length) return matches;
    }
    leads = effective(reading) ? null : advising(reading, matches) || reading.mode === "definition" && meant(matches);
    return leads ? own.match.first(matches, leads) : matches;
  }

  // Who names no treatment is answered by no study of one; where something is said to change, and no finding to be behind
  // it, a plain fact answers that is told in like words.
  function untried(reading, match) {
    if (own.match.TRIED[reading.kind] && !reading.factor && !match.slots.heard && match.words < LIKE) return false;
    return !match.claim.intervention || match.claim.intervention === "natural-course" || !own.match.TRIED[match.claim.kind];
  }

  // Who is told that a treatment is safe for people with an illness is answered by the advice to such people.
  function advised(reading, matches) {
    // "Safe unless you have high blood pressure" leaves those people out.
    if (reading.limited || reading.direction !== "no-harm" && reading.mode !== "reassurance") return null;
    return matches.find(function (match) {
      return match.claim.kind === "precaution" && match.slots.condition === "same" && match.claim.condition && KNOWN[match.slots.intervention];
    });
  }

  // "Exercise is not harmful": that nobody came to serious harm was counted, and soreness is no harm in these words.
  function unharmed(reading, matches) {
    var best = matches[0].claim, plain = reading.direction === "no-harm" && !reading.complaint && reading.strength !== "absolute" && reading.quantifier !== "none" && reading.quantifier !== "all";
    if (!plain || best.kind !== "harm" || best.severity !== "minor") return null;
    return matches.find(function (match) {
      return match.claim.kind === "harm" && match.claim.severity === "serious" && match.claim.intervention === best.intervention && match.claim.finding === "no-important-difference";
    });
  }

  function advising(reading, matches) {
    if (reading.kind !== "guidance" && reading.kind !== "precaution") return null;
    return matches.find(function (match) { return match.claim.kind === reading.kind && KNOWN[match.slots.intervention] && match.score >= 5; });
  }

  // What a treatment is, is a plain fact of it.
  function meant(matches) {
    return matches.find(function (match) { return FACTS[match.claim.kind] && KNOWN[match.slots.intervention] && match.words >= LIKE / 3; });
  }

  var FACTS = { anatomy: 1, record: 1 };
  var KNOWN = { same: 1, family: 1, broader: 1, narrower: 1 };

  // A finding that we know, and hold nothing on as a cause.
  function unheld(reading, best) {
    return Boolean(reading.factor && !reading.intervention && (reading.kind === "cause" || reading.kind === "association") && !reading.brought &&
      reading.condition && best.slots.factor !== "same" && best.words < LIKE && !SPOKEN[reading.mode]);
  }

  own.gate = { ENOUGH: ENOUGH, LIKE: LIKE, SPOKEN: SPOKEN, fits: fits, effective: effective, told: told };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
