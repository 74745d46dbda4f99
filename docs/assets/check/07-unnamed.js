// 7, fourth part. Unnamed: the treatment, finding or outcome that a statement leaves unnamed: what was spoken of before, and
// what people come for.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, overlap = notes.overlap, among = own.index.among;

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
    var fact = own.taught.fact(reading.heard.outcome, CLEAR) || hits(note, "kind", span).some(function (hit) { return hit.id === "frequency"; });
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

  var CLEAR = 2;  // how far ahead of all others the words must put a fact
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

  // "A bulging disc means surgery", "few need an operation": how people fare without one, as no treatment is spoken of.
  function spared(index, note, span, reading, context) {
    var told = !reading.intervention && !reading.factor && !context.intervention && (reading.body || Boolean(reading.conditionAt) && index.core.has(reading.condition)) &&
      hits(note, "outcome", span).some(function (hit) { return among(index, "told-by-phrases", hit.id); });
    if (!told) return;
    take(reading, "natural-course");
    reading.goes = true;
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
    if (!cue) return;
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
    if (hits(note, "mode", span).some(function (hit) { return TELLING[hit.id]; })) return false;
    if (hits(note, "kind", span).some(function (hit) { return hit.id !== "frequency" && hit.id !== "prognosis" && !needed(note, hit); })) return false;
    return !index.generic.has(reading.intervention) || Boolean(reading.condition && index.core.has(reading.condition));
  }

  // "A scan is needed for everyone", and not "to tell what it is": what must be done is said to do good.
  function needed(note, hit) {
    return hit.id === "diagnosis" && /^(?:needed|necessary|required|essential)$/.test(note.tokens[hit.to - 1].w) && (note.tokens[hit.to] || {}).w !== "to";
  }

  var TELLING = { definition: 1, record: 1, guideline: 1, warning: 1, experience: 1 };

  own.unnamed = { cited: cited, inherit: inherit, spared: spared, defaults: defaults, wish: wish, promised: promised };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
