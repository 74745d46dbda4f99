// 16. Gate: whether the records can answer a reading at all; where nothing fits, the check abstains.
(function (own) {
  "use strict";

  var ENOUGH = 4.2, LIKE = 0.34, FACTLIKE = 0.3;  // a score, and likenesses in words, from which a claim fits

  // Is this a statement that the records can answer?
  function fits(index, reading, matches, context) {
    var best = matches[0];
    if (!best) return { fits: false, why: "nothing" };
    var alarm = reading.urgent && reading.helped && !(reading.intervention && !reading.hinted && effective(reading)) && alarms(index, matches);
    if (alarm) return { fits: true, matches: own.match.first(matches, alarm) };
    var likely = best.words >= LIKE * 1.7;
    if (SPOKEN[reading.mode]) return { fits: Boolean(reading.intervention || reading.factor) && !reading.foreign, matches: matches, why: "nothing" };
    if (reading.kind === "precaution" && reading.treatmentAt && !index.generic.has(reading.intervention)) return treated(index, reading, matches, best, likely, context);
    if (reading.foreign && (reading.guess || !ownOutcome(index, reading, best))) return { fits: false, why: "elsewhere" };
    if (reading.business && (!effective(reading) || reading.assumed && reading.guess && !(reading.cues || []).length) && !likely && !plainFact(reading, best)) return { fits: false, why: "business" };
    if (licensed(reading, best)) return { fits: false, why: "nothing" };
    if (reading.guess && unsure(reading, best)) return { fits: false, why: "nothing" };
    if (best.slots.heard && !(told(reading) && reading.intervention)) return { fits: true, matches: matches };
    if (reading.intervention) return treated(index, reading, matches, best, likely, context);
    return untreated(index, reading, matches, best, likely);
  }

  var SPOKEN = { opinion: 1, puffery: 1, experience: 1 };

  function effective(reading) {
    return reading.outcome && reading.direction !== "describes" && (reading.assumed || reading.guess || reading.main && reading.main.cue);
  }

  // "X is FDA approved": no advice of ours, nor what X is, answers whether it may be sold.
  function licensed(reading, best) {
    return reading.tokens.some(function (token) { return token.caps && token.w === "fda"; }) && !told(reading) && !LICENCE.test(best.claim.claim);
  }

  var LICENCE = /clear|approv|FDA/i;

  // No verb tells what changes: where the words are those of things that are not ours, or neither treatment nor outcome is
  // named, nothing is promised ("we offer flexible plans", "a disc may push through a crack").
  function unsure(reading, best) {
    var told = reading.heard.subject;
    // How many people have it is no effect on anything.
    if (reading.kind === "frequency" && reading.share === null) return true;
    // A treatment and a finding of ours side by side are ours, whatever else such pages tell.
    var both = !reading.hinted && best.slots.intervention === "same" && best.slots.outcome === "same";
    return own.taught.away(told, both ? CLEAR + 2 : 2) || reading.hinted && Boolean(reading.assumed) && told.ahead < CLEAR + 2;
  }

  // An effect is told in so many words, and not only guessed.
  function told(reading) { return effective(reading) && !reading.guess; }

  // A treatment of ours on an outcome of ours is ours, whatever else the sentence names.
  function ownOutcome(index, reading, best) {
    if (reading.foreign.sort === "treatment" || reading.foreign.sort === "part") return false;
    if (!reading.treatmentAt || !reading.main || reading.main.implied || index.generic.has(reading.intervention) && !agreed(reading, reading.intervention)) return false;
    return (!own.index.among(index, "general-outcomes", reading.outcome) || best.words >= LIKE) && best.slots.outcome === "same" && best.slots.intervention !== "other";
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

  // Nobody in the studies had signs of an emergency: what is promised to people who have them is not answered by those.
  function hasty(index, reading, best) {
    var alarming = own.index.among(index, "alarm-conditions", best.claim.condition);
    return reading.urgent && !reading.helped && !reading.limited && !alarming && (reading.direction === "improves" || reading.direction === "no-harm");
  }

  function treated(index, reading, matches, best, likely, context) {
    if (hasty(index, reading, best)) return { fits: false, why: "emergency" };
    var advice = advised(reading, matches);
    if (advice) return { fits: true, matches: own.match.first(matches, advice) };
    var spared = unharmed(reading, matches);
    if (spared) return { fits: true, matches: own.match.first(matches, spared) };
    if (likely && best.slots.kind === "same") return { fits: true, matches: matches };
    if (!KNOWN[best.slots.intervention] && !likely) {
      matches = matches.filter(function (match) { return KNOWN[match.slots.intervention]; });
      if (!matches.length) return { fits: false, why: "nothing" };
      best = matches[0];
    }
    if (effective(reading)) {
      var ours = reading.condition && index.core.has(reading.condition);
      var side = reading.condition && !ours && best.slots.condition !== "same" && reading.direction === "improves";
      // What is sold for everything is not ours because a complaint of elsewhere changes something that is.
      var much = (index.language["complaint-outcomes"] || []).concat(index.broad.has(reading.intervention) ? index.language["general-outcomes"] || [] : []);
      if (side && much.indexOf(reading.outcome) >= 0) return { fits: false, why: "elsewhere" };
      // "Helps migraine by promoting circulation": by which way an illness that is not ours is helped, and nothing held on that.
      if (foreignAil(index, reading, best)) return { fits: false, why: "elsewhere" };
      // Our back, disc or nerve is named, or another treatment of ours is compared with: that is about us too.
      ours = ours || reading.body && !reading.condition || reading.versus && reading.versus.what && reading.versus.what === best.claim.against;
      // Everyday treatments are used for everything: they need our complaint, or an outcome that is ours.
      var alone = index.generic.has(reading.intervention) && !ours && !context.condition && !(reading.heard.outcome.best === reading.outcome && (agreed(reading, reading.intervention) || own.taught.clear(reading.heard.outcome, SURE)));
      if (reading.assumed && !ours && index.broad.has(reading.intervention)) return { fits: false, why: "elsewhere" };
      if (alone && (reading.assumed || !own.index.among(index, "alone-outcomes", reading.outcome))) return { fits: false, why: "elsewhere" };
      if (best.score >= ENOUGH && best.slots.outcome !== "other") return { fits: true, matches: matches };
      return { fits: true, matches: matches, untested: true };
    }
    var advising = matches.find(function (match) { return match.claim.kind === reading.kind && KNOWN[match.slots.intervention] && match.score >= 5; });
    if (advising && (reading.kind === "guidance" || reading.kind === "precaution")) {
      return { fits: true, matches: own.match.first(matches, advising) };
    }
    if (reading.mode === "definition") {
      var meant = matches.find(function (match) { return FACTS[match.claim.kind] && KNOWN[match.slots.intervention] && match.words >= LIKE / 3; });
      if (meant) return { fits: true, matches: own.match.first(matches, meant) };
    }
    var factual = best.words >= LIKE || best.words >= 0.26 && best.slots.kind === "same" && reading.kind !== "record" || best.score >= 9 && best.slots.kind === "same" && reading.kind !== "record" && reading.kind !== "anatomy";
    // "A 5 to 10 % chance that the disc prolapses again, operated or not": so many, after a treatment of ours.
    var named = best.slots.intervention === "same" ? 8 : 9;
    if (best.slots.outcome === "same" && reading.share !== null && best.score >= named) return { fits: true, matches: matches };
    // A treatment of ours beside an outcome of ours, with a verb that we do not know.
    var ours = reading.body || !index.generic.has(reading.intervention), plain = own.index.among(index, "plain-outcomes", reading.outcome);
    if (best.slots.outcome === "same" && best.score >= 9 && (plain || ours && !reading.carried && !reading.business)) return { fits: true, matches: matches };
    var close = !index.generic.has(reading.intervention) && !reading.carried && best.words >= 0.26 && FACTS[best.claim.kind] && KNOWN[best.slots.intervention];
    return { fits: factual || close, matches: matches, why: "nothing" };
  }

  function foreignAil(index, reading, best) {
    var aim = reading.conditionAt, main = reading.main;
    return Boolean(aim && main && main.at.from > aim.to) && !index.core.has(reading.condition) && best.slots.condition !== "same" && best.slots.outcome !== "same" &&
      reading.direction !== "worsens" && reading.direction !== "no-harm";
  }

  // "Discs are firmly fixed to the bones": our back is named, and the words are those of a fact that we hold.
  function plainFact(reading, best) {
    return reading.body && FACTS[best.claim.kind] && best.words >= FACTLIKE;
  }

  var FACTS = { anatomy: 1, record: 1 };
  var KNOWN = { same: 1, family: 1, broader: 1, narrower: 1 };
  var COURSE = { cause: 1, association: 1, frequency: 1, prognosis: 1, anatomy: 1, diagnosis: 1, guidance: 1, record: 1 };

  function untreated(index, reading, matches, best, likely) {
    // Words alone never bring in the claim on a treatment or a finding that the sentence does not name.
    var stranger = best.claim.intervention && best.claim.intervention !== "natural-course" || best.slots.factor === "unsaid" ||
      best.claim.intervention && reading.kind === "effect";
    if ((likely || plainFact(reading, best)) && !stranger) return { fits: true, matches: matches };
    if (twice(reading, best) || course(index, reading, best)) return { fits: true, matches: matches };
    var about = reading.factor || reading.condition && index.core.has(reading.condition);
    if (!about || !COURSE[reading.kind]) return { fits: false, why: "nothing" };
    // Something that we do not know is told as the cause.
    var unknown = (reading.kind === "cause" || (reading.cues || []).some(function (cue) { return cue.id === "cause"; })) && !reading.factor;
    if (unknown && best.words < LIKE && !(best.slots.condition === "same" && best.slots.outcome === "same")) return { fits: false, why: "nothing" };
    // A finding that we know, and hold nothing on as a cause.
    var bare = reading.factor && (reading.kind === "cause" || reading.kind === "association") && !reading.brought &&
      reading.condition && best.slots.factor !== "same";
    if (bare) return { fits: true, matches: matches, unheld: true };
    if (stray(index, reading, best)) return { fits: false, why: "nothing" };
    var slots = best.slots.factor === "same" || best.slots.condition === "same" || best.slots.condition === "broader";
    var asked = best.slots.outcome === "same" && best.slots.condition === "same" && !reading.guess;  // "once you have had a bad back you will have it again"
    var alike = best.words >= 0.12 || best.slots.factor === "same" || best.slots.kind === "same" || asked;
    return { fits: slots && best.score >= ENOUGH && alike, matches: matches, why: "nothing" };
  }

  // A finding that is named, and that the other words tell of too.
  function twice(reading, best) {
    return reading.factor && !reading.hinted && agreed(reading, reading.factor) && best.slots.factor === "same";
  }

  // The examples hear the same in the words of the sentence as its names say.
  function agreed(reading, id) { return reading.heard.subject.best === id && own.taught.clear(reading.heard.subject, CLEAR); }

  var CLEAR = 3, SURE = 6;

  // "About half feel better within six weeks": so many get well in so long, and no treatment, nor another illness, is named.
  function course(index, reading, best) {
    return (!reading.condition || index.core.has(reading.condition)) && reading.kind === "prognosis" && best.slots.kind === "same" && best.slots.outcome === "same" && !reading.foreign &&
      (best.words >= PLAIN || reading.share !== null);
  }

  // A plain fact is known by its words, or by what is said to come about: that it names our complaint too is not enough.
  function stray(index, reading, best) {
    if (best.slots.heard || best.slots.outcome === "same" || best.words >= LIKE) return false;
    // Two complaints without a figure: how they go together is asked.
    if (reading.conditions.length > 1 && reading.share === null) return false;
    if (reading.factor && !reading.hinted && !(index.language["factor-conditions"] || {})[reading.factor]) return false;
    return Boolean(BARE[reading.kind]) && best.words < PLAIN || best.slots.factor === "same" && best.slots.outcome === "unsaid";
  }

  var BARE = { anatomy: 1, frequency: 1, diagnosis: 1 }, PLAIN = 0.2;

  // Who tells to get help with signs of an emergency is answered by what guidelines say of them.
  function alarms(index, matches) {
    return matches.find(function (match) {
      return match.claim.kind === "guidance" && own.index.among(index, "alarm-conditions", match.claim.condition);
    });
  }

  own.gate = { ENOUGH: ENOUGH, SPOKEN: SPOKEN, fits: fits, effective: effective, told: told };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
