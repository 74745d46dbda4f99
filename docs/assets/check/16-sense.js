// 16, second part. Sense: whether a statement is understood as one of ours. All that speaks for and against is weighed
// together, so that no single word decides.
(function (own) {
  "use strict";

  // What each sign counts, and what all must come to: fitted to labelled sentences by scripts/weigh.py, and rounded. What
  // the signs mean is told where they are taken.
  var POINTS = {
    carried: 1.6, hinted: -0.8, findingCore: 1.15, vagueLost: -0.65, generalLost: -0.2, praise: 0.65, precaution: 0.6, record: -0.1,
    treatments: -1.5, illnesses: -0.8, business: -0.14, onPart: -0.9, onIllness: -0.45,
    toldSubject: 0.04, toldOutcome: 0.1, score: 0.02, complaint: 1.1, sameOwn: 1.15, wordsOnly: 0.9, brief: 1.8
  };
  var NEEDED = 0.7;  // a little less than was fitted: to leave what we can answer is worse than to answer what we hold little on
  var MOST = 22, NEARLY = 0.2, LIKE = own.gate.LIKE;  // points of words that count at most; likenesses in words

  // Whether the claim may answer the reading. `note`: of its whole sentence.
  function ours(index, reading, match, note) {
    if (strayed(index, reading, match) || own.plain.outside(index, reading, note)) return false;
    if (reading.cited || own.plain.whole(index, reading, match, note)) return true;
    var found = signs(index, reading, match, note);
    return Object.keys(found).reduce(function (sum, sign) { return sum + POINTS[sign] * found[sign]; }, 0) > NEEDED;
  }

  function signs(index, reading, match, note) {
    var plain = Boolean(reading.treatmentAt) && !reading.hinted && !continued(reading);
    return Object.assign(lost(index, reading), manner(reading, plain, note), foreign(reading), words(reading, plain, match.claim), held(index, reading, plain, match));
  }

  // What it is about stands in another part of the sentence, or before it.
  function continued(reading) { return reading.carried || reading.inherited; }

  function core(index, reading) { return reading.condition && index.core.has(reading.condition); }

  function is(truth) { return Number(Boolean(truth)); }

  // Neither our complaint nor the back is named, and nor is an outcome, or one that everything has.
  function lost(index, reading) {
    var away = !core(index, reading) && !reading.body, vague = reading.assumed || reading.guess && !own.index.among(index, "plain-outcomes", reading.outcome);
    return {
      vagueLost: is(away && vague),
      generalLost: is(away && reading.outcome && !vague && own.index.among(index, "general-outcomes", reading.outcome))
    };
  }

  // How it is told: of what was spoken of before, of what is only supposed, in praise of the treatment, in how few words; and
  // what sort it is of.
  function manner(reading, plain, note) {
    return {
      carried: is(continued(reading)), hinted: is(reading.hinted), praise: is(plain && own.gate.SPOKEN[reading.mode]),
      brief: continued(reading) ? 0 : Math.max(0, BRIEF - note.tokens.length) / BRIEF,
      precaution: is(reading.kind === "precaution"), record: is(reading.kind === "record")
    };
  }

  var BRIEF = 12;  // so many words say enough; of fewer, each speaks for little

  // Words for what is not ours, and whether the statement is about a part of the body or an illness that is not.
  function foreign(reading) {
    var sort = (reading.foreign || {}).sort;
    return {
      treatments: is(reading.others.treatments), illnesses: is(reading.others.illnesses && reading.kind !== "precaution"), business: Math.min(3, reading.business),
      onPart: is(sort === "part"), onIllness: is(sort === "condition")
    };
  }

  // How much more the words speak for what the claim is about, and for what it tells, than for what no claim answers.
  function words(reading, plain, claim) {
    // "Nobody has ever measured it" has no word for what was asked, nor has "feel the magic of traction".
    if (reading.carried && reading.mode === "evidence" || plain && reading.mode === "puffery") return { toldSubject: 0, toldOutcome: 0 };
    var about = own.taught.about(claim);
    return {
      toldSubject: most(reading.heard.subject, [about.subject, reading.intervention || reading.factor]),
      toldOutcome: most(reading.heard.outcome, [about.outcome, reading.outcome].concat(reading.assumed || []))
    };
  }

  function most(told, ids) { return Math.max.apply(null, ids.filter(Boolean).map(function (id) { return ahead(told, id); })); }

  // Of what no example tells, nothing speaks for it or against it.
  function ahead(told, id) {
    var more = told.points(id) - told.points(own.taught.ELSEWHERE);
    return isFinite(more) ? Math.max(-MOST, Math.min(MOST, more)) : 0;
  }

  // How well the claim fits.
  function held(index, reading, plain, match) {
    var same = match.slots.outcome === "same" || match.slots.outcome === "family", vague = reading.assumed || reading.guess;
    return {
      score: Math.min(14, match.score), complaint: is((plain || reading.goes) && core(index, reading)), sameOwn: is(same && !vague && plain && !index.generic.has(reading.intervention)),
      findingCore: is(reading.factor && !reading.intervention && !reading.hinted && core(index, reading) && match.slots.factor === "same"),
      wordsOnly: reading.intervention || reading.factor ? 0 : match.words
    };
  }

  // A plain fact is known by its words, or by what is said to come about: that it names our complaint too is not enough.
  function strayed(index, reading, match) {
    // "Inversion table users live longer": nothing that we hold is told, and a price or a definition answers no such thing.
    if (reading.intervention) return !reading.outcome && !match.slots.heard && FACTS[match.claim.kind] && match.words < LIKE && !own.gate.SPOKEN[reading.mode];
    if (match.slots.heard || match.slots.outcome === "same" || match.words >= LIKE) return false;
    // Two complaints without a figure: how they go together is asked.
    if (reading.conditions.length > 1 && reading.share === null) return false;
    if (reading.factor && !reading.hinted && !(index.language["factor-conditions"] || {})[reading.factor]) return false;
    return Boolean(BARE[reading.kind]) && match.words < NEARLY || match.slots.factor === "same" && match.slots.outcome === "unsaid";
  }

  var FACTS = { anatomy: 1, record: 1, frequency: 1 };
  var BARE = { anatomy: 1, frequency: 1, diagnosis: 1 };

  own.sense = { ours: ours, signs: signs, strayed: strayed, POINTS: POINTS, NEEDED: NEEDED };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
