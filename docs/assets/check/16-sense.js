// 16, second part. Sense: whether a statement is understood as one of ours. All that speaks for and against is weighed
// together, so that no single word decides.
(function (own) {
  "use strict";

  // What each sign counts, and what all must come to. Fitted to labelled sentences (logistic regression) and rounded, but
  // for `strayed`, set so low by hand that to name our complaint never is enough, and NEEDED, set for as many to be left
  // unanswered by mistake as are answered by mistake. What the signs mean is told where they are taken.
  var POINTS = {
    finding: 0.5, findingCore: 1.9, broad: -1.5, carried: 2, described: 2.3, versus: 1.5,
    vagueLost: -2.2, backgroundLost: -2.3, everydayLost: -1.1, findingLost: -3.9, generalLost: -1.4,
    share: 2.1, experience: 1.5, praise: 3.2, reassurance: 1.1, precaution: 3, prognosis: 0.8, record: -2.4,
    treatments: -4.1, illnesses: -1.7, business: -1.3, onTreatment: -1.8, onPart: -7.7, onIllness: -2.4,
    strange: -0.21, stranger: -0.6, clear: 0.25, clearSubject: 0.13,
    score: 0.23, fact: 4.2, alike: 2.5, same: 0.4, sameOwn: 0.9, sameVague: 0.4, wordsOnly: -3.9, strayed: -7
  };
  var NEEDED = 1.75, NEARLY = 0.2, LIKE = 0.34;  // the last two: likenesses in words

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
  // an everyday treatment, one that others are told against, or a finding.
  function lost(index, reading, plain, match) {
    var treats = reading.intervention, away = !core(index, reading) && !reading.body, vague = reading.assumed || reading.guess;
    return {
      vagueLost: is(away && vague), backgroundLost: is(away && index.background.has(treats)),
      everydayLost: is(away && plain && index.generic.has(treats) && !index.background.has(treats)), findingLost: is(away && reading.factor && !reading.intervention && match.words < LIKE),
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
    var same = match.slots.outcome === "same" || match.slots.outcome === "family", vague = reading.assumed || reading.guess;
    return {
      score: Math.min(14, match.score), fact: is(match.slots.heard), alike: is(reading.intervention && match.words >= LIKE), same: is(same && !vague), sameOwn: is(same && !vague && plain && !index.generic.has(reading.intervention)), sameVague: is(same && vague),
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
