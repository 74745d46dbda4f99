// 7, fifth part. Settle: which treatment or finding a statement is about, and which outcome, when what stands in it and what
// all its words tell (10-taught.js) are weighed together. Only what is held comes into question, or what is named.
(function (own) {
  "use strict";

  var among = own.index.among;

  // What it counts that something stands in the statement, in the points of what its words tell: a treatment by name, an
  // everyday one, one after the first, one spoken of before; a finding; an outcome that a verb changes, one only named, one
  // named beside the main one or as part of another name; what people come for, and what else they may; a fact by words of
  // its own; no subject at all, or that of the text before; and that nothing is held of an outcome with this treatment.
  var POINTS = {
    treatment: 12, everyday: 6, further: -3, before: 14, finding: 9,
    changed: 12, named: 3, beside: 1, implied: 4, wished: 5, guessed: 1.5, fact: 6, nothing: 0, earlier: 3, unheld: -5, untold: -7
  };
  var LEVEL = 0.3;  // how near the main outcome another one stands that may as well be it
  var KNOWN = 3, SUBJECTS = 6, OUTCOMES = 8;  // words that must be known; how many that are not named come into question

  function settle(index, note, span, reading, context) {
    // Signs of an emergency are answered by what guidelines say of these, and by nothing that is only supposed.
    if (reading.heard.subject.known < KNOWN || reading.urgent && !reading.treatmentAt) return;
    var told = outcomes(index, note, span, reading);
    var best = pair(index, reading.heard, owners(index, subjects(index, note, span, reading, context), told), told);
    if (!best) return;
    var fact = isFact(best.outcome);
    if (best.subject === own.taught.NONE) clear(reading);
    else if (best.subject !== (reading.intervention || reading.factor)) turn(index, reading, best.subject, context);
    if (fact) tell(reading, best.outcome.slice(1));
    else if (best.outcome !== own.taught.NONE && !same(index, reading, best.outcome)) change(index, note, span, reading, best.outcome);
  }

  // The subjects, and those of the facts that come into question: a fact is told of nothing else.
  function owners(index, subjects, outcomes) {
    outcomes.filter(function (one) { return isFact(one.id); }).forEach(function (one) {
      var id = own.taught.about(index.by.id.get(one.id.slice(1))).subject;
      if (!subjects.some(function (subject) { return subject.id === id; })) subjects.push({ id: id, points: 0, stands: false });
    });
    return subjects;
  }

  function isFact(id) { return own.taught.isFact(id); }

  // "Eases sciatica": which pain people with it come for is known from the complaint.
  function same(index, reading, id) {
    return id === reading.outcome || Boolean(reading.assumed) && own.match.relation(index, "outcome", id, reading.outcome) === "family";
  }

  // The likeliest of each with each: {subject, outcome, points}.
  function pair(index, heard, subjects, outcomes) {
    var best = null;
    subjects.forEach(function (subject) {
      var line = [subject.id].concat(above(index, subject.id));
      outcomes.forEach(function (outcome) {
        var holder = line.find(function (id) { return heldOf(index, id).has(outcome.id); }), kept = Boolean(holder);
        if (!kept && !(subject.stands && outcome.stands && !isFact(outcome.id))) return;
        var points = told(heard, holder || subject.id, outcome.id) + subject.points + outcome.points + (kept || outcome.id === own.taught.NONE ? 0 : POINTS.unheld);
        if (!best || points > best.points) best = { subject: subject.id, outcome: outcome.id, points: points };
      });
    });
    return best;
  }

  // What all words tell of both together; of what no example tells, nothing speaks against it. Where no outcome is told:
  // what the words tell of the subject.
  function told(heard, subject, outcome) {
    var found = heard.pair(subject, outcome);
    if (found === null && outcome === own.taught.NONE) found = heard.subject.points(subject);
    return found === null || found === -Infinity ? heard.subject.points(heard.subject.best) : found;
  }

  // The broader treatments that one belongs to: what is held of them is held of it.
  function above(index, id) {
    var broader = index.above.intervention.get(id);
    return broader ? Array.from(broader.keys()) : [];
  }

  // What is held of a treatment or a finding, or of neither: the outcomes of its claims, and its facts.
  function heldOf(index, id) {
    if (!index.held) {
      index.held = new Map();
      index.claims.forEach(function (claim) {
        var about = own.taught.about(claim);
        if (!index.held.has(about.subject)) index.held.set(about.subject, new Set());
        index.held.get(about.subject).add(about.outcome);
      });
    }
    return index.held.get(id) || new Set();
  }

  function subjects(index, note, span, reading, context) {
    var standing = new Map();
    function add(id, points) { if (id && !standing.has(id)) standing.set(id, points); }
    if (reading.carried || reading.inherited) add(reading.intervention || reading.factor, POINTS.before);
    else if (reading.intervention) {
      reading.interventions.forEach(function (hit, at) { add(hit.id, at ? POINTS.further : index.generic.has(hit.id) ? POINTS.everyday : POINTS.treatment); });
    } else reading.factors.forEach(function (id, at) { add(id, at ? POINTS.further : POINTS.finding); });
    if (!standing.size) {
      add(own.taught.NONE, POINTS.nothing);
      add(context.intervention, POINTS.earlier);
    }
    // What is compared with, and what is akin to it, is not what the words tell of; "hanging the washing" has the words of a
    // treatment, and is another thing.
    var aside = own.notes.hits(note, "false", span).map(function (hit) { return hit.id; }).concat(reading.versus && reading.versus.what || []);
    return listed(reading.heard.subject, standing, SUBJECTS).filter(function (one) {
      // Signs of an emergency tell of no treatment but help.
      if (!one.stands && reading.urgent && index.terms.intervention.has(one.id) && !among(index, "alarm-treatments", one.id)) return false;
      return one.stands || !aside.some(function (id) { return id === one.id || own.match.relation(index, "intervention", one.id, id) !== "other"; });
    });
  }

  function outcomes(index, note, span, reading) {
    var standing = new Map();
    function add(id, points) { standing.set(id, Math.max(points, standing.get(id) || 0)); }
    reading.outcomes.forEach(function (one) {
      var points = one.implied ? POINTS.implied : one.cue || among(index, "told-by-phrases", one.id) ? POINTS.changed : POINTS.named;
      var leads = one.id === reading.outcome || !reading.assumed && reading.main && one.points > reading.main.points - LEVEL;
      add(one.id, leads ? points : Math.min(points, POINTS.beside));
    });
    // "Against sciatica": the leg pain that people with it come for, or pain.
    (reading.assumed || []).forEach(function (id, at) {
      var wished = reading.conditionAt && (!at || own.match.relation(index, "outcome", id, reading.assumed[0]) === "family");
      if (!standing.has(id)) add(id, wished ? POINTS.wished : POINTS.guessed);
    });
    if (reading.outcome && !standing.has(reading.outcome)) add(reading.outcome, POINTS.guessed);
    reading.facts.forEach(function (id) { if (index.by.id.has(id) && !index.by.id.get(id).outcome) add(own.taught.FACT + id, POINTS.fact); });
    if (!reading.outcome) standing.set(own.taught.NONE, POINTS.untold);
    return listed(reading.heard.outcome, standing, OUTCOMES).filter(function (one) { return one.stands || supposed(index, note, span, reading, one.id); });
  }

  // Whether an outcome that is not named may be what is told.
  function supposed(index, note, span, reading, id) {
    var fact = isFact(id);
    // "Makes sciatica worse": the complaint itself, and no other harm or fact.
    if (reading.assumed && reading.direction === "worsens" && reading.conditionAt) return false;
    // "Skip bed rest": what is advised against is answered by what it does, or by who else says so, and by no harm it leaves
    // unnamed. Who promises something is not answered by who advises it.
    var kind = fact && index.by.id.get(id.slice(1)).kind;
    var against = reading.intervention && own.notes.hits(note, "mode", span).some(function (hit) { return hit.id === "against"; });
    if (fact) return kind === "guidance" ? !own.gate.told(reading) : kind === "precaution" || !against;
    if (against && index.harms.has(id)) return false;
    // Who should leave a treatment alone: no harm is told that is not named, and the illness that is named is the reason.
    if (own.notes.hits(note, "kind", span).some(function (hit) { return hit.id === "precaution"; })) return false;
    // "No more effective than sham": whether it helps is told, and no harm.
    if (reading.assumed && !reading.guess && index.harms.has(id) && (reading.direction === "improves" || reading.direction === "no-effect")) return false;
    // "Is a very safe thing": no harm is told to come, and nothing else.
    if (reading.direction === "no-harm" && reading.intervention && index.harms.has(reading.outcome)) return index.harms.has(id);
    // "Did as well as with surgery": nobody is said to be spared what is compared with.
    return !(reading.versus && among(index, "told-by-phrases", id));
  }

  // What stands in the statement, and what its words tell of most beside that: {id, points: what it counts to stand there,
  // stands}.
  function listed(told, standing, many) {
    var list = Array.from(standing.keys()).map(function (id) { return { id: id, points: standing.get(id), stands: true }; });
    // Nothing that is less likely than that none of ours is spoken of.
    var likely = told.top(many), away = likely.indexOf(own.taught.ELSEWHERE);
    (away < 0 ? likely : likely.slice(0, away)).forEach(function (id) {
      if (!standing.has(id)) list.push({ id: id, points: 0, stands: false });
    });
    return list;
  }

  // The statement is about the illness itself, whatever else is named in it.
  function clear(reading) {
    Object.assign(reading, { intervention: null, interventions: [], treatmentAt: null, factor: null, factors: [], factorAt: null, carried: false, inherited: false });
  }

  // The statement is about another treatment or finding than the one that leads so far.
  function turn(index, reading, id, context) {
    var hit = reading.interventions.find(function (other) { return other.id === id; });
    if (hit) {
      reading.interventions = [hit].concat(reading.interventions.filter(function (other) { return other !== hit; }));
      reading.intervention = id;
      return;
    }
    reading.carried = id === context.intervention;
    reading.hinted = !reading.carried;
    if (index.terms.intervention.has(id)) {
      reading.interventions = [{ id: id, from: -1, to: -1, weight: 1 }].concat(reading.interventions);
      reading.intervention = id;
    } else {
      Object.assign(reading, { intervention: null, interventions: [], factor: id });
      reading.factors = [id].concat(reading.factors.filter(function (other) { return other !== id; }));
    }
  }

  // A fact is told (a definition, a price): nothing is promised beside it, unless a verb says that something changes.
  function tell(reading, id) {
    reading.fact = id;
    if (reading.assumed || reading.guess || !(reading.main && reading.main.cue)) Object.assign(reading, { outcome: null, parts: [], assumed: null });
  }

  // Another outcome than the one that leads so far changes: one that a verb changes, one of those that people come for, or
  // one that the words tell of.
  function change(index, note, span, reading, id) {
    var all = reading.outcomes.filter(function (one) { return one.id === id; }), first = all.find(function (one) { return one.cue; });
    var before = !reading.assumed && reading.main && reading.outcome;
    reading.outcome = id;
    if (first) {
      Object.assign(reading, { assumed: null, main: first, direction: first.direction || "describes", polarity: first.denied ? "denied" : "affirmed" });
      reading.parts = own.outcomes.listed(reading.outcomes.slice().sort(function (one, other) { return other.points - one.points; }), first);
    } else if (reading.assumed && reading.assumed.indexOf(id) > 0) {
      reading.assumed = [id].concat(reading.assumed.filter(function (other) { return other !== id; }));
      reading.parts = [{ id: id, direction: reading.direction }];
    } else if (before && own.clauses.near(index, before, id)) reading.parts = [{ id: id, direction: reading.direction }];
    else guess(index, note, span, reading, all[0] ? all[0].at : { id: id, from: span.to, to: span.to, weight: 1 });
  }

  // Which way an outcome goes that no verb is bound to: as the last verb of change has it, or as is hoped or feared.
  function guess(index, note, span, reading, at) {
    var cue = turns(reading.cues || []);
    var bound = cue ? own.direction.direct(index, note, at, cue) : { cue: null, direction: null, denied: false };
    var usual = index.harms.has(at.id) ? "worsens" : reading.intervention ? "improves" : "describes";
    // What goes up or down stands in other words: "could do more than before" is no more disability.
    if (at.from === at.to && bound.cue && MOVES[bound.cue.id] && !bound.denied) bound.direction = usual;
    Object.assign(reading, {
      assumed: null, guess: true, polarity: bound.denied ? "denied" : "affirmed",
      direction: among(index, "plain-outcomes", at.id) ? "describes" : bound.direction || usual  // what a thing costs gets no better
    });
    reading.main = { id: at.id, at: at, cue: bound.cue, verb: false, direction: reading.direction, denied: bound.denied, implied: false, points: 0 };
    reading.parts = [{ id: at.id, direction: reading.direction }];
  }

  var MOVES = { rise: 1, fall: 1, rises: 1, falls: 1 };

  // The last verb of change, before words that only tell where something comes from.
  function turns(cues) {
    var last = own.notes.last;
    return last(cues.filter(function (cue) { return cue.id !== "cause" && cue.id !== "link"; })) || last(cues);
  }

  own.settle = { settle: settle, POINTS: POINTS };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
