// 14. Gate: whether the records can answer a reading at all; where nothing fits, the check abstains.
(function (own) {
  "use strict";

  var ENOUGH = 4.2, LIKE = 0.34;  // a score, and a likeness in words, from which a claim fits

  // Is this a statement that the records can answer?
  function fits(index, reading, matches, context) {
    var best = matches[0];
    if (!best) return { fits: false, why: "nothing" };
    var likely = best.words >= LIKE * 1.7;
    if (SPOKEN[reading.mode]) return { fits: Boolean(reading.intervention || reading.condition && index.core.has(reading.condition)) && !reading.foreign, matches: matches, why: "nothing" };
    if (reading.foreign && !ownOutcome(index, reading, best)) return { fits: false, why: "elsewhere" };
    if (reading.business && !effective(reading) && !likely) return { fits: false, why: "business" };
    if (reading.intervention) return treated(index, reading, matches, best, likely, context);
    return untreated(index, reading, matches, best, likely);
  }

  var SPOKEN = { opinion: 1, puffery: 1, experience: 1 };

  function effective(reading) {
    return reading.outcome && reading.direction !== "describes" && (reading.assumed || reading.guess || reading.main && reading.main.cue);
  }

  // A treatment of ours on an outcome of ours is ours, whatever else the sentence names.
  function ownOutcome(index, reading, best) {
    if (reading.foreign.sort === "treatment") return false;
    if (!reading.treatmentAt || !reading.main || reading.main.implied) return false;
    var general = index.language["general-outcomes"] || [];
    return general.indexOf(reading.outcome) < 0 && best.slots.outcome === "same" && best.slots.intervention !== "other";
  }

  function treated(index, reading, matches, best, likely, context) {
    if (likely && best.slots.kind === "same") return { fits: true, matches: matches };
    if (!KNOWN[best.slots.intervention] && !likely) {
      matches = matches.filter(function (match) { return KNOWN[match.slots.intervention]; });
      if (!matches.length) return { fits: false, why: "nothing" };
      best = matches[0];
    }
    if (effective(reading)) {
      var ours = reading.condition && index.core.has(reading.condition);
      var side = reading.condition && !ours && best.slots.condition !== "same" && reading.direction === "improves";
      if (side && (index.language["complaint-outcomes"] || []).indexOf(reading.outcome) >= 0) return { fits: false, why: "elsewhere" };
      // Everyday treatments are used for everything: they need our complaint, or an outcome that is ours.
      var alone = index.generic.has(reading.intervention) && !ours && !context.condition;
      if (reading.assumed && !ours && index.broad.has(reading.intervention)) return { fits: false, why: "elsewhere" };
      if (alone && (reading.assumed || (index.language["alone-outcomes"] || []).indexOf(reading.outcome) < 0)) return { fits: false, why: "elsewhere" };
      if (best.score >= ENOUGH && best.slots.outcome !== "other") return { fits: true, matches: matches };
      return { fits: true, matches: matches, untested: true };
    }
    var told = matches.find(function (match) { return match.claim.kind === reading.kind && KNOWN[match.slots.intervention] && match.score >= 5; });
    if (told && (reading.kind === "guidance" || reading.kind === "precaution")) {
      return { fits: true, matches: own.match.first(matches, told) };
    }
    if (reading.mode === "definition" && best.words >= LIKE / 2 && best.slots.kind === "same") return { fits: true, matches: matches };
    var factual = best.words >= LIKE || best.words >= 0.26 && best.slots.kind === "same" && reading.kind !== "record" || best.score >= 9 && best.slots.kind === "same" && reading.kind !== "record" && reading.kind !== "anatomy";
    return { fits: factual, matches: matches, why: "nothing" };
  }

  var KNOWN = { same: 1, family: 1, broader: 1, narrower: 1 };
  var COURSE = { cause: 1, association: 1, frequency: 1, prognosis: 1, anatomy: 1, diagnosis: 1, guidance: 1, record: 1 };

  function untreated(index, reading, matches, best, likely) {
    if (likely) return { fits: true, matches: matches };
    var about = reading.factor || reading.condition && index.core.has(reading.condition);
    if (!about || !COURSE[reading.kind]) return { fits: false, why: "nothing" };
    // A finding that we know, and hold nothing on as a cause.
    var bare = reading.factor && (reading.kind === "cause" || reading.kind === "association") && !reading.brought &&
      reading.condition && best.slots.factor !== "same";
    if (bare) return { fits: true, matches: matches, unheld: true };
    var slots = best.slots.factor === "same" || best.slots.condition === "same" || best.slots.condition === "broader";
    var alike = best.words >= 0.12 || best.slots.factor === "same" || best.slots.kind === "same";
    return { fits: slots && best.score >= ENOUGH && alike, matches: matches, why: "nothing" };
  }

  own.gate = { ENOUGH: ENOUGH, SPOKEN: SPOKEN, fits: fits, effective: effective };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
