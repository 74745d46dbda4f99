// 16, second part. Sense: whether a statement is understood as one of ours. All that speaks for and against is weighed
// together, so that no single word decides.
(function (own) {
  "use strict";

  // What each sign counts, and what all must come to. Fitted to labelled sentences (logistic regression) and rounded; what
  // the signs mean is told where they are taken.
  var POINTS = {
    finding: 1.1, findingCore: 1.5, broad: -1.7, background: -1.7, carried: 1.8, described: 2.2, versus: 1.7,
    vagueLost: -2.6, everydayLost: -0.8, findingLost: -4.4, generalLost: -1.6,
    share: 2.1, experience: 3, praise: 3.1, reassurance: 1, precaution: 3, prognosis: 1.7, record: -2,
    treatments: -4.6, illnesses: -2, business: -1.4, onTreatment: -1.4, onPart: -8, onIllness: -1.5,
    strange: -0.22, stranger: -0.63, clear: 0.27, clearSubject: 0.12,
    score: 0.23, fact: 4.2, same: 0.5, sameOwn: 1.3, sameVague: 0.7, wordsOnly: -3.8, strayed: -7
  };
  var NEEDED = 2.1, NEARLY = 0.2, LIKE = 0.34;  // likenesses in words

  // Whether the claim may answer the reading. `note`: of its whole sentence.
  function ours(index, reading, match, note) {
    var found = signs(index, reading, match, note);
    return Object.keys(found).reduce(function (sum, sign) { return sum + POINTS[sign] * found[sign]; }, 0) > NEEDED;
  }

  function signs(index, reading, match, note) {
    var plain = Boolean(reading.treatmentAt) && !reading.hinted && !reading.carried && !reading.inherited;
    return Object.assign(named(index, reading, plain), lost(index, reading, plain, match), manner(reading, plain), foreign(reading), words(index, reading, note), held(index, reading, plain, match));
  }

  function core(index, reading) { return reading.condition && index.core.has(reading.condition); }

  function is(truth) { return Number(Boolean(truth)); }

  // What the statement is about: a finding, one of the treatments that are used for everything, or that others are told
  // against, or what was spoken of before; and whether it tells no change, or compares.
  function named(index, reading, plain) {
    var treats = reading.intervention;
    return {
      finding: is(!treats && reading.factor && !reading.hinted), broad: is(plain && index.broad.has(treats)), background: is(treats && index.background.has(treats)),
      carried: is(reading.carried || reading.inherited), described: is(reading.outcome && reading.direction === "describes"), versus: is(reading.versus)
    };
  }

  // Neither our complaint nor the back is named, and nor is an outcome, or one that everything has; or what is spoken of is
  // an everyday treatment, or a finding.
  function lost(index, reading, plain, match) {
    var away = !core(index, reading) && !reading.body, vague = reading.assumed || reading.guess;
    return {
      vagueLost: is(away && vague), everydayLost: is(away && plain && index.generic.has(reading.intervention)), findingLost: is(away && reading.factor && !reading.intervention && match.words < LIKE),
      generalLost: is(away && reading.outcome && !vague && own.index.among(index, "general-outcomes", reading.outcome))
    };
  }

  // How it is told: as a share, by somebody who had the treatment, in praise of it; and what sort of statement it is.
  function manner(reading, plain) {
    return {
      share: is(reading.share !== null), experience: is(plain && reading.mode === "experience"), praise: is(plain && (reading.mode === "opinion" || reading.mode === "puffery")),
      reassurance: is(reading.mode === "reassurance"), precaution: is(reading.kind === "precaution"), prognosis: is(reading.kind === "prognosis"), record: is(reading.kind === "record")
    };
  }

  // Words for what is not ours, and whether the statement is about that.
  function foreign(reading) {
    var sort = (reading.foreign || {}).sort;
    return {
      treatments: is(reading.strange.treatments), illnesses: is(reading.strange.illnesses), business: Math.min(3, reading.business),
      onTreatment: is(sort === "treatment"), onPart: is(sort === "part"), onIllness: is(sort === "condition")
    };
  }

  // What all words of the sentence tell: how much likelier they are elsewhere, as a sum and for their number; and how clear
  // it is from the words of the statement which subject and which outcome it has.
  function words(index, reading, note) {
    if (!note.strange) note.strange = own.taught.strange(index, note.tokens.filter(function (token) { return !token.unsaid; }));
    var all = note.strange;
    return {
      strange: Math.max(-12, Math.min(6, all.told)), stranger: all.told / Math.sqrt(Math.max(1, all.known)),
      clear: ahead(reading.heard.outcome), clearSubject: ahead(reading.heard.subject)
    };
  }

  function ahead(told) { return own.taught.away(told, 0) ? 0 : Math.min(8, told.ahead); }

  // How well the claim fits; words alone never bring one in.
  function held(index, reading, plain, match) {
    var same = match.slots.outcome === "same", vague = reading.assumed || reading.guess;
    return {
      score: Math.min(14, match.score), fact: is(match.slots.heard), same: is(same && !vague), sameOwn: is(same && !vague && plain && !index.generic.has(reading.intervention)), sameVague: is(same && vague),
      findingCore: is(reading.factor && !reading.intervention && !reading.hinted && core(index, reading) && match.slots.factor === "same"),
      wordsOnly: reading.intervention || reading.factor ? 0 : match.words, strayed: is(!reading.intervention && stray(index, reading, match))
    };
  }

  // A plain fact is known by its words, or by what is said to come about: that it names our complaint too is not enough.
  function stray(index, reading, match) {
    if (match.slots.heard || match.slots.outcome === "same" || match.words >= LIKE) return false;
    // Two complaints without a figure: how they go together is asked.
    if (reading.conditions.length > 1 && reading.share === null) return false;
    if (reading.factor && !reading.hinted && !(index.language["factor-conditions"] || {})[reading.factor]) return false;
    return Boolean(BARE[reading.kind]) && match.words < NEARLY || match.slots.factor === "same" && match.slots.outcome === "unsaid";
  }

  var BARE = { anatomy: 1, frequency: 1, diagnosis: 1 };

  own.sense = { ours: ours };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
