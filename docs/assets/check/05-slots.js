// 5. Slots: the notes of a sentence -> what it asserts, once per statement in it.
(function (own) {
  "use strict";

  var notes = own.notes, overlap = notes.overlap, inside = notes.inside;

  // One sentence -> readings in the order of the text. `context` holds what the sentences before were about.
  function read(index, sentence, context) {
    var note = notes.take(index, sentence.text, sentence.a), list = note.tokens;
    context.note = note;
    if (!list.length) return [];
    var readings = [], before = null;
    clauses(note).forEach(function (span) {
      var reading = clause(index, note, span, before, context);
      readings.push(reading);
      if (reading.intervention || reading.factor) before = reading;
    });
    readings = merge(index, readings);
    readings.forEach(function (reading) {
      var first = list[reading.span.from], last = list[reading.span.to - 1];
      reading.a = readings.length > 1 ? first.a : sentence.a;
      reading.b = readings.length > 1 ? last.b : sentence.b;
      reading.sentence = sentence.text;
      reading.heading = sentence.heading;
      reading.question = /\?["'”’)]*$/.test(sentence.text);
    });
    remember(index, note, readings, context, sentence);
    return readings;
  }

  function hits(note, group, span) {
    return notes.all(note, group).filter(function (hit) { return hit.from >= span.from && hit.to <= span.to; });
  }

  // --- Where one statement ends and the next begins ------------------------------------------------------------------

  function clauses(note) {
    var list = note.tokens, ends = new Set(), starts = [];
    notes.all(note, "joint").forEach(function (hit) {
      if (hit.id === "always" && hit.from > 0) ends.add(hit.from);
      if (hit.id === "verb" && verbAfter(note, hit.to)) ends.add(hit.from);
    });
    list.forEach(function (token, at) {
      if (at && token.wall) ends.add(at);
      if (at && token.comma && verbAfter(note, at)) ends.add(at);
    });
    notes.all(note, "chain").forEach(function (hit) {
      // "... and so ...": what follows is the point of the same statement, not a second one.
      for (var at = hit.from; at < hit.to; at++) ends.delete(at);
    });
    starts = Array.from(ends).filter(function (at) { return !covered(note, at); }).sort(function (x, y) { return x - y; });
    var spans = [], from = 0;
    starts.concat([list.length]).forEach(function (at) {
      if (at > from) spans.push({ from: from, to: at });
      from = at;
    });
    return join(note, spans);
  }

  var HELPERS = /^(?:may|might|can|could|will|would|should|also|then|even|not|do|does|is|are|be|help|helps|to|it|get|gets|get|you)$/;

  // A verb that tells a direction stands here, perhaps after an adverb; or a noun and its "went down".
  function verbAfter(note, at) {
    var till = at + 2;
    while (till - at < 6 && note.tokens[till - 1] && HELPERS.test(note.tokens[till - 1].w)) till++;
    var cues = notes.all(note, "direction");
    return cues.some(function (hit) {
      return hit.from >= at && hit.from <= till && ["good", "fall", "rise", "bad"].indexOf(hit.id) >= 0;
    }) || notes.all(note, "outcome").some(function (noun) {
      return noun.from >= at && noun.from <= at + 6 && cues.some(function (hit) {
        return (hit.id === "falls" || hit.id === "rises") && hit.from >= noun.to && hit.from <= noun.to + 2;
      });
    });
  }

  // Inside a name, nothing is split.
  function covered(note, at) {
    return ["intervention", "condition", "outcome", "factor", "versus", "direction"].some(function (group) {
      return notes.all(note, group).some(function (hit) { return hit.from < at && hit.to > at; });
    });
  }

  // A piece that is no statement of its own goes with its neighbour.
  function join(note, spans) {
    var joined = [];
    spans.forEach(function (span) {
      var last = joined[joined.length - 1];
      if (last && !(whole(note, span) && whole(note, last))) last.to = span.to;
      else joined.push({ from: span.from, to: span.to });
    });
    return joined;
  }

  function whole(note, span) {
    if (!hits(note, "direction", span).length) return false;
    return ["outcome", "condition"].some(function (group) { return hits(note, group, span).length > 0; });
  }

  // Pieces that say the same of the same are one.
  function merge(index, readings) {
    var kept = [];
    readings.forEach(function (reading) {
      var twin = kept.find(function (other) {
        return (other.intervention === reading.intervention && other.factor === reading.factor) &&
          (other.outcome === reading.outcome || !reading.outcome || near(index, other.outcome, reading.outcome)) &&
          (other.direction === reading.direction || !reading.outcome);
      });
      if (!twin) { kept.push(reading); return; }
      twin.span = { from: Math.min(twin.span.from, reading.span.from), to: Math.max(twin.span.to, reading.span.to) };
      twin.parts = twin.parts.concat(reading.parts.filter(function (part) {
        return !twin.parts.some(function (other) { return other.id === part.id; });
      }));
      if (!twin.condition) twin.condition = reading.condition;
      if (rank(reading.strength) > rank(twin.strength)) { twin.strength = reading.strength; }
    });
    return kept;
  }

  function rank(strength) { return ["hedged", "plain", "absolute"].indexOf(strength); }

  function near(index, one, other) { return one === other || Boolean(one && other && index.near.has(one + " " + other)); }

  // --- One statement -------------------------------------------------------------------------------------------------

  function clause(index, note, span, before, context) {
    var reading = {
      span: span, intervention: null, interventions: [], factor: null, condition: null, conditions: [], outcome: null,
      outcomes: [], parts: [], direction: "describes", polarity: "affirmed", strength: "plain", mode: "fact",
      quantifier: null, size: null, kind: null, versus: null, time: null, population: [], share: null, via: null,
      carried: false, foreign: null, business: false, tokens: note.tokens.slice(span.from, span.to), words: []
    };
    var wide = { from: 0, to: note.tokens.length };
    reading.versus = versus(index, note, span);
    treatments(index, note, span, reading);
    conditions(index, note, span, wide, reading);
    inherit(index, note, span, reading, before, context);
    outcomes(index, note, span, reading);
    effectSide(index, note, span, reading);
    defaults(index, note, span, reading);
    manner(index, note, span, wide, reading);
    reading.kind = kind(index, note, span, reading);
    // "Tight hips cause back pain": the pain is the complaint that comes about, and no outcome beside it.
    if (reading.factor && !reading.intervention && (reading.kind === "cause" || reading.kind === "association") && reading.condition &&
      (index.language["complaint-outcomes"] || []).indexOf(reading.outcome) >= 0) { reading.outcome = null; reading.parts = []; }
    elsewhere(index, note, span, reading, context);
    return reading;
  }

  // "better than X", "as good as X", "instead of X".
  function versus(index, note, span) {
    var found = hits(note, "versus", span)[0];
    if (!found) return null;
    var after = { from: found.to, to: Math.min(span.to, found.to + (found.id === "instead" ? 4 : 12)) };
    var what = hits(note, "intervention", after)[0] || null, sort = hits(note, "comparator", after)[0] || null;
    if (found.id === "instead" && !what) return null;
    // "without surgery" compares; "did without it after decompression" does not.
    if (found.id === "instead" && !index.background.has(what.id) && found.to - found.from < 2) return null;
    return {
      relation: found.id, from: found.from, to: found.to, what: what ? what.id : null, sort: sort ? sort.id : null,
      end: what ? what.to : sort ? sort.to : found.to
    };
  }

  function compared(reading, hit) {
    var versus = reading.versus;
    if (!versus || versus.relation === "add-on") return false;
    return hit.from >= versus.to && hit.from <= (versus.relation === "instead" ? versus.end + 2 : versus.to + 12);
  }

  // Which treatment (or exposure) the statement is about.
  function treatments(index, note, span, reading) {
    var stands = index.language["factor-conditions"] || {};
    var factors = hits(note, "factor", span).sort(function (one, other) {
      return Boolean(stands[one.id]) - Boolean(stands[other.id]) || one.from - other.from;
    });
    var told = hits(note, "direction", span).some(function (cue) { return cue.id === "cause" || cue.id === "link"; });
    // "Back pain" and "a slipped disc" are complaints, unless something is said to come of them.
    if (!told) factors = factors.filter(function (hit) { return !stands[hit.id]; });
    var found = hits(note, "intervention", span).filter(function (hit) {
      return !factors.some(function (factor) { return overlap(factor, hit); });
    });
    var avoided = hits(note, "outcome", span).filter(function (hit) { return hit.id === "surgery-avoidance" || hit.id === "medicine-use"; });
    reading.factor = factors.length ? factors[0].id : null;
    reading.factorAt = factors[0] || null;
    var list = found.filter(function (hit) {
      return !compared(reading, hit) && !avoided.some(function (other) { return overlap(other, hit); });
    });
    // "Weak glutes" is not glute training, also when the glutes are named twice.
    var against = index.heads.factor[reading.factor];
    if (against && told) list = list.filter(function (hit) { return against !== hit.id; });
    else if (against) {
      // "Loosening tight hips eases ..." speaks of the treatment that is sold against the finding.
      list = list.concat([{ id: against, from: factors[0].from, to: factors[0].to, weight: factors[0].weight }]);
      reading.factor = reading.factorAt = null;
    }
    list = afterJoint(note, span, list);
    var front = list.filter(function (hit) { return !index.background.has(hit.id); });
    if (front.length) list = front;
    reading.interventions = order(index, note, list);
    reading.intervention = reading.interventions.length ? reading.interventions[0].id : null;
    reading.treatmentAt = reading.interventions[0] || null;
  }

  // "Always ice, because people who use heat ...": the verb comes after the joint, and so does its treatment.
  function afterJoint(note, span, list) {
    var joint = last(hits(note, "joint", span).filter(function (hit) { return hit.id === "always"; }));
    if (!joint) return list;
    var cues = hits(note, "direction", span), later = list.filter(function (hit) { return hit.from >= joint.to; });
    var before = cues.some(function (cue) { return cue.to <= joint.from; }), after = cues.some(function (cue) { return cue.from >= joint.to; });
    return later.length && after && !before ? later : list;
  }

  // Specific before general, first before later.
  function order(index, note, list) {
    function worth(hit) {
      var points = index.generic.has(hit.id) ? 0 : 2;
      list.forEach(function (other) {
        if (index.above.intervention.get(hit.id) && index.above.intervention.get(hit.id).has(other.id)) points += 1;
      });
      return points + Math.min(hit.weight, 3) * 0.3 - hit.from * 0.02;
    }
    var ids = new Set();
    return list.slice().sort(function (one, other) { return worth(other) - worth(one); }).filter(function (hit) {
      if (ids.has(hit.id)) return false;
      ids.add(hit.id);
      return true;
    });
  }

  function conditions(index, note, span, wide, reading) {
    var found = hits(note, "condition", span);
    if (!found.length) found = hits(note, "condition", wide);
    var core = found.filter(function (hit) { return index.core.has(hit.id); });
    var list = core.length ? core : found;
    // The narrower of two names in one place: "pinched nerve" is a radiculopathy rather than a back problem.
    // Whatever is narrower than the broadest of all comes first: "low back and leg pain from a slipped disc".
    list = list.slice().sort(function (one, other) {
      return (one.id === index.main) - (other.id === index.main) || one.from - other.from || other.weight - one.weight;
    });
    reading.conditions = list.map(function (hit) { return hit.id; }).filter(function (id, i, ids) { return ids.indexOf(id) === i; });
    reading.condition = reading.conditions[0] || null;
    reading.conditionAt = list[0] || null;
  }

  // "It", "this treatment" and clauses without a subject take the treatment from before.
  function inherit(index, note, span, reading, before, context) {
    if (reading.intervention || reading.factor) return;
    if (before && (before.intervention || before.factor)) {
      reading.intervention = before.intervention;
      reading.interventions = before.interventions;
      reading.factor = before.factor;
      if (!reading.condition) { reading.condition = before.condition; reading.conditions = before.conditions; }
      reading.inherited = true;
      return;
    }
    if (!context.intervention) return;
    var points = hits(note, "carry", span).length > 0 || context.close;
    if (!points) return;
    reading.intervention = context.intervention;
    reading.interventions = [{ id: context.intervention, from: -1, to: -1, weight: 1 }];
    reading.carried = true;
    if (!reading.condition && context.condition) { reading.condition = context.condition; reading.conditions = [context.condition]; }
  }

  // --- What changes, and which way -----------------------------------------------------------------------------------

  function outcomes(index, note, span, reading) {
    var cues = hits(note, "direction", span), chain = last(hits(note, "chain", span)), named = {};
    // "Nerve glides make the nerve glide": the second time it is what comes about.
    hits(note, "intervention", span).forEach(function (hit) { named[hit.id] = Math.min(hit.from, hit.id in named ? named[hit.id] : 1e9); });
    var found = hits(note, "outcome", span).filter(function (hit) {
      if (compared(reading, hit)) return false;
      return !["intervention", "factor"].some(function (group) {
        return hits(note, group, span).some(function (other) {
          var again = group === "factor" || named[other.id] < other.from;
          return inside(hit, other) || !again && hit.from === other.from && hit.to === other.to;
        });
      });
    });
    var asides = hits(note, "aside", span), main = afterModal(note, span, cues), general = index.language["general-outcomes"] || [];
    reading.cues = cues;
    reading.outcomes = found.map(function (hit) {
      var bound = bind(index, note, span, hit, cues, found), points = Math.min(hit.weight, 4) * 0.4;
      var implied = hits(note, "condition", span).some(function (other) { return hit.from >= other.from && hit.to <= other.to; });
      if (chain && hit.from >= chain.to) points += 5;
      if (bound.cue && bound.cue.from <= hit.from) points += 1.5;
      if (!bound.cue) points -= 1.5;
      if (implied) points -= 1.5;
      // A word that is only the verb ("heal", "flare up"), or "without surgery" said by the way.
      var verb = bound.cue && hit.weight < 2 && bound.cue.from === hit.from && (bound.cue.to === hit.to || general.indexOf(hit.id) >= 0);
      if (verb) points -= 3;
      if (asides.some(function (aside) { return aside.to <= hit.from; })) points -= 4;
      if (reading.versus && reading.versus.relation === "instead" && overlap(hit, reading.versus)) points -= 3;
      if (main && hit.to <= main.from && !(bound.cue && bound.cue.from >= main.from)) points -= 3;
      return {
        id: hit.id, at: hit, cue: bound.cue, verb: verb, direction: bound.direction, denied: bound.denied, implied: implied,
        points: points - hit.from * 0.03
      };
    });
    var ranked = reading.outcomes.slice().sort(function (one, other) { return other.points - one.points; });
    var first = ranked[0];
    if (!first) return;
    reading.outcome = first.id;
    reading.direction = first.direction || "describes";
    // "The table pulls the disc back in": the outcome itself holds the verb, or one that we do not know.
    if (!first.cue && promised(index, note, span, reading)) {
      var better = (index.terms.outcome.get(first.id) || {}).better;
      reading.direction = better === "neither" ? "increases" : index.harms.has(first.id) ? "worsens" : "improves";
      reading.guess = true;
    }
    reading.polarity = first.denied ? "denied" : "affirmed";
    reading.main = first;
    reading.parts = listed(ranked, first);
    reading.via = ranked.filter(function (other) { return chain && other.at.to <= chain.from; }).map(function (other) { return other.id; })[0] || null;
  }

  // A treatment of ours is named beside what it may change, and nothing says that a mere fact is told.
  function promised(index, note, span, reading) {
    if (!reading.intervention || reading.carried && !reading.condition) return false;
    if (hits(note, "mode", span).some(function (hit) { return TELLING[hit.id]; })) return false;
    if (hits(note, "kind", span).some(function (hit) { return hit.id !== "frequency" && hit.id !== "prognosis"; })) return false;
    return !index.generic.has(reading.intervention) || Boolean(reading.condition && index.core.has(reading.condition));
  }

  var TELLING = { definition: 1, record: 1, guideline: 1, warning: 1, experience: 1 };

  // The verb after "may", "can" or "will": what stands before it is how, what stands after it is what is promised.
  function afterModal(note, span, cues) {
    for (var at = span.from; at < span.to; at++) {
      if (!/^(?:may|might|can|could|will|would|should)$/.test(note.tokens[at].w)) continue;
      var cue = cues.find(function (hit) { return hit.from > at && hit.from <= at + 3; });
      if (cue) return cue;
    }
    return null;
  }

  // "Sitting is a factor in the loss of the curve": what is named as a finding is here what comes about.
  function effectSide(index, note, span, reading) {
    var at = reading.factorAt, gives = (index.language["factor-outcomes"] || {})[reading.factor];
    if (!at || !gives || reading.intervention) return;
    var cue = (reading.cues || []).find(function (hit) { return hit.id === "cause"; });
    if (!cue || cue.to > at.from || /^(?:due|because|result|stem|come)/.test(note.tokens[cue.from].w)) return;
    reading.outcome = gives;
    reading.direction = "causes";
    reading.parts = [];
    reading.brought = true;
  }

  function last(list) { return list.length ? list[list.length - 1] : null; }

  // Items of a list under the same verb as the main outcome.
  function listed(ranked, main) {
    var ids = new Set();
    return ranked.filter(function (other) {
      if (!main.cue && other !== main || other.cue !== main.cue || ids.has(other.id) || other.verb && !main.verb || other.points < main.points - 3) return false;
      ids.add(other.id);
      return true;
    }).sort(function (one, other) { return one.at.from - other.at.from; })
      .map(function (other) { return { id: other.id, direction: other.direction }; });
  }

  // The cue that tells which way an outcome goes: the verb before it, or the one that follows it ("pain went down").
  function bind(index, note, span, hit, cues, found) {
    var within = cues.filter(function (cue) { return overlap(cue, hit) && cue.id !== "cause" && cue.id !== "link"; })[0];
    var before = null, after = null;
    cues.forEach(function (cue) {
      if (cue.to <= hit.from && cue.id !== "falls" && cue.id !== "rises") {
        if (!before || cue.from >= before.from) before = stronger(before, cue, hit);
      } else if (cue.from >= hit.to && cue.from - hit.to <= (before ? 5 : 8) && !after && !between(found, hit, cue)) after = cue;
    });
    var moves = after && (after.id === "falls" || after.id === "rises" || after.from - hit.to <= 2 && before === null);
    var cue = within || (moves ? after : before) || after;
    if (!cue) return { cue: null, direction: null, denied: false };
    return direct(index, note, hit, cue);
  }

  // A verb of change beats a word of cause or a mere adjective that stands before it.
  function stronger(one, other) {
    if (!one) return other;
    var weak = { cause: 1, link: 1 };
    if (weak[other.id] && !weak[one.id]) return other.from - one.from > 6 ? other : one;
    return other;
  }

  function between(found, hit, cue) {
    return found.some(function (other) { return other !== hit && other.from >= hit.to && other.to <= cue.from; });
  }

  function direct(index, note, hit, cue) {
    var term = index.terms.outcome.get(hit.id) || {}, end = pole(note, hit), better = term.better;
    // Named by its other end, less is more: "reduces stiffness" raises flexibility.
    if (end === "bad" && better === "higher") better = "lower";
    if (end === "good" && better === "lower") better = "higher";
    var way = { falls: "fall", rises: "rise" }[cue.id] || cue.id, denied = negated(note, cue), direction = null;
    if (way === "none") direction = "no-effect";
    else if (way === "cause") direction = better === "lower" ? "worsens" : "causes";
    else if (way === "link") direction = "associated";
    else if (better === "neither" || !better) direction = way === "fall" || way === "bad" ? "decreases" : "increases";
    else if (way === "good") direction = "improves";
    else if (way === "bad") direction = "worsens";
    else direction = (way === "fall") === (better === "lower") ? "improves" : "worsens";
    if (denied && direction !== "no-effect") {
      direction = direction === "worsens" ? "no-harm" : "no-effect";
    }
    return { cue: cue, direction: direction, denied: denied };
  }

  function pole(note, hit) {
    var found = notes.all(note, "pole").filter(function (end) { return end.id === hit.id && overlap(end, hit); });
    found.sort(function (one, other) { return other.weight - one.weight; });
    return found.length ? found[0].end : null;
  }

  // A negation shortly before the verb, or a subject that is a negation ("nothing helps", "no study shows").
  function negated(note, cue) {
    return notes.all(note, "negation").some(function (hit) {
      if (overlap(hit, cue) || hit.to > cue.from) return false;
      for (var at = hit.to; at < cue.from; at++) {
        var token = note.tokens[at];
        if (token.wall || /^(?:but|because|although|though|which|that|if|when|so|and)$/.test(token.w)) return false;
      }
      return cue.from - hit.to <= 4 || hit.from <= 1 && cue.from - hit.to <= 8;
    });
  }

  // "helps sciatica", "is effective": no outcome is named, so it is what people come for.
  function defaults(index, note, span, reading) {
    if (reading.outcome && !(reading.main && reading.main.implied)) return;
    var cues = (reading.cues || []).filter(function (cue) { return ["good", "bad", "none", "fall", "falls"].indexOf(cue.id) >= 0; });
    var cue = cues[0], state = hits(note, "mode", span).find(function (hit) { return hit.id === "evidence"; });
    if (reading.main && reading.main.implied && reading.main.cue && !reading.intervention) return;
    if (!cue && state) cue = { id: "none", from: state.from, to: state.to };
    var here = reading.conditionAt && reading.conditionAt.from >= span.from && reading.conditionAt.to <= span.to;
    if (!cue && here && index.core.has(reading.condition) && !reading.factor && promised(index, note, span, reading)) {
      cue = { id: "good", from: span.from, to: span.from };
      reading.guess = true;
    }
    if (!cue) return;
    var treats = reading.intervention || reading.interventions.length;
    if (!treats && !reading.condition) return;
    var wished = index.language["default-outcomes"] || {};
    var list = (wished[reading.condition] || wished.any || []).filter(function (id) { return index.terms.outcome.has(id); });
    if (!list.length) list = index.felt;
    if (!list.length) return;
    reading.assumed = list;
    reading.outcome = reading.main && list.indexOf(reading.main.id) >= 0 ? reading.main.id : list[0];
    var denied = negated(note, cue);
    reading.direction = cue.id === "none" || denied ? "no-effect" : cue.id === "bad" ? "worsens" : "improves";
    if (denied && cue.id === "bad") reading.direction = "no-harm";
    reading.polarity = denied ? "denied" : "affirmed";
    reading.parts = [{ id: reading.outcome, direction: reading.direction }];
  }

  // --- How it is said ------------------------------------------------------------------------------------------------

  function manner(index, note, span, wide, reading) {
    reading.strength = strength(note, span, wide);
    reading.mode = mode(index, note, span, wide, reading);
    if (reading.mode === "evidence") { reading.direction = "no-effect"; }
    reading.quantifier = first(hits(note, "quantifier", span), ["only", "must", "best", "most", "all", "none", "sometimes", "some", "often"]);
    reading.size = first(hits(note, "size", span), ["large", "small"]);
    reading.time = first(hits(note, "time", span), ["long", "short"]);
    reading.population = hits(note, "population", wide).map(function (hit) { return hit.id; });
    reading.share = share(note, span);
    reading.numbers = numbers(note, span);
  }

  function first(found, wanted) {
    return wanted.find(function (id) { return found.some(function (hit) { return hit.id === id; }); }) || null;
  }

  function strength(note, span, wide) {
    var found = hits(note, "strength", span);
    if (!found.length) found = hits(note, "strength", wide).filter(function (hit) { return hit.to <= span.from + 1; });
    var ids = new Set(found.map(function (hit) { return hit.id; }));
    if (ids.has("hedged") && !ids.has("firm")) return "hedged";
    if (ids.has("shown") && !note.tokens.slice(span.from, span.to).some(function (token) { return token.w === "can"; })) return "absolute";
    return ids.has("absolute") || ids.has("firm") ? "absolute" : ids.has("hedged") ? "hedged" : "plain";
  }

  // The speech act; the order of the list decides where two fit.
  function mode(index, note, span, wide, reading) {
    var ids = new Set(hits(note, "mode", wide).map(function (hit) { return hit.id; })), has = function (id) { return ids.has(id); };
    if (has("evidence") && !has("experience")) return "evidence";
    if (has("experience") && /(^|\W)(?:i|my|me|we hear|thousands|countless|patients tell|patients love)(\W|$)/i.test(note.text)) return "experience";
    if (has("opinion")) return "opinion";
    if (has("puffery") && !has("checkable")) return "puffery";
    if (has("aim")) return "aim";
    if (has("guideline")) return "guideline";
    if (reading.direction === "no-harm" || has("reassurance") && (!reading.outcome || index.harms.has(reading.outcome))) return "reassurance";
    if (has("warning") && (reading.direction === "worsens" || !reading.outcome || hits(note, "kind", wide).some(function (hit) { return hit.id === "precaution"; }))) return "warning";
    if (has("study")) return "study";
    if (has("belief")) return "belief";
    if (has("advice") && (!reading.main || !reading.main.cue) && (!reading.assumed || reading.guess)) return "advice";
    if (has("definition") && reading.direction === "describes") return "definition";
    if (has("record") && reading.direction === "describes") return "record";
    return "fact";
  }

  // "86 %", "9 out of 10": a share of people.
  function share(note, span) {
    var list = note.tokens, a = list[span.from].z, text = note.text.slice(0);
    var percent = /(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)/.exec(text);
    if (percent && Number(percent[1]) <= 100) return Number(percent[1]);
    var of = /\b(\d{1,4}) (?:out of|of|in) (?:the |every |his |her |their )?(\d{1,4})\b/.exec(text);
    if (of && Number(of[1]) <= Number(of[2]) && Number(of[2]) > 1) return Math.round(100 * Number(of[1]) / Number(of[2]));
    return null;
  }

  // Figures as printed; years and numbers inside names are left out.
  function numbers(note, span) {
    return note.tokens.slice(span.from, span.to).filter(function (token, i, list) {
      return /^\d/.test(token.w) && !/^(?:19|20)\d\d$/.test(token.w) && !(i && list[i - 1].b === token.a && /[a-z]$/.test(list[i - 1].w));
    }).map(function (token) { return token.w.replace(/,/g, ""); });
  }

  function kind(index, note, span, reading) {
    var ids = new Set(hits(note, "kind", span).map(function (hit) { return hit.id; }));
    var ways = new Set((reading.cues || []).map(function (cue) { return cue.id; }));
    var treated = reading.intervention && !reading.carriedAway;
    if (reading.mode === "guideline" || ids.has("guidance")) return "guidance";
    if (treated && ids.has("precaution")) return "precaution";
    if (treated && reading.intervention !== "natural-course") {
      if (reading.direction === "worsens" || reading.direction === "no-harm") return "harm";
      if (reading.direction === "describes" || !reading.outcome) return ids.has("anatomy") ? "anatomy" : "record";
      return "effect";
    }
    if (ids.has("prognosis") || reading.intervention === "natural-course") return "prognosis";
    if (ids.has("frequency")) return "frequency";
    if (ids.has("diagnosis")) return "diagnosis";
    if (ways.has("link") && !ways.has("cause")) return "association";
    if (ways.has("cause")) return "cause";
    if (ways.has("link")) return "association";
    if (ids.has("anatomy")) return "anatomy";
    return reading.outcome && reading.direction !== "describes" ? (reading.factor ? "cause" : "effect") : "anatomy";
  }

  // Things this knowledge base does not cover, and whether the statement is about them.
  function elsewhere(index, note, span, reading, context) {
    var wide = { from: 0, to: note.tokens.length }, found = hits(note, "elsewhere", wide);
    function of(id) { return found.filter(function (hit) { return hit.id === id && !compared(reading, hit); }); }
    var treatments = of("treatments"), conditions = of("conditions"), ours = reading.treatmentAt;
    reading.business = of("business").length;
    if (reading.kind === "precaution" && ours && !index.generic.has(ours.id)) return;
    if (treatments.length && (!ours || treatments[0].from < ours.from && index.generic.has(ours.id)) && !reading.inherited) {
      reading.foreign = { sort: "treatment", at: treatments[0] };
    } else if (conditions.length && !reading.conditionAt) reading.foreign = { sort: "condition", at: conditions[0] };
    else if (!ours && context.foreign && reading.carried) reading.foreign = { sort: "treatment", at: null };
  }

  // What the next sentence may point back to.
  function remember(index, note, readings, context, sentence) {
    if (sentence.heading) { context.intervention = null; context.foreign = false; context.close = false; }
    readings.forEach(function (reading) {
      if (reading.treatmentAt && !reading.carried && !index.background.has(reading.intervention)) {
        context.intervention = reading.intervention;
        context.foreign = false;
      }
      if (reading.conditionAt && index.core.has(reading.condition)) context.condition = reading.condition;
      if (reading.foreign && reading.foreign.sort === "treatment" && reading.foreign.at) { context.intervention = null; context.foreign = true; }
    });
    context.close = sentence.heading && Boolean(context.intervention) || sentence.item && context.close;
    if (/:$/.test(sentence.text) && context.intervention) context.close = true;
  }

  own.slots = { read: read, near: near };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
