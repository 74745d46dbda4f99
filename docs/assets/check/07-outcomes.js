// 7. Outcomes: what a statement says to change, and which way.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, last = notes.last, overlap = notes.overlap, inside = notes.inside;

  function outcomes(index, note, span, reading) {
    var cues = hits(note, "direction", span), chain = last(hits(note, "chain", span)), named = {};
    // "Nerve glides make the nerve glide": the second time it is what comes about.
    hits(note, "intervention", span).forEach(function (hit) { named[hit.id] = Math.min(hit.from, hit.id in named ? named[hit.id] : 1e9); });
    var found = hits(note, "outcome", span).filter(function (hit) {
      if (beside(index, reading, hit, cues) || index.harms.has(hit.id) && listedAil(note, span, hit)) return false;
      // In "outdoes surgery for leg pain" the pain is that of both.
      if (own.subject.compared(reading, hit) && !(reading.versus.what && reading.versus.relation === "better" && !reading.versus.turned && note.tokens.slice(reading.versus.end, hit.from).some(function (token) { return /^(?:for|in|at|on|when)$/.test(token.w); }))) return false;
      if (toward(note, span, hit, cues)) return false;
      return !["intervention", "factor"].some(function (group) {
        return hits(note, group, span).some(function (other) {
          // "Slouching hurts": the finding that is blamed is no outcome beside it.
          if (reading.done.indexOf(other) >= 0 || group === "factor" && (reading.intervention || reading.factors.indexOf(other.id) < 0)) return false;
          var again = group === "intervention" && named[other.id] < other.from;
          return inside(hit, other) || !again && hit.from === other.from && hit.to === other.to;
        });
      });
    });
    // "Takes the load off the back and so eases sciatica": what comes about is the complaint itself.
    reading.eased = Boolean(chain) && !found.some(function (hit) { return hit.from >= chain.to; }) && eases(note, span, chain, cues);
    if (reading.eased) found = [];
    var way = means(note, span), asides = hits(note, "aside", span), general = index.language["general-outcomes"] || [];
    // "No difference to pain, function or going back to work": the "work" and the "hurts" in what is listed are no verbs.
    var none = cues.find(function (cue) { return cue.id === "none"; });
    if (none) cues = cues.filter(function (cue) { return cue.from < none.to || !found.some(function (hit) { return overlap(hit, cue); }); });
    // "Bridges for anyone whose leg hurts": who it is for, and nothing that comes about.
    cues = cues.filter(function (cue) { return cue.id !== "bad" || !ails(note, cue) && !listedAil(note, span, cue); });
    var opening = when(note, span);
    reading.cues = cues;
    reading.outcomes = found.map(function (hit) {
      var bound = bind(index, note, span, hit, cues, found), points = Math.min(hit.weight, 4) * 0.4;
      // "The pain comes back" is a complaint by name, and tells what happens.
      var event = among(index, "event-outcomes", hit.id);
      var implied = attribute(note, hit) || !event && hits(note, "condition", span).some(function (other) { return hit.from >= other.from && hit.to <= other.to; });
      if (chain && hit.from >= chain.to) points += 5;
      if (bound.cue && bound.cue.from <= hit.from) points += 1.5;
      if (!bound.cue) points -= 1.5;
      if (implied) points -= 1.5;
      if (ails(note, hit)) points -= 3;
      // A word that is only the verb ("heal", "flare up"), or "without surgery" said by the way.
      var verb = bound.cue && hit.weight < 2 && bound.cue.from === hit.from && (bound.cue.to === hit.to || general.indexOf(hit.id) >= 0);
      // "The pain in your leg goes away": what goes away is what gets better.
      verb = verb || bound.cue && overlap(bound.cue, hit) && among(index, "told-by-verbs", hit.id) && found.some(function (other) { return other.to === hit.from; });
      // "Has never injured anybody" names the harm that is denied.
      if (verb && !(bound.denied && index.harms.has(hit.id))) points -= 3;
      var idle = supposed(note, span, hit, cues);
      if (idle) points -= 3;
      if (way && hit.from >= way.from && hit.from < way.to) points -= 4;
      if (asides.some(function (aside) { return aside.to <= hit.from; })) points -= 4;
      if (reading.versus && reading.versus.relation === "instead" && overlap(hit, reading.versus)) points -= 3;
      if (hit.to <= opening) points -= 3;
      // "Nine in ten recover without an operation": how, and not how soon, people recover is told.
      if (!reading.treatmentAt && phrased(index, hit)) {
        if (found.some(function (other) { return among(index, "told-by-verbs", other.id); })) points += 3;
        else if (found.some(function (other) { return other !== hit && general.indexOf(other.id) < 0; })) points -= 2;
      }
      // A cue names it, and the examples leave hardly a doubt; an illness that somebody has is no outcome.
      if (!implied && reading.heard.outcome.best === hit.id && own.taught.clear(reading.heard.outcome, 3 * SURE)) points += 1.5;
      // "Is safe for every age": that nobody is harmed is what is said, whatever is named after it.
      var safe = index.harms.has(hit.id) && assured(note, hit);
      if (safe) points += 6;
      return {
        id: hit.id, at: hit, cue: bound.cue, verb: verb, direction: safe ? "no-harm" : bound.direction, denied: bound.denied, implied: implied, lesser: idle === "lesser",
        // Where the sentence leaves it open, what its words tell of.
        points: points - hit.from * 0.03 + TOLD * (reading.heard.outcome.of(hit.id))
      };
    });
    var ranked = reading.outcomes.slice().sort(function (one, other) { return other.points - one.points; });
    var first = ranked[0];
    if (!first || !first.cue) first = changed(index, note, span, reading, cues) || first;
    if (!first) return;
    if (!ranked.length) reading.outcomes = ranked = [first];
    reading.outcome = first.id;
    reading.direction = first.direction || "describes";
    // "The table pulls the disc back in": the outcome itself holds the verb, or one that we do not know.
    if (!first.cue && (index.language["plain-outcomes"] || []).indexOf(first.id) < 0 && promised(index, note, span, reading)) {
      var better = (index.terms.outcome.get(first.id) || {}).better;
      reading.direction = better === "neither" ? "increases" : index.harms.has(first.id) || pole(note, first.at) === "bad" ? "worsens" : "improves";
      reading.guess = true;
      first.denied = negated(note, first.at);
      var event = among(index, "event-outcomes", first.id);
      if (first.denied && event && reading.direction === "worsens") { reading.direction = "improves"; first.denied = false; }
      if (first.denied) reading.direction = reading.direction === "worsens" ? "no-harm" : "no-effect";
    }
    reading.polarity = first.denied ? "denied" : "affirmed";
    reading.main = first;
    reading.parts = listed(ranked, first);
    reading.via = ranked.filter(function (other) { return chain && other.at.to <= chain.from; }).map(function (other) { return other.id; })[0] || null;
  }

  // "Unless you train your core the pain comes back": what goes wrong without it goes well with it.
  function lack(note, span, reading) {
    var at = reading.treatmentAt;
    if (!at || at.from < span.from || reading.direction !== "worsens" && reading.direction !== "no-effect" && reading.direction !== "no-harm") return;
    var lacking = note.tokens.slice(Math.max(span.from, at.from - 4), at.from).some(function (token, place, list) {
      return /^(?:unless|until|without)$/.test(token.w) && !list.slice(place + 1).concat(note.tokens[at.from]).some(function (next) { return next.comma || next.wall; });
    });
    if (!lacking) return;
    reading.direction = "improves";
    reading.polarity = "affirmed";
    reading.parts = [{ id: reading.outcome, direction: "improves" }];
  }

  // "Function improves when the curve is corrected", "not just relief": what has to be so, and what is not all.
  function supposed(note, span, hit, cues) {
    for (var at = hit.to - 2; at >= span.from; at--) {
      var word = note.tokens[at].w;
      if (note.tokens[at + 1].comma || note.tokens[at + 1].wall) return false;
      if (/^(?:just|only|merely)$/.test(word) && at > 0 && note.tokens[at - 1].w === "not") return hit.from - at <= 4 && "lesser";
      if (/^(?:when|once|until)$/.test(word)) return at > span.from && cues.some(function (cue) { return cue.to <= at; });
    }
    return false;
  }

  // "Works best next to exercise, good posture and careful lifting": what a treatment goes together with is no promise.
  function beside(index, reading, hit, cues) {
    var versus = reading.versus;
    return Boolean(versus) && versus.relation === "add-on" && versus.what && hit.from >= versus.end && hit.from - versus.end <= 5 && versus.from > reading.span.from &&
      !phrased(index, hit) && !cues.some(function (cue) { return cue.from >= versus.to && cue.from <= hit.to; });
  }

  function phrased(index, hit) { return among(index, "told-by-phrases", hit.id); }

  // Whether an outcome stands in a list of vocabulary/language.yml.
  function among(index, list, id) { return (index.language[list] || []).indexOf(id) >= 0; }

  function ails(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(function (token) { return token.w === "whose"; });
  }

  // "Sciatica, strains or a slipped disc": a complaint in a row of them, and no verb.
  // `cue`: any hit of one word.
  function listedAil(note, span, cue) {
    var list = note.tokens, next = list[cue.to] || {};
    if (cue.to - cue.from > 1 || !/s$/.test(list[cue.from].w) || !(next.comma || /^(?:or|and)$/.test(next.w))) return false;
    var from = next.comma ? cue.to : cue.to + 1;
    return hits(note, "condition", span).some(function (hit) { return hit.from === from || hit.to === cue.from && list[cue.from].comma; });
  }

  // "It helps a bad back to make the core stronger": what is done for the complaint is the means, and not what comes of it.
  function toward(note, span, hit, cues) {
    if (!/^(?:it|does)$/.test(note.tokens[span.from].w)) return false;
    return hits(note, "condition", span).some(function (ill) {
      return (note.tokens[ill.to] || {}).w === "to" && hit.from > ill.to && hit.from - ill.to <= 3 && cues.some(function (cue) { return cue.id === "good" && cue.to <= ill.from && ill.from - cue.to <= 2; });
    });
  }

  // A complaint gets better after the link.
  function eases(note, span, chain, cues) {
    return hits(note, "condition", { from: chain.to, to: span.to }).length > 0 &&
      cues.some(function (cue) { return cue.from >= chain.to - 1 && (cue.id === "good" || cue.id === "fall"); });
  }

  // "By straightening the spine, ...", "... by taking strain off the spine": by which way, and not what is promised.
  function means(note, span) {
    for (var at = span.from; at + 1 < span.to; at++) {
      if (note.tokens[at].w !== "by" || !/.{2}ing$/.test(note.tokens[at + 1].w)) continue;
      for (var end = at + 2; end < span.to && !note.tokens[end].comma && !note.tokens[end].wall; end++);
      return { from: at, to: end };
    }
    return null;
  }

  // "The sore muscles", "an aching back": the word goes with what it stands before.
  function attribute(note, hit) {
    // "Anyone whose leg hurts", "if your back aches".
    var before = note.tokens.slice(Math.max(0, hit.from - 3), hit.from), hurts = /^(?:hurts?|aches?)$/.test(note.tokens[hit.from].w);
    if (hurts && before.some(function (token) { return /^(?:whose|who|if|when)$/.test(token.w); })) return true;
    return /^(?:sore|aching|achy|painful|hurting|throbbing)$/.test(note.tokens[hit.to - 1].w) && /^(?:muscles?|joints?|backs?|spots?|areas?|tissues?|hips?|legs?)$/.test((note.tokens[hit.to] || {}).w || "");
  }

  // "Lying in bed makes your back muscles weaker": a finding named after the treatment is what changes.
  function changed(index, note, span, reading, cues) {
    var gives = index.language["factor-outcomes"] || {}, at = reading.treatmentAt;
    var hit = at && hits(note, "factor", span).find(function (factor) { return gives[factor.id] && factor.from >= at.to; });
    if (!hit) return null;
    var outcome = { id: gives[hit.id], from: hit.from, to: hit.to, weight: 1 };
    var brings = note.tokens.slice(at.to, hit.from).some(function (token) { return /^(?:mak|leav|turn|giv)/.test(token.w); });
    var bound = brings ? direct(index, note, outcome, { id: "bad", from: hit.from, to: hit.to }) : bind(index, note, span, outcome, cues, []);
    return { id: outcome.id, at: outcome, cue: bound.cue, verb: false, direction: bound.direction, denied: bound.denied, implied: false, points: 0 };
  }

  // "Once the curve is back, ...": where the clause ends that only tells when something is so, or nowhere.
  function when(note, span) {
    if (IMPERATIVE.test(note.tokens[span.from].w)) return result(note, span);
    if (!/^(?:when|whenever|if|once|after|until|while|as|unless|before|because|since)$/.test(note.tokens[span.from].w)) return -1;
    for (var at = span.from + 1; at < span.to; at++) if (note.tokens[at].comma) return at;
    return -1;
  }

  // "Floss it every day and the scar lets go": what one is told to do brings what follows.
  function result(note, span) {
    for (var at = span.from + 2; at + 2 < span.to; at++) {
      if (note.tokens[at].w === "and" && BRINGS.test(note.tokens[at + 1].w)) return at;
      if (note.tokens[at].wall) return -1;
    }
    return -1;
  }

  // "Give it back its curve, and ...": whether the clause tells somebody what to do, and nothing yet of what that brings.
  function orders(note, span) {
    for (var at = span.from; at < span.to; at++) {
      if ((at === span.from || note.tokens[at].wall) && IMPERATIVE.test(note.tokens[at].w)) return result(note, { from: at, to: span.to }) < 0;
    }
    return false;
  }

  var BRINGS = /^(?:you|it|they|he|she|the|your|their|all|that|those)$/;
  var IMPERATIVE = /^(?:give|do|stretch|learn|trace|look|floss|nod|hang|lie|lay|sit|stand|walk|bend|strengthen|train|build|firm|work|use|try|put|take|get|keep|stay|wear|hold|apply|slide|glide|arch|restore|fix|correct|straighten|release|loosen|free|open|unlock|tilt|tip|flip|turn|strap|rest|spend|add|start|stop|skip|fall|slip|pull|push|press|roll|squeeze|brace|tighten|warm|heat|ice|cool|massage|rub|realign|decompress|invert|let|make)$/;

  // The harm is named in a promise that there is none.
  function assured(note, hit) {
    var promises = notes.all(note, "assurance");
    return promises.some(function (promise) {
      return promise.id === "words" && overlap(promise, hit) && !promises.some(function (other) { return other.id === "except" && overlap(other, hit); });
    });
  }

  // A treatment of ours is named beside what it may change, and nothing says that a mere fact is told.
  function promised(index, note, span, reading) {
    if (reading.goes) return true;
    if (!reading.intervention || reading.carried && !reading.condition) return false;
    if (hits(note, "mode", span).some(function (hit) { return TELLING[hit.id]; })) return false;
    if (hits(note, "kind", span).some(function (hit) { return hit.id !== "frequency" && hit.id !== "prognosis"; })) return false;
    return !index.generic.has(reading.intervention) || Boolean(reading.condition && index.core.has(reading.condition));
  }

  var TELLING = { definition: 1, record: 1, guideline: 1, warning: 1, experience: 1 };

  // No outcome is named: the one that the words tell of, where they leave little doubt.
  function hint(index, note, span, reading) {
    var told = reading.heard.outcome;
    if (reading.eased || !(reading.cues || []).length && !reading.conditionAt && !reading.body) return;
    // A bare "helps" is about what people come for, unless the words leave no doubt.
    if (reading.outcome && !reading.assumed || !index.terms.outcome.has(told.best) || !own.taught.clear(told, reading.assumed ? 2 * SURE : SURE)) return;
    if (reading.assumed && reading.assumed.indexOf(told.best) >= 0 || own.subject.foreign(note)) return;
    var everyday = index.generic.has(reading.intervention) && !(reading.conditionAt && index.core.has(reading.condition));
    if (everyday && !(reading.cues || []).length) return;
    var at = { id: told.best, from: span.to, to: span.to, weight: 1 }, cue = last(reading.cues || []);
    var bound = cue ? direct(index, note, at, cue) : { cue: null, direction: null, denied: false };
    reading.assumed = null;
    reading.outcome = told.best;
    reading.direction = bound.direction || (index.harms.has(told.best) ? "worsens" : reading.intervention ? "improves" : "describes");
    reading.polarity = bound.denied ? "denied" : "affirmed";
    reading.main = { id: told.best, at: at, cue: bound.cue, verb: false, direction: reading.direction, denied: bound.denied, implied: false, points: 0 };
    reading.parts = [{ id: told.best, direction: reading.direction }];
    reading.guess = true;
  }

  var SURE = 2, TOLD = 0.6;

  // "Sitting is a factor in the loss of the curve": what is named as a finding is here what comes about.
  function effectSide(index, note, span, reading) {
    var gives = index.language["factor-outcomes"] || {}, factors = hits(note, "factor", span);
    var cue = (reading.cues || []).find(function (hit) { return hit.id === "cause"; });
    if (!reading.factorAt || reading.intervention || !cue || /^(?:due|because|result|stem|come)/.test(note.tokens[cue.from].w)) return;
    var effect = factors.find(function (hit) { return gives[hit.id] && cue.to <= hit.from; });
    if (!effect) return;
    // "Slouching causes the loss of the curve": the finding before the verb is the one that is blamed.
    var causes = factors.filter(function (hit) { return hit.to <= cue.from && hit.id !== effect.id; });
    if (causes.length) own.subject.blame(reading, causes);
    reading.outcome = gives[effect.id];
    reading.direction = "causes";
    reading.parts = [];
    reading.brought = true;
  }

  // Items of a list under the same verb as the main outcome.
  function listed(ranked, main) {
    var ids = new Set();
    return ranked.filter(function (other) {
      if (!main.cue && other !== main || other.cue !== main.cue || ids.has(other.id) || other.verb && !main.verb || other.points < main.points - 3) return false;
      // "Improved significantly" is the verb of the list, and no item of it.
      if (other !== main && overlap(other.at, other.cue) && other.id === "recovery") return false;
      // "Brings blood to the sore back", "slows recovery from back pain": the complaint is only named.
      if (other.implied && !main.implied && (other.direction === "worsens") !== (main.direction === "worsens")) return false;
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
      } else if (cue.from >= hit.to && cue.from - hit.to <= (before ? 5 : 8) && !after && !between(found, hit, cue, index.language["told-by-verbs"] || [])) after = cue;
    });
    // "Keeps your back from flaring up": what is kept off is the flare.
    var stopped = before && (note.tokens[before.to - 1].w === "from" && hit.from - before.to <= 1 || (before.id === "good" || before.id === "fall") && hit.from - before.to <= 3);
    if (within && (within.id === "bad" || within.id === "rise") && stopped) within = null;
    // "Sorts out numb toes": the complaint is named by what is wrong, and mended.
    if (within && within.id === "fall" && before && before.id === "good" && hit.from - before.to <= 1) within = null;
    var moves = after && (after.id === "none" && after.from - hit.to <= 2 || after.id === "falls" || after.id === "rises" || after.from - hit.to <= 2 && before === null);
    var cue = within || (moves ? after : before) || after;
    if (!cue) return { cue: null, direction: null, denied: false };
    return direct(index, note, hit, cue);
  }

  // A verb of change beats a word of cause or a mere adjective that stands before it.
  function stronger(one, other) {
    if (!one) return other;
    var weak = { cause: 1, link: 1 };
    if (weak[other.id] && !weak[one.id]) return other.from - one.from > 6 ? other : one;
    // "Halves the danger of ...": what is made less is the danger.
    if (other.id === "bad" && (one.id === "fall" || one.id === "good") && other.from - one.to <= 1) return one;
    return other;
  }

  // An outcome that is only the verb ("goes away") parts nothing.
  function between(found, hit, cue, verbs) {
    return found.some(function (other) { return other !== hit && other.from >= hit.to && other.from <= cue.from && !(overlap(other, cue) && verbs.indexOf(other.id) >= 0); });
  }

  function direct(index, note, hit, cue) {
    var term = index.terms.outcome.get(hit.id) || {}, end = pole(note, hit), better = term.better;
    // Named by its other end, less is more: "reduces stiffness" raises flexibility.
    if (end === "bad" && better === "higher") better = "lower";
    if (end === "good" && better === "lower") better = "higher";
    var way = cue.id === "none" && partly(note, cue.from) ? "good" : { falls: "fall", rises: "rise" }[cue.id] || cue.id, denied = negated(note, cue) || inside(cue, hit) && !note.tokens.slice(hit.from + 1, hit.to).some(function (token) { return token.comma; }) && negated(note, hit), direction = null;
    if (way === "none") direction = "no-effect";
    else if (way === "cause") direction = better === "lower" ? "worsens" : "causes";
    else if (way === "link") direction = "associated";
    // What only the words around it tell of has no place of its own: "goes away" is said of the complaint.
    else if (better === "higher" && end === null && (overlap(cue, hit) || hit.from === hit.to && way === "fall") && (among(index, "told-by-verbs", hit.id) || phrased(index, hit))) direction = "improves";
    else if (better === "neither" || !better) direction = way === "fall" || way === "bad" ? "decreases" : "increases";
    else if (way === "good") direction = "improves";
    else if (way === "bad") direction = "worsens";
    else direction = (way === "fall") === (better === "lower") ? "improves" : "worsens";
    if (denied && direction !== "no-effect") {
      // "Do not need surgery": who does without it is no harm that fails to come, but what people hope for.
      var spared = among(index, "event-outcomes", hit.id);
      denied = direction !== "worsens" || !spared;
      direction = !denied ? "improves" : direction === "worsens" ? "no-harm" : "no-effect";
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
    var nobody = notes.all(note, "quantifier").filter(function (hit) { return hit.id === "none"; });
    return notes.all(note, "negation").concat(nobody).some(function (hit) {
      if (overlap(hit, cue) || hit.to > cue.from || partly(note, hit.from)) return false;
      for (var at = hit.to; at < cue.from; at++) {
        var token = note.tokens[at];
        if (token.wall || /^(?:but|because|although|though|which|that|if|when|so|and)$/.test(token.w)) return false;
        // "Without a slipped disc, ...": what is missing is named, and nothing denied of what follows.
        if (token.comma && note.tokens[hit.to - 1].w === "without") return false;
      }
      // "Will not give most people with a sore back a better ...": what is not given may stand far behind.
      var given = /^(?:give|bring|get|lead|make|do|offer|mean|provide|produce|result|show)/.test((note.tokens[hit.to] || {}).w || "");
      // "Neither has it ever done anyone harm": the verb stands first, and the rest behind it.
      var turned = /^(?:neither|nor|never)$/.test(note.tokens[hit.from].w) && /^(?:has|have|had|did|does|do|is|will)$/.test((note.tokens[hit.to] || {}).w || "");
      return cue.from - hit.to <= (hit.id === "none" ? 9 : given ? 12 : turned ? 8 : 4) || hit.from <= 1 && cue.from - hit.to <= 8;
    });
  }

  // "Does not help everyone", "do not always work", "is no cure": the whole is denied, and a part told. `at`: where the
  // "not" stands.
  function partly(note, at) {
    var no = note.tokens[at].w === "no", treated = notes.all(note, "intervention").length > 0;
    if (!no && !/^(?:not|cannot|never|without)$/.test(note.tokens[at].w)) return false;
    for (var next = at + 1; next < Math.min(at + 8, note.tokens.length); next++) {
      var token = note.tokens[next];
      if (token.wall || token.comma || /^(?:but|because|although|though|so)$/.test(token.w)) return false;
      // "Is no cure", "will not cure it": less than a cure is left open, where a treatment is spoken of.
      if (treated && next <= at + (no ? 2 : 3) && CURE.test(token.w)) return true;
      if (!no && WHOLE.test(token.w)) return note.tokens[next - 1].w !== "at";
    }
    return false;
  }

  var CURE = /^(?:cures?|cured|miracles?|panacea|magic)$/;
  var WHOLE = /^(?:everyone|everybody|every|all|always|completely|fully|totally|entirely|permanently|instantly|overnight|forever)$/;

  // "helps sciatica", "is effective": no outcome is named, so it is what people come for.
  function defaults(index, note, span, reading) {
    if (reading.outcome && !(reading.main && (reading.main.implied || cures(index, reading)))) return;
    var cues = (reading.cues || []).filter(function (cue) { return ["good", "bad", "none", "fall", "falls"].indexOf(cue.id) >= 0; });
    // "Works no better than a sugar pill": what follows the verb at once takes it back.
    if (cues[1] && cues[1].id === "none" && cues[1].from - cues[0].to <= 1) cues = cues.slice(1);
    var cue = cues[0], state = hits(note, "mode", span).find(function (hit) { return hit.id === "evidence"; });
    if (reading.main && reading.main.implied && reading.main.cue && !reading.intervention) return;
    if (!cue && state) cue = { id: "none", from: state.from, to: state.to };
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
    var denied = negated(note, reading.guess && !reading.main && reading.conditionAt || cue);
    reading.direction = cue.id === "none" && !partly(note, cue.from) || denied ? "no-effect" : cue.id === "bad" ? "worsens" : "improves";
    if (denied && cue.id === "bad") reading.direction = "no-harm";
    reading.polarity = denied ? "denied" : "affirmed";
    reading.parts = [{ id: reading.outcome, direction: reading.direction }];
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

  // "Cures sciatica": the verb is no outcome of its own; what is cured is the complaint.
  function cures(index, reading) {
    var kept = (index.by.intervention.get(reading.intervention) || []).some(function (claim) { return claim.outcome === reading.main.id; });
    return reading.intervention && (reading.main.verb && reading.condition || !kept) && (reading.direction === "improves" || reading.direction === "no-effect") &&
      (index.language["told-by-verbs"] || []).indexOf(reading.main.id) >= 0;
  }

  own.outcomes = { outcomes: outcomes, hint: hint, orders: orders, lack: lack, BRINGS: BRINGS, effectSide: effectSide, defaults: defaults, wish: wish, partly: partly, negated: negated };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
