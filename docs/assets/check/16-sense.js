// 16, second part. Sense: whether a statement is understood as one of ours. All that speaks for and against is weighed
// together, so that no single word decides.
(function (own) {
  "use strict";

  // What each sign counts, and what all must come to: fitted to labelled sentences by scripts/weigh.py, and rounded. What
  // the signs mean is told where they are taken.
  var POINTS = {
    carried: 1, findingCore: 1.2, vagueLost: -1, generalLost: -0.5, praise: 1, precaution: 0.7, record: -0.3,
    treatments: -2.3, illnesses: -1.2, business: -0.5, onPart: -2.9, onIllness: -0.8,
    stranger: -0.03, strangerOutcome: -0.05, score: 0.18, sameOwn: 1, wordsOnly: 2.8
  };
  var NEEDED = 1.6;  // a little less than was fitted: to leave what we can answer is worse than to answer what we hold little on
  var NEARLY = 0.2, LIKE = own.gate.LIKE;  // likenesses in words

  // Whether the claim may answer the reading. `note`: of its whole sentence.
  function ours(index, reading, match, note) {
    if (strayed(index, reading, match) || own.plain.outside(index, reading, note)) return false;
    if (own.plain.whole(index, reading, match, note)) return true;
    var found = signs(index, reading, match, note);
    return Object.keys(found).reduce(function (sum, sign) { return sum + POINTS[sign] * found[sign]; }, 0) > NEEDED;
  }

  function signs(index, reading, match, note) {
    var plain = Boolean(reading.treatmentAt) && !reading.hinted && !reading.carried && !reading.inherited;
    return Object.assign(lost(index, reading), manner(reading, plain), foreign(reading), words(index, note), held(index, reading, plain, match));
  }

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

  // How it is told: of what was spoken of before, or in praise of the treatment; and what sort of statement it is.
  function manner(reading, plain) {
    return {
      carried: is(reading.carried || reading.inherited), praise: is(plain && PRAISE[reading.mode]),
      precaution: is(reading.kind === "precaution"), record: is(reading.kind === "record")
    };
  }

  var PRAISE = { opinion: 1, puffery: 1, experience: 1 };

  // Words for what is not ours, and whether the statement is about a part of the body or an illness that is not.
  function foreign(reading) {
    var sort = (reading.foreign || {}).sort;
    return {
      treatments: is(reading.others.treatments), illnesses: is(reading.others.illnesses && reading.kind !== "precaution"), business: Math.min(3, reading.business),
      onPart: is(sort === "part"), onIllness: is(sort === "condition")
    };
  }

  // How much more all words of the sentence speak for what no claim answers than for our subjects, and for our outcomes.
  function words(index, note) {
    if (!note.strange) note.strange = own.taught.strange(index, note.tokens.filter(function (token) { return !token.unsaid; }));
    return { stranger: within(note.strange.subject), strangerOutcome: within(note.strange.outcome) };
  }

  function within(points) { return Math.max(-40, Math.min(20, points)); }

  // How well the claim fits.
  function held(index, reading, plain, match) {
    var same = match.slots.outcome === "same" || match.slots.outcome === "family", vague = reading.assumed || reading.guess;
    return {
      score: Math.min(14, match.score), sameOwn: is(same && !vague && plain && !index.generic.has(reading.intervention)),
      findingCore: is(reading.factor && !reading.intervention && !reading.hinted && core(index, reading) && match.slots.factor === "same"),
      wordsOnly: reading.intervention || reading.factor ? 0 : match.words
    };
  }

  // A plain fact is known by its words, or by what is said to come about: that it names our complaint too is not enough.
  function strayed(index, reading, match) {
    if (reading.intervention) return false;
    if (match.slots.heard || match.slots.outcome === "same" || match.words >= LIKE) return false;
    // Two complaints without a figure: how they go together is asked.
    if (reading.conditions.length > 1 && reading.share === null) return false;
    if (reading.factor && !reading.hinted && !(index.language["factor-conditions"] || {})[reading.factor]) return false;
    return Boolean(BARE[reading.kind]) && match.words < NEARLY || match.slots.factor === "same" && match.slots.outcome === "unsaid";
  }

  var BARE = { anatomy: 1, frequency: 1, diagnosis: 1 };

  own.sense = { ours: ours, signs: signs, strayed: strayed, POINTS: POINTS, NEEDED: NEEDED };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
