// 7, fourth part. Unnamed: the treatment, finding or outcome that a statement leaves unnamed: what was spoken of before,
// what its words tell of, what people come for.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, last = notes.last, overlap = notes.overlap, among = own.index.among;

  // "Moustafa 2013 found less leg pain": what the paper that is named was about, first what it bears on of what is spoken of.
  function cited(index, note, span, reading, papers) {
    if (reading.intervention || reading.factor || !papers || !papers.length) return;
    var spoken = hits(note, "outcome", span).map(function (hit) { return hit.id; }), counts = new Map();
    papers.forEach(function (claim) {
      if (!claim.intervention) return;
      var near = spoken.some(function (id) { return own.clauses.near(index, id, claim.outcome); });
      counts.set(claim.intervention, (counts.get(claim.intervention) || 0) + (spoken.indexOf(claim.outcome) >= 0 ? 100 : near ? 10 : 1));
    });
    var best = Array.from(counts.keys()).sort(function (one, other) { return counts.get(other) - counts.get(one); })[0];
    if (!best) return;
    take(reading, best);
    reading.cited = true;
  }

  // "It", "this treatment" and clauses without a subject take the treatment from before.
  function inherit(index, note, span, reading, before, context) {
    if (context.asked && !reading.condition && context.asked.condition) {
      reading.condition = context.asked.condition;
      reading.conditions = context.asked.conditions;
      // "Back pain? Traction.": what is asked for is all that is promised.
      if (reading.treatmentAt && !context.asked.intervention && !context.asked.factor) reading.conditionAt = { id: reading.condition, from: span.from, to: span.from, weight: 1 };
    }
    // "Does Neurontin help? It is one of the go-to drugs": the sort of treatment that the one before is.
    var earlier = context.asked && context.asked.intervention || context.intervention;
    if (reading.intervention && earlier && hits(note, "carry", span).length && index.above.intervention.get(earlier).has(reading.intervention)) {
      take(reading, earlier);
      reading.carried = true;
      return;
    }
    if (reading.intervention || reading.factor && (before || !changes(note, span, reading))) return;
    if (before && (before.intervention || before.factor)) {
      reading.intervention = before.intervention;
      reading.interventions = before.interventions;
      reading.factor = before.factor;
      reading.factors = before.factors;
      if (!reading.condition) { reading.condition = before.condition; reading.conditions = before.conditions; }
      reading.inherited = true;
      return;
    }
    if (context.asked && (context.asked.intervention || context.asked.factor)) { answers(reading, context.asked); return; }
    if (!context.intervention) return;
    // Under a heading a fact may stand that is about no treatment: "40 in 100 people get sciatica".
    var fact = own.taught.fact(reading.heard.outcome, SURE) || hits(note, "kind", span).some(function (hit) { return hit.id === "frequency"; });
    var points = hits(note, "carry", span).some(function (hit) {
      return !notes.all(note, "telling").some(function (told) { return overlap(told, hit); });
    }) || reading.spares || context.close && !fact;
    if (!points) return;
    take(reading, context.intervention);
    reading.carried = true;
    if (!reading.condition && context.condition) { reading.condition = context.condition; reading.conditions = [context.condition]; }
  }

  // "Corrects poor posture", "it loosens tight hips": the finding is what changes, and what changes it was named before.
  function changes(note, span, reading) {
    var led = hits(note, "carry", span).some(function (hit) { return hit.from === span.from; });
    return hits(note, "direction", span).some(function (cue) {
      return CHANGES[cue.id] && cue.from - span.from <= (led ? 3 : 0) && cue.to <= reading.factorAt.from && reading.factorAt.from - cue.to <= 2;
    });
  }

  var CHANGES = { good: 1, fall: 1, rise: 1 };

  // "Could inverting give you a stroke? With a weak heart the risk may go up.": who answers a question speaks of what it asks.
  function answers(reading, asked) {
    if (asked.intervention) take(reading, asked.intervention);
    else { reading.factor = asked.factor; reading.factors = asked.factors; }
    reading.carried = Boolean(asked.intervention);
  }

  // The treatment of a statement that does not name it: it stands nowhere in its words.
  function take(reading, id) {
    reading.intervention = id;
    reading.interventions = [{ id: id, from: -1, to: -1, weight: 1 }];
  }

  // No treatment and no finding is named: what the words tell of, where they leave little doubt.
  function subject(index, note, span, reading, context) {
    var told = reading.heard.subject, clear = own.taught.clear(told, CERTAIN), named = clear && done(index, note, span, told.best);
    if (spared(index, note, span, reading, context)) {
      take(reading, "natural-course");
      reading.goes = true;
      return;
    }
    // Signs of an emergency tell of no treatment but help.
    if (reading.urgent && index.terms.intervention.has(told.best) && !among(index, "alarm-treatments", told.best)) return;
    // "Hanging the washing": the words of a treatment, and another thing.
    if (hits(note, "false", span).some(function (hit) { return hit.id === told.best; })) return;
    var cues = hits(note, "direction", span);
    var anchored = reading.body || reading.conditionAt && index.core.has(reading.condition) || named;
    if (own.taught.clear(told, SUREST) && mistaken(index, note, span, reading, told.best)) { take(reading, told.best); reading.hinted = true; return; }
    // How common something is, is told of people, unless a cause is named, or how people fare.
    var course = told.best === "natural-course" && own.taught.clear(told, SURER) || cues.some(function (cue) { return cue.id === "cause"; });
    if (!course && hits(note, "kind", span).some(function (hit) { return hit.id === "frequency"; })) return;
    if (reading.intervention || reading.factor || !anchored || foreign(note) && !sameHeard(index, note, span, reading) || !likely(index, note, span, told)) return;
    reading.ours = foreign(note);
    if (index.terms.intervention.has(told.best)) {
      // A plain fact that the words tell of is about no treatment.
      if (told.best !== "natural-course" && (reading.facts.length || own.taught.fact(reading.heard.outcome, SURE) && !(cues.length && its(index, reading.heard.outcome.best, told.best)))) return;
      if (!named && troubles(index, note, span, cues)) return;
      // The treatment that the text has spoken of so far is likelier than any other, but for what happens without one.
      var carried = context.intervention && !index.background.has(told.best);
      take(reading, carried ? context.intervention : told.best);
      reading.carried = Boolean(carried);
      reading.hinted = !reading.carried;
    } else if (index.terms.factor.has(told.best)) { reading.factor = told.best; reading.factors = [told.best]; reading.hinted = true; }
  }

  // What only tells how trouble comes about is about no treatment, nor what names a cause and nothing that gets better:
  // "stenosis narrows the openings, and the squeeze gives you pain". A harm is brought by what is done.
  function troubles(index, note, span, cues) {
    if (hits(note, "outcome", span).some(function (hit) { return index.harms.has(hit.id); })) return false;
    return cues.length > 0 && !cues.some(function (cue) { return HELPS[cue.id]; }) &&
      (cues.some(function (cue) { return cue.id === "cause"; }) || cues.every(function (cue) { return AILS[cue.id]; }));
  }

  // Our back is not named: what is done must leave no doubt, without what it is done for. "Drops keep the eye pressure down"
  // tells of no treatment of ours, though only one has to do with eyes.
  function done(index, note, span, told) {
    var heard = means(index, note, span);
    return heard.best === told && own.taught.clear(heard, CERTAIN);
  }

  // All words tell of a treatment, or those do that tell what is done, and the others of no other.
  function likely(index, note, span, told) {
    if (own.taught.clear(told, SURE) || !own.taught.clear(told, FAINT)) return own.taught.clear(told, SURE);
    var heard = means(index, note, span);
    return heard.best === told.best && own.taught.clear(heard, SURE);
  }

  // What the words tell of without those of what it is done for.
  function means(index, note, span) {
    return own.taught.hear(index, without(note, span, ["outcome", "condition"])).subject;
  }

  // "Gently stretched by a machine": an everyday treatment is named by one word, and all of them tell of another.
  // What is named and left aside is none that the words could mean.
  function mistaken(index, note, span, reading, told) {
    var at = reading.treatmentAt, aside = hits(note, "intervention", span).some(function (hit) { return hit.id === told; });
    return Boolean(at) && !aside && at.to - at.from === 1 && index.generic.has(reading.intervention) && index.terms.intervention.has(told) && !index.background.has(told) &&
      reading.interventions.every(function (hit) { return own.match.relation(index, "intervention", hit.id, told) === "other"; });
  }

  var FAINT = 0.3, HINT = 0.7, SURE = 1.5, SURER = 3, CERTAIN = 4.5, SUREST = 6;  // how far ahead of all others the words must put what is not named
  // Directions that tell only how trouble comes about, and those that tell how it goes.
  var AILS = { cause: 1, link: 1, bad: 1 }, HELPS = { good: 1, fall: 1, falls: 1 };

  // Another illness or part of the body is named: the words may tell of that.
  function foreign(note) {
    return notes.all(note, "elsewhere").some(function (hit) {
      return (hit.id === "conditions" || hit.id === "parts") && !notes.all(note, "condition").some(function (ours) { return overlap(ours, hit); });
    });
  }

  // An outcome of ours is named, and all words tell of it: that something of elsewhere has a hand in it changes nothing.
  function sameHeard(index, note, span, reading) {
    var told = reading.heard.outcome;
    return own.taught.clear(told, SURER) && !among(index, "general-outcomes", told.best) &&
      hits(note, "outcome", span).some(function (hit) { return hit.id === told.best; });
  }

  // The fact is one about this very treatment.
  function its(index, fact, id) { return (index.by.id.get(fact.slice(1)) || {}).intervention === id; }

  // "A bulging disc means surgery", "few need an operation": how people fare without one, as no treatment is spoken of.
  function spared(index, note, span, reading, context) {
    return !reading.intervention && !reading.factor && !context.intervention && (reading.body || Boolean(reading.conditionAt) && index.core.has(reading.condition)) &&
      hits(note, "outcome", span).some(function (hit) { return among(index, "told-by-phrases", hit.id); });
  }

  // No outcome is named: the one that the words tell of, where they leave little doubt.
  function outcome(index, note, span, reading) {
    var told = tells(index, note, span, reading);
    if (!told) return;
    // "People with pain from a herniated disc improved": who got better, and no word of what became of the disc.
    var felt = hits(note, "outcome", span).some(function (hit) { return among(index, "complaint-outcomes", hit.id); });
    if (felt && reading.assumed && reading.conditions.indexOf((index.language["default-conditions"] || {})[told.best]) >= 0) return;
    // "Did as well with chiropractic as others did with surgery": nobody is said to be spared what is compared with.
    if (among(index, "told-by-phrases", told.best) && (reading.versus && reading.versus.what || had(index, reading, told.best))) return;
    // "Helps people live normally": of what people come for, the words tell which.
    if (reading.intervention && reading.assumed && reading.assumed.indexOf(told.best) > 0 && (told.ours || apart(index, told.best, reading.assumed[0]) && own.taught.clear(told, CERTAIN))) {
      reading.assumed = [told.best].concat(reading.assumed.filter(function (id) { return id !== told.best; }));
      reading.outcome = told.best;
      reading.parts = [{ id: told.best, direction: reading.direction }];
      return;
    }
    if (reading.assumed && reading.assumed.indexOf(told.best) >= 0 || foreign(note) || !blames(index, reading, told.best)) return;
    var everyday = index.generic.has(reading.intervention) && !(reading.conditionAt && index.core.has(reading.condition));
    if (everyday && !(reading.cues || []).length) return;
    var at = { id: told.best, from: span.to, to: span.to, weight: 1 }, cue = turns(reading.cues || []);
    var bound = cue ? own.direction.direct(index, note, at, cue) : { cue: null, direction: null, denied: false };
    reading.assumed = null;
    reading.outcome = told.best;
    // What a thing costs is told, and gets no better.
    reading.direction = among(index, "plain-outcomes", told.best) ? "describes" : bound.direction || (index.harms.has(told.best) ? "worsens" : reading.intervention ? "improves" : "describes");
    reading.polarity = bound.denied ? "denied" : "affirmed";
    reading.main = { id: told.best, at: at, cue: bound.cue, verb: false, direction: reading.direction, denied: bound.denied, implied: false, points: 0 };
    reading.parts = [{ id: told.best, direction: reading.direction }];
    reading.guess = true;
  }

  // "The lead of those who were operated on": nor are they who had it.
  function had(index, reading, outcome) {
    var held = index.by.intervention.get(reading.intervention);
    return Boolean(held && reading.treatmentAt) && !held.some(function (claim) { return claim.outcome === outcome; });
  }

  // The outcome that the words tell of: of all, or of those that are held of the treatment that is spoken of, which leave
  // fewer to choose from: {best, ahead, known, ours: the second}; null where they leave too much doubt.
  function tells(index, note, span, reading) {
    var told = reading.heard.outcome, ours = reading.heard.held;
    if (reading.eased) return null;
    if (index.terms.outcome.has(told.best) && own.taught.clear(told, doubt(index, note, span, reading, told)) &&
      // Nor is one word of it all that is said: "will set a clinic back 80,000 dollars" is about no setback.
      (!reading.outcome || reading.assumed || other(index, reading, told))) return told;
    if (!ours || !reading.outcome || !index.terms.outcome.has(ours.best) || among(index, "told-by-phrases", ours.best) || among(index, "plain-outcomes", ours.best)) return null;
    if (!own.taught.clear(ours, wished(reading, ours.best) ? SURER : own.taught.BEYOND) || !reading.assumed && !(fresh(index, reading, ours) && spoken(index, reading, ours))) return null;
    return { best: ours.best, ahead: ours.ahead, known: ours.known, ours: true };
  }

  // "Has had great success in sciatica": one of those that people come for, and not the first.
  function wished(reading, id) { return Boolean(reading.assumed) && reading.assumed.indexOf(id) > 0; }

  // How far ahead of all others the words must put an outcome that is not named. Where nothing is said to change a fact may
  // be told; and a bare "helps" is about what people come for, unless the words beside the treatment tell of more; which
  // they may where not even that is said. Who is spared an operation is told in so many words.
  function doubt(index, note, span, reading, told) {
    var open = !among(index, "told-by-phrases", told.best);
    if (!reading.assumed) return (reading.cues || []).length ? SURE : SURER;
    return open && (reading.guess || beside(index, note, span, reading, told)) ? HINT : SURER;
  }

  // The words without those of the treatment and the complaint tell of the same, and no complaint is said to change. What a
  // thing costs is told in so many words.
  function beside(index, note, span, reading, told) {
    if (among(index, "plain-outcomes", told.best)) return false;
    var ills = hits(note, "condition", span).filter(function (hit) { return index.core.has(hit.id); });
    if (ills.some(function (ill) { return (reading.cues || []).some(function (cue) { return close(cue, ill); }); })) return false;
    if (hits(note, "outcome", span).some(function (hit) { return among(index, "complaint-outcomes", hit.id); })) return false;
    return own.taught.hear(index, without(note, span, ["intervention", "condition"])).outcome.best === told.best;
  }

  // "Eases your sciatica", "makes sciatica worse".
  function close(cue, ill) { return overlap(cue, ill) || cue.to <= ill.from && ill.from - cue.to <= 2 || cue.from >= ill.to && cue.from - ill.to <= 1; }

  // The tokens that name nothing of these groups.
  function without(note, span, groups) {
    var named = groups.reduce(function (all, group) { return all.concat(hits(note, group, span)); }, []);
    return note.tokens.filter(function (token, at) {
      return at >= span.from && at < span.to && !named.some(function (hit) { return hit.from <= at && at < hit.to; });
    });
  }

  // The last verb of change, before words that only tell where something comes from.
  function turns(cues) { return last(cues.filter(function (cue) { return cue.id !== "cause" && cue.id !== "link"; })) || last(cues); }

  // Neither is a sort of the other, as pain in the leg is one of pain.
  function apart(index, one, other) { return index.heads.outcome[one] !== other && index.heads.outcome[other] !== one; }

  // Where a finding is spoken of and no treatment, only what we hold of it comes into question.
  function blames(index, reading, outcome) {
    if (reading.intervention || !reading.factor) return true;
    return (index.by.factor.get(reading.factor) || []).some(function (claim) { return claim.outcome === outcome; });
  }

  // All words tell of an outcome that is neither named nor near one that is; a complaint is spoken of beside most others.
  function other(index, reading, told) {
    if (!spoken(index, reading, told)) return false;
    if (own.taught.clear(told, SUREST) && fresh(index, reading, told)) return true;
    return own.taught.clear(told, CERTAIN) && !among(index, "complaint-outcomes", told.best) && reading.outcomes.every(function (one) { return !own.clauses.near(index, one.id, told.best); });
  }

  // It is not named, and no harm is.
  function fresh(index, reading, told) { return !index.harms.has(reading.outcome) && reading.outcomes.every(function (one) { return one.id !== told.best; }); }

  // Whether it may be spoken of beside what is named.
  function spoken(index, reading, told) {
    // A harm that is named stays what is warned of.
    if (index.harms.has(told.best) && reading.outcomes.some(function (one) { return index.harms.has(one.id); })) return false;
    // "Fluid is sucked back into the slipped disc": the words of the illness that is named tell of no change in it.
    return !(reading.treatmentAt && reading.conditionAt && (index.language["default-conditions"] || {})[told.best] === reading.condition);
  }

  // "helps sciatica", "is effective": no outcome is named, so it is what people come for.
  function defaults(index, note, span, reading) {
    if (reading.outcome && !(reading.main && (reading.main.implied || cures(index, reading) || spares(note, reading)))) return;
    var cues = (reading.cues || []).filter(function (cue) { return ["good", "bad", "none", "fall", "falls"].indexOf(cue.id) >= 0; });
    if (reading.outcome && spares(note, reading)) cues = cues.filter(function (cue) { return easing(reading, cue) || !reading.conditionAt; });
    // "Works no better than a sugar pill": what follows the verb at once takes it back.
    if (cues[1] && cues[1].id === "none" && cues[1].from - cues[0].to <= 1) cues = cues.slice(1);
    var cue = cues[0], state = hits(note, "mode", span).find(function (hit) { return hit.id === "evidence"; });
    if (reading.main && reading.main.implied && reading.main.cue && !reading.intervention) return;
    if (!cue && state) cue = { id: "none", from: state.from, to: state.to };
    if (!cue) cue = trumps(note, reading);
    var here = reading.conditionAt && reading.conditionAt.from >= span.from && reading.conditionAt.to <= span.to;
    if (!cue && here && index.core.has(reading.condition) && !reading.factor && promised(index, note, span, reading)) {
      cue = { id: "good", from: span.from, to: span.from };
      reading.guess = true;
    }
    // "Thanks to traction I hike again": somebody tells how they fared.
    if (!cue && reading.treatmentAt && !reading.outcome && hits(note, "mode", span).some(function (hit) { return hit.id === "experience"; })) {
      cue = { id: "good", from: span.from, to: span.from };
      reading.guess = true;
    }
    if (!cue || !reading.outcome && factual(reading, SURER)) return;
    var treats = reading.intervention || reading.interventions.length;
    if (!treats && !reading.condition) return;
    if (!wish(index, reading)) return;
    var denied = own.direction.negated(note, reading.guess && !reading.main && reading.conditionAt || cue);
    reading.direction = cue.id === "none" && !own.direction.partly(note, cue.from) || denied ? "no-effect" : cue.id === "bad" ? "worsens" : "improves";
    if (denied && cue.id === "bad") reading.direction = "no-harm";
    reading.polarity = denied ? "denied" : "affirmed";
    reading.parts = [{ id: reading.outcome, direction: reading.direction }];
  }

  // "Staying active trumps bed rest": what does better than another helps, and "more X than" tells what there is more of.
  function trumps(note, reading) {
    var versus = reading.versus;
    if (!versus || versus.relation !== "better" || reading.outcome || !reading.treatmentAt || note.tokens[versus.to - 1].w === "than") return null;
    return { id: "good", from: versus.from, to: versus.to };
  }

  // What people with the complaint come for; whether there is such an outcome.
  function wish(index, reading) {
    var wished = index.language["default-outcomes"] || {};
    var list = (wished[reading.condition] || wished.any || []).filter(function (id) { return index.terms.outcome.has(id); });
    if (!list.length) list = index.felt;
    if (!list.length) return false;
    reading.assumed = list;
    reading.outcome = reading.main && list.indexOf(reading.main.id) >= 0 ? reading.main.id : list[0];
    return true;
  }

  // "Eases sciatica without drugs": what is spared is told by the way.
  function spares(note, reading) {
    var at = reading.main.at, ill = reading.conditionAt;
    // "..., with no surgery": after what is promised.
    var before = note.tokens[at.from - 1];
    if (note.tokens[at.from].w === "no" && before && before.w === "with" && before.comma) return (reading.cues || []).some(function (cue) { return cue.id === "good" && cue.to < at.from; });
    return Boolean(ill) && ill.to <= at.from && (note.tokens[at.from].w === "without" || at.from > 0 && note.tokens[at.from - 1].w === "without") &&
      (reading.cues || []).some(function (cue) { return easing(reading, cue); });
  }

  function easing(reading, cue) {
    var ill = reading.conditionAt;
    return Boolean(ill) && (cue.id === "good" || cue.id === "fall") && cue.to <= ill.from && ill.from - cue.to <= 2;
  }

  // "Cures sciatica": the verb is no outcome of its own; what is cured is the complaint.
  function cures(index, reading) {
    var kept = (index.by.intervention.get(reading.intervention) || []).some(function (claim) { return claim.outcome === reading.main.id; });
    return reading.intervention && (reading.main.verb && reading.condition || !kept) && (reading.direction === "improves" || reading.direction === "no-effect") &&
      among(index, "told-by-verbs", reading.main.id);
  }

  // A treatment of ours is named beside what it may change, and nothing says that a mere fact is told.
  function promised(index, note, span, reading) {
    if (reading.goes) return true;
    if (!reading.intervention || reading.carried && !reading.condition) return false;
    // "Doctors send people with sciatica to bed": the words tell a plain fact of the treatment.
    if (factual(reading, HINT)) return false;
    if (hits(note, "mode", span).some(function (hit) { return TELLING[hit.id]; })) return false;
    if (hits(note, "kind", span).some(function (hit) { return hit.id !== "frequency" && hit.id !== "prognosis" && !needed(note, hit); })) return false;
    return !index.generic.has(reading.intervention) || Boolean(reading.condition && index.core.has(reading.condition));
  }

  // The words tell a plain fact, of the treatment where one is spoken of.
  function factual(reading, sure) { return own.taught.fact(reading.heard.held || reading.heard.outcome, sure); }

  // "A scan is needed for everyone", and not "to tell what it is": what must be done is said to do good.
  function needed(note, hit) {
    return hit.id === "diagnosis" && /^(?:needed|necessary|required|essential)$/.test(note.tokens[hit.to - 1].w) && (note.tokens[hit.to] || {}).w !== "to";
  }

  var TELLING = { definition: 1, record: 1, guideline: 1, warning: 1, experience: 1 };

  own.unnamed = { cited: cited, inherit: inherit, subject: subject, outcome: outcome, defaults: defaults, wish: wish, promised: promised };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
