// 16, second part. Sense: whether a statement is understood as one of ours. All that speaks for and against is weighed
// together, so that no single word decides.
(function (own) {
  "use strict";

  // What each sign counts, and what all must come to: fitted to labelled sentences by scripts/weigh.py, and rounded. What
  // the signs mean is told where they are taken.
  var POINTS = {
    finding: 2.8, findingCore: 1.3, broad: -1.7, carried: 0.9, described: 3, versus: 0.6,
    vagueLost: -1.1, backgroundLost: -1, findingLost: -3.1, generalLost: -1.2,
    share: 2.3, praise: 5.2, precaution: 4, prognosis: 1, record: -2.2,
    treatments: -3.3, illnesses: -1.8, business: -1.7, onPart: -6.1, onIllness: -3.5,
    stranger: -0.84, clear: 0.28, clearSubject: 0.22, score: 0.28, fact: 4.7, sameOwn: 2.1, wordsOnly: 3
  };
  var NEEDED = 3.8;  // a little less than was fitted: to leave what we can answer is worse than to answer what we hold little on
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
    return Object.assign(named(index, reading, plain), lost(index, reading, plain, match), manner(reading, plain), foreign(reading), words(index, reading, note), held(index, reading, plain, match));
  }

  function core(index, reading) { return reading.condition && index.core.has(reading.condition); }

  function is(truth) { return Number(Boolean(truth)); }

  // What the statement is about: a finding, one of the treatments that are used for everything, or what was spoken of
  // before; and whether it tells no change, or compares.
  function named(index, reading, plain) {
    var treats = reading.intervention;
    return {
      finding: is(!treats && reading.factor && !reading.hinted), broad: is(plain && index.broad.has(treats)),
      carried: is(reading.carried || reading.inherited), described: is(reading.outcome && reading.direction === "describes"), versus: is(reading.versus)
    };
  }

  // Neither our complaint nor the back is named, and nor is an outcome, or one that everything has; or what is spoken of is
  // one that others are told against, or a finding.
  function lost(index, reading, plain, match) {
    var treats = reading.intervention, away = !core(index, reading) && !reading.body, vague = reading.assumed || reading.guess;
    return {
      vagueLost: is(away && vague), backgroundLost: is(away && index.background.has(treats)),
      findingLost: is(away && reading.factor && !treats && match.words < LIKE),
      generalLost: is(away && reading.outcome && !vague && own.index.among(index, "general-outcomes", reading.outcome))
    };
  }

  // How it is told: as a share, in praise of the treatment; and what sort of statement it is.
  function manner(reading, plain) {
    return {
      share: is(reading.share !== null), praise: is(plain && (reading.mode === "opinion" || reading.mode === "puffery")),
      precaution: is(reading.kind === "precaution"), prognosis: is(reading.kind === "prognosis"), record: is(reading.kind === "record")
    };
  }

  // Words for what is not ours, and whether the statement is about a part of the body or an illness that is not.
  function foreign(reading) {
    var sort = (reading.foreign || {}).sort;
    return {
      treatments: is(reading.others.treatments), illnesses: is(reading.others.illnesses && reading.kind !== "precaution"), business: Math.min(3, reading.business),
      onPart: is(sort === "part"), onIllness: is(sort === "condition")
    };
  }

  // What all words of the sentence tell: how much likelier they are elsewhere, for their number; and how clear it is from the
  // words of the statement which subject and which outcome it has.
  function words(index, reading, note) {
    if (note.strange === undefined) note.strange = own.taught.strange(index, note.tokens.filter(function (token) { return !token.unsaid; }));
    return {
      stranger: note.strange,
      clear: ahead(reading.heard.outcome), clearSubject: ahead(reading.heard.subject)
    };
  }

  function ahead(told) { return own.taught.away(told, 0) ? 0 : Math.min(8, told.ahead); }

  // How well the claim fits.
  function held(index, reading, plain, match) {
    var same = match.slots.outcome === "same" || match.slots.outcome === "family", vague = reading.assumed || reading.guess;
    return {
      score: Math.min(14, match.score), fact: is(match.slots.heard),
      sameOwn: is(same && !vague && plain && !index.generic.has(reading.intervention)),
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
