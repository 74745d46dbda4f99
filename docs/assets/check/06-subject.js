// 6, second part. Subject: what a statement is about: treatment or finding, and complaint.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, last = notes.last, overlap = notes.overlap, inside = notes.inside;

  // Which treatment (or exposure) the statement is about.
  function treatments(index, note, span, reading) {
    var cues = hits(note, "direction", span), told = causes(note, cues);
    var factors = together(index, reading, findings(index, note, span, cues, told));
    told = told || arises(note, span, factors);
    var found = hits(note, "intervention", span).filter(function (hit) {
      if (leftOut(note, span, hit, reading) || alarming(index, note, reading, hit)) return false;
      // "Traction restores a flat curve" begins before the finding, and "slump moves" goes on; "glutes" in "weak glutes" do not.
      return !factors.some(function (factor) { return overlap(factor, hit) && hit.from >= factor.from && !inside(factor, hit); });
    });
    var avoided = hits(note, "outcome", span).filter(function (hit) { return hit.id === "surgery-avoidance" || hit.id === "medicine-use"; });
    function spared(hit) { return avoided.some(function (other) { return overlap(other, hit); }); }
    blame(reading, factors);
    var list = meant(note, span, reading, found, found.filter(function (hit) { return !own.comparison.compared(reading, hit) && !spared(hit); }));
    list = weighed(index, note, reading, list, cues, told, factors);
    var done = list.filter(function (hit) { return does(note, hit, list); });
    // What is avoided, and what a treatment does, are outcomes and no treatments.
    reading.done = done.concat(found.filter(spared));
    list = afterJoint(note, span, list.filter(function (hit) { return done.indexOf(hit) < 0; }));
    if ((told || blamed(cues)) && reading.factor) list = list.filter(function (hit) { return !drawn(note, span, reading.factorAt, hit) && !remarked(note, span, reading.factorAt, hit); });
    list = unsaid(note, reading, worked(index, note, list));
    var front = list.filter(function (hit) { return !index.background.has(hit.id) || opens(note, span, hit); });
    if (front.length) list = front;
    if (stray(index, note, reading, list)) list = [];
    reading.interventions = order(index, note, span, list);
    reading.intervention = reading.interventions.length ? reading.interventions[0].id : null;
    reading.treatmentAt = reading.interventions[0] || null;
  }

  // "Scan a hundred healthy people and many have a bulging disc": all words tell a fact about no treatment, and what is named
  // is an everyday one, or a muscle.
  function stray(index, note, reading, list) {
    var told = reading.heard.outcome, claim = own.taught.fact(told, PLAIN) && index.by.id.get(told.best.slice(1)), names = notes.all(note, "muscle");
    if (!claim || claim.intervention || reading.versus) return false;
    return list.every(function (hit) {
      return (index.generic.has(hit.id) || names.some(function (name) { return overlap(name, hit); })) && !spoken(reading, hit.id);
    });
  }

  // Nothing gets better here: what is named is blamed.
  function blamed(cues) {
    return cues.some(function (cue) { return cue.id === "cause" || cue.id === "bad"; }) && !cues.some(function (cue) { return HELPS[cue.id]; });
  }

  // What is praised by a comparison, where nothing is left beside what is compared with.
  function meant(note, span, reading, found, list) {
    // "Nothing has helped as well as X": X is what is praised.
    var praised = reading.versus && none(note, span, reading.versus) ? found.filter(function (hit) { return !list.length || hit.from >= reading.versus.to; }) : [];
    if (praised.length) {
      list = praised;
      reading.versus = null;
      reading.praised = true;
    }
    if (!waited(reading, list)) return list;
    reading.levelled = true;
    return found.filter(function (hit) { return hit.id === reading.versus.what; });
  }

  // Whether a finding is blamed, or what is sold against it praised.
  function weighed(index, note, reading, list, cues, told, factors) {
    // "Weak glutes" is not glute training, also when the glutes are named twice.
    var against = index.heads.factor[reading.factor], bad = blamed(cues);
    if (against && (told || bad)) list = list.filter(function (hit) { return against !== hit.id; });
    else if (against && helped(note, cues, factors[0], list) && !spoken(reading, reading.factor)) {
      // "Loosening tight hips eases ..." speaks of the treatment that is sold against the finding.
      list = list.concat([{ id: against, from: factors[0].from, to: factors[0].to, weight: factors[0].weight }]);
      blame(reading, []);
    }
    return bad || told && reading.factor ? muscles(index, note, reading, list) : list;
  }

  // "When the curve is lost, the nerves are stretched": what a finding brings with it, and no treatment named.
  function arises(note, span, factors) {
    if (!factors.length || !/^(?:when|if|once|as|where)$/.test(note.tokens[span.from].w)) return false;
    var comma = note.tokens.findIndex(function (token, at) { return at > span.from && at < span.to && token.comma; });
    return comma > 0 && factors[0].to <= comma && !hits(note, "intervention", span).some(function (hit) { return !factors.some(function (factor) { return overlap(factor, hit); }); }) &&
      !hits(note, "direction", span).some(function (cue) { return HELPS[cue.id]; });
  }

  // "A numb bum? Get to a hospital, waiting leaves damage": where help is called for, no muscle is trained and no waiting sold.
  function alarming(index, note, reading, hit) {
    return reading.urgent && (bare(note, hit) || reading.helped && index.background.has(hit.id));
  }

  // The name of a muscle and nothing more.
  function bare(note, hit) {
    return notes.all(note, "muscle").some(function (name) { return name.from === hit.from && name.to === hit.to; });
  }

  // "No drugs, no needles, no side effects": in a row of what there is none of, a treatment is what the product spares one.
  function leftOut(note, span, hit, reading) {
    var none = note.tokens.slice(span.from, span.to).filter(function (token) { return NONE.test(token.w); }).length;
    var row = none > 1 && NONE.test((note.tokens[hit.from - 1] || {}).w || "") && NONE.test(note.tokens[span.from].w);
    if (row) reading.spares = true;
    return row;
  }

  var NONE = /^(?:no|without|zero)$/;
  var HELPS = { good: 1, fall: 1, falls: 1 };

  // Something gets better, or a finding and nothing else is spoken of. "A bad back and stiff hips turn up in the same
  // people": who says nothing else of a finding and a complaint says that they go together.
  function helped(note, cues, factor, list) {
    return list.length > 0 || cues.some(function (cue) { return !overlap(cue, factor); }) || !notes.all(note, "condition").length;
  }

  // The finding that all words tell of leads; "tight hamstrings or weak hip flexors tip the pelvis" names several that
  // make up another.
  function together(index, reading, factors) {
    var told = reading.heard.subject, first = factors[0];
    var whole = factors.length > 1 && index.terms.factor.has(told.best) && own.taught.clear(told, SURE) && !factors.some(function (hit) { return hit.id === told.best; });
    if (whole) return [Object.assign({}, first, { id: told.best })].concat(factors);
    return factors.sort(function (one, other) { return spoken(reading, other.id) - spoken(reading, one.id); });
  }

  // All words tell of this finding, and not of what is sold against it.
  function spoken(reading, id) { return Number(reading.heard.subject.best === id && own.taught.clear(reading.heard.subject, CLEAR)); }

  var CLEAR = 2, PLAIN = 3, SURE = 6;  // how far ahead of all others

  // Whether it is told how trouble comes about.
  function causes(note, cues) {
    return cues.some(function (cue) {
      if (cue.id === "cause" && theirs(note, cue) && cues.some(function (other) { return HELPS[other.id] && other.to <= cue.from; })) return false;
      if (cue.id === "cause" || cue.id === "link") return true;
      // "Weak glutes cause back pain that stretching eases" tells a cause; "eases the pain that they cause" does not.
      return cue.id === "bad" && /^caus/.test(note.tokens[cue.from].w) && !cues.some(function (other) { return HELPS[other.id] && other.to <= cue.from; });
    });
  }

  // "The back pain they cause": by the way.
  function theirs(note, cue) {
    return /^caus/.test(note.tokens[cue.from].w) && /^(?:they|it|that|which|these|those)$/.test((note.tokens[cue.from - 1] || {}).w);
  }

  // The findings that may be blamed, complaints last. `told`: see causes.
  function findings(index, note, span, cues, told) {
    var stands = index.language["factor-conditions"] || {}, versus = hits(note, "versus", span);
    return hits(note, "factor", span).filter(function (hit, place, all) {
      // "Overweight people get more back pain": what comes about is not what is blamed.
      if (stands[hit.id] && all.some(function (other) { return !stands[other.id] && other.to <= hit.from; })) return false;
      if (versus.some(function (other) { return other.id === "beside" && other.from > span.from && other.to <= hit.from; })) return false;
      if (!stands[hit.id]) return true;
      // In "people who have no back pain" what is missing is blamed for nothing, and "back pain" and "a slipped disc" are
      // complaints, unless something is said to come of them. In "the root cause of back pain" it is what comes about.
      return told && !/^(?:no|without)$/.test((note.tokens[hit.from - 1] || {}).w || "") &&
        !cues.some(function (cue) { return cue.id === "cause" && cue.from < hit.from && overlap(cue, hit); });
    }).sort(function (one, other) { return Boolean(stands[one.id]) - Boolean(stands[other.id]) || one.from - other.from; });
  }

  // "It could be your glutes", "your hip flexors tip the pelvis": a muscle that is blamed is no treatment of it.
  function muscles(index, note, reading, list) {
    var named = list.filter(function (hit) { return bare(note, hit); });
    var weak = named.map(function (hit) {
      var finding = Object.keys(index.heads.factor).find(function (id) { return index.heads.factor[id] === hit.id; });
      return finding && { id: finding, from: hit.from, to: hit.to, weight: hit.weight };
    }).filter(Boolean);
    if (!reading.factor && weak.length && named.length === list.length) blame(reading, weak);
    return reading.factor ? list.filter(function (hit) { return named.indexOf(hit) < 0; }) : list;
  }

  // "Inversion gave me stronger abs": what is done to a muscle is named, and the muscle is no training of it.
  function worked(index, note, list) {
    var done = list.filter(function (hit) { return !bare(note, hit); });
    return list.filter(function (hit) {
      return !bare(note, hit) || !done.some(function (other) { return !sort(index, hit.id, other.id) && !index.background.has(other.id); });
    });
  }

  // "My physio says that walking helps": who tells it is no treatment beside the one that is told of, or that is blamed.
  function unsaid(note, reading, list) {
    var told = reading.heard.subject, tellers = notes.all(note, "speaker");
    function teller(hit) { return tellers.some(function (other) { return overlap(other, hit) && hit.to - hit.from === 1; }); }
    var left = list.filter(function (hit) { return !teller(hit); });
    return left.length || reading.factor || told.best !== (list[0] || {}).id && own.taught.clear(told, CLEAR) ? left : list;
  }

  // Findings in the order in which they are blamed; the first leads.
  function blame(reading, factors) {
    reading.factors = factors.map(function (hit) { return hit.id; });
    reading.factor = reading.factors[0] || null;
    reading.factorAt = factors[0] || null;
  }

  // "Who waited did as well as who was operated on" tells that the operation brought no more.
  function waited(reading, list) {
    var versus = reading.versus;
    return Boolean(versus && versus.what) && versus.relation === "same" && list.length > 0 && versus.what !== "natural-course" && list.every(function (hit) { return hit.id === "natural-course"; });
  }

  // "Nothing beats X", "few things have helped as well as X", "nowhere is a table better than X".
  function none(note, span, versus) {
    var before = note.tokens[versus.from - 1];
    return versus.from > span.from + 1 && /^(?:nothing|none|no|few|nowhere|nobody|hardly|rarely|seldom|never)$/.test(note.tokens[span.from].w) || Boolean(before) && versus.from > span.from && /^(?:nothing|none)$/.test(before.w);
  }

  // "Massage releases the piriformis", "inversion strengthens your core": what a treatment does is no second treatment.
  function does(note, hit, list) {
    var verb = DOES.exec(note.tokens[hit.from].w), after = list.some(function (other) { return other.id !== hit.id && other.to === hit.from; });
    // "Gravity boots stretch the spine": the verb of several things follows them at once.
    var led = verb && (verb[1] || after || LEADS.test((note.tokens[hit.from - 1] || {}).w));
    return led && hit.to - hit.from > 1 && list.some(function (other) {
      return other.id !== hit.id && other.to <= hit.from && hit.from - other.to <= (verb[1] ? 4 : 6) && note.tokens.slice(other.to, hit.from + 1).every(function (token) {
        return !token.comma && !token.wall && token.w !== "and";
      });
    });
  }

  var DOES = /^(?:release|strengthen|loosen|stretche?|open|free|relax|mobili[sz]e|build|activate|train|unlock|extend)(s?)$/;
  var LEADS = /^(?:to|help|helps|can|may|will|not|really|gently)$/;

  // "Always ice, because people who use heat ...": the verb comes after the joint, and so does its treatment.
  // "Rest makes it last, so get moving ...": what is drawn from the first is what is told.
  function afterJoint(note, span, list) {
    var so = last(hits(note, "chain", span).filter(function (hit) { return note.tokens[hit.from].comma && note.tokens[hit.from].w === "so"; }));
    var joint = last(hits(note, "joint", span).filter(function (hit) { return hit.id === "always"; })) || so;
    if (!joint) return turned(note, span, list);
    var cues = hits(note, "direction", span), later = list.filter(function (hit) { return hit.from >= joint.to; });
    var before = cues.some(function (cue) { return cue.to <= joint.from; }), after = cues.some(function (cue) { return cue.from >= joint.to && !list.some(function (hit) { return overlap(hit, cue); }); });
    return later.length && after && (!before || joint === so) ? later : turned(note, span, list);
  }

  // "Pills and ice did nothing; only heat eased it": after the stop stands the one that is told of.
  function turned(note, span, list) {
    var stop = note.tokens.findIndex(function (token, at) { return at > span.from && at < span.to && token.wall; });
    var later = list.filter(function (hit) { return stop >= 0 && hit.from >= stop; }), earlier = list.filter(function (hit) { return hit.to <= stop; });
    if (!later.length || !TURN.test(note.tokens[stop].w) && !(earlier.length > 1 && later[0].from - stop <= 1)) return list;
    var praised = hits(note, "direction", { from: span.from, to: stop }).some(function (cue) { return HELPS[cue.id] && !own.direction.negated(note, cue); });
    return praised ? list : later;
  }

  var TURN = /^(?:only|then|what|with|until|now|finally|add|those|people|patients|ones)$/;

  // "Slouching causes back pain, so strengthen your core": what follows from the cause is advised, and the cause is told.
  function drawn(note, span, cause, hit) {
    return hits(note, "chain", span).some(function (so) {
      return note.tokens[so.from].w === "so" && note.tokens[so.from].comma && cause.to <= so.from && hit.from >= so.to && hit.from - so.to <= 3;
    });
  }

  // "Slouching causes pains that massage cannot put right": what comes about is told of by the way.
  function remarked(note, span, cause, hit) {
    return hits(note, "direction", span).some(function (cue) {
      return (cue.id === "cause" || /^caus/.test(note.tokens[cue.from].w)) && cause.to <= cue.from && note.tokens.slice(cue.to, hit.from).some(function (token) { return /^(?:that|which)$/.test(token.w); });
    });
  }

  // "The shot in the spine buys time till physio can start": what the sentence begins with, and goes on to say something of.
  function opens(note, span, hit) {
    if (!leads(note, span, hit) || hit.to >= span.to || note.tokens[hit.from].w === "do") return false;
    // "Hang head down and ...".
    if (hit.from === span.from && note.tokens[hit.to].w === "and" && own.mentions.IMPERATIVE.test(note.tokens[hit.from].w)) return true;
    return !note.tokens[hit.to].comma && !note.tokens[hit.to].wall && (VERB.test(note.tokens[hit.to].w) || note.tokens[hit.to].w === "with");
  }

  var ARTICLE = /^(?:an?|the|this|that|your|my|his|her|their|some|most|any|more|early|first|just|simply)$/;
  var VERB = /^(?:do|did|are|were|had|have|can|may|might|could|will|would|should|must|never|only|just|also|still|often|usually|kept|gave|made|got|took|went|came|beat|left|let|cut|put|.{2,}ed|.+s)$/;

  // "Stay active and avoid X", "keep going and do not X", "no good as X", "when X is not enough, ...": X is spoken of by the way.
  function aside(note, span, hit) {
    var list = note.tokens, before = (list[hit.from - 1] || {}).w, two = (list[hit.from - 2] || {}).w;
    if (/^avoid(?:s|ing)?$/.test(before) || before === "as" && two !== "such") return true;
    if (left(note, span, hit) || unlike(note, span, hit) || own.mentions.left(list.slice(hit.to, hit.to + 8))) return true;
    if (!/^(?:if|when|where|once)$/.test(list[span.from].w)) return false;
    var comma = list.findIndex(function (token, at) { return at > span.from && token.comma; });
    return comma > hit.from && hit.to <= comma;
  }

  // "..., and not to X", "..., and do not X": a "not" stands between it and the treatment before.
  function unlike(note, span, hit) {
    var near = note.tokens.slice(Math.max(span.from, hit.from - 2), hit.from + 1), not = near.findIndex(function (token) { return token.w === "not"; });
    return not >= 0 && !near.slice(not).some(function (token) { return token.comma || token.wall; }) && hits(note, "intervention", span).some(function (other) { return other.to < hit.from && hit.from - other.to <= 4; });
  }

  // "Do not lie down for long: moving speeds recovery": what is told to leave, before what the other thing does.
  function left(note, span, hit) {
    var first = note.tokens[span.from].w, verb = note.tokens[span.from + (first === "do" ? 2 : 1)] || {};
    if (!/^(?:do|never|stop|skip)$/.test(first) || own.manner.WARNS.test(verb.w)) return false;
    var wall = note.tokens.findIndex(function (token, at) { return at >= hit.to && at < span.to && token.wall; });
    return wall > 0 && hits(note, "direction", { from: wall, to: span.to }).some(function (cue) { return HELPS[cue.id] || cue.id === "rise"; });
  }

  // Treatment -> the row of treatments that it stands in, joined by "and", "or" and commas.
  function listed(index, note, span, list) {
    var rows = new Map(), before = null;
    list.slice().sort(function (one, other) { return one.from - other.from; }).forEach(function (hit) {
      var row = before && leads(note, span, rows.get(before)[0]) && !sort(index, hit.id, before.id) && joined(note.tokens.slice(before.to, hit.from + 1)) ? rows.get(before) : [];
      row.push(hit);
      rows.set(hit, row);
      before = hit;
    });
    return rows;
  }

  // One is a sort of the other: "the pull of the table".
  function sort(index, one, other) { return index.above.intervention.get(one).has(other); }

  // Nothing stands before it in the statement but an article.
  function leads(note, span, hit) { return note.tokens.slice(span.from, hit.from).every(function (token) { return ARTICLE.test(token.w); }); }

  // Little but an "and", an "or" or a comma stands between.
  function joined(between) {
    return between.length <= 8 && between.some(function (token) { return !token.wall && (token.comma || /^(?:and|or|nor)$/.test(token.w)); }) &&
      !between.some(function (token) { return /^(?:but|not|with|for|to|by|so|while|than)$/.test(token.w); });
  }

  // Specific before general, first before later.
  function order(index, note, span, list) {
    function worth(hit) {
      var points = index.generic.has(hit.id) ? 0 : 2;
      list.forEach(function (other) {
        if (index.above.intervention.get(hit.id) && index.above.intervention.get(hit.id).has(other.id)) points += 1;
      });
      if (aside(note, span, hit)) points -= 3;
      if (opens(note, span, hit)) points += 2;
      return points + Math.min(hit.weight, 3) * 0.3 - hit.from * 0.05;
    }
    var ids = new Set(), rows = listed(index, note, span, list);
    // "Warmth, ice or a pill eases it": what stands first in a row speaks for the row.
    function rank(hit) { return Math.max.apply(null, rows.get(hit).map(worth)) - rows.get(hit).indexOf(hit) * 0.01; }
    return list.slice().sort(function (one, other) { return rank(other) - rank(one); }).filter(function (hit) {
      if (ids.has(hit.id)) return false;
      ids.add(hit.id);
      return true;
    });
  }

  function conditions(index, note, span, wide, reading) {
    var found = hits(note, "condition", span);
    if (!found.length) found = hits(note, "condition", wide);
    reading.named = found.map(function (hit) { return hit.id; }).filter(function (id, i, ids) { return ids.indexOf(id) === i; });
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

  own.subject = { blame: blame, treatments: treatments, conditions: conditions };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
