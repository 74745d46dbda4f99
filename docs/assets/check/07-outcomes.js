// 7, third part. Outcomes: what a statement says to change.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, last = notes.last, overlap = notes.overlap;
  var direction = own.direction, mentions = own.mentions, among = own.index.among;

  function outcomes(index, note, span, reading) {
    var cues = hits(note, "direction", span), chain = last(hits(note, "chain", span)), found = mentions.named(index, note, span, reading, cues);
    // "Takes the load off the back and so eases sciatica": what comes about is the complaint itself.
    reading.eased = Boolean(chain) && !found.some(function (hit) { return hit.from >= chain.to; }) && mentions.eases(note, span, chain, cues);
    if (reading.eased) found = [];
    reading.cues = mentions.verbs(note, span, cues, found);
    var sentence = { chain: chain, found: found, means: mentions.means(note, span), asides: hits(note, "aside", span), opening: mentions.when(note, span), source: mentions.source(note, reading) };
    reading.outcomes = found.map(function (hit) { return told(index, note, span, reading, sentence, hit); });
    var ranked = reading.outcomes.slice().sort(function (one, other) { return other.points - one.points; });
    var first = ranked[0];
    if (!first || !first.cue) first = changed(index, note, span, reading, first) || first;
    if (!first) return;
    if (!ranked.length) reading.outcomes = ranked = [first];
    reading.outcome = first.id;
    reading.direction = first.direction || "describes";
    // "The table pulls the disc back in": the outcome itself holds the verb, or one that we do not know.
    if (!first.cue && !among(index, "plain-outcomes", first.id) && own.unnamed.promised(index, note, span, reading)) guess(index, note, reading, first);
    reading.polarity = first.denied ? "denied" : "affirmed";
    reading.main = first;
    reading.parts = listed(ranked, first);
    reading.via = ranked.filter(function (other) { return chain && other.at.to <= chain.from; }).map(function (other) { return other.id; })[0] || null;
  }

  // What is said of one outcome: {id, at, cue, verb: it is only the verb, direction, denied, implied: it is only named,
  // lesser: it is not all, points: how surely it is what the statement is about}.
  function told(index, note, span, reading, sentence, hit) {
    var bound = direction.bind(index, note, hit, reading.cues, sentence.found);
    // "The pain comes back" is a complaint by name, and tells what happens.
    var implied = mentions.attribute(note, hit) || !among(index, "event-outcomes", hit.id) && hits(note, "condition", span).some(function (other) {
      // "Brings high blood pressure down", "helps with migraines": an illness that is no complaint of ours, and what changes.
      return hit.from >= other.from && hit.to <= other.to && (index.core.has(other.id) || !bound.cue || !notes.inside(hit, bound.cue) && !(notes.same(hit, other) && bound.cue.to <= hit.from));
    });
    // "Is safe for every age": that nobody is harmed is what is said, whatever is named after it.
    var safe = index.harms.has(hit.id) && mentions.assured(note, hit), idle = mentions.supposed(note, span, hit, reading.cues);
    var outcome = {
      id: hit.id, at: hit, cue: bound.cue, verb: verbal(index, sentence.found, hit, bound.cue), direction: safe ? "no-harm" : bound.direction,
      denied: bound.denied, implied: implied, lesser: idle === "lesser", points: 0
    };
    outcome.points = stand(index, note, reading, sentence, outcome, idle) + spared(index, reading, sentence.found, outcome) + (safe ? 6 : 0);
    return outcome;
  }

  // A word that is only the verb ("heal", "flare up"), or "without surgery" said by the way.
  function verbal(index, found, hit, cue) {
    if (!cue) return false;
    if (hit.weight < 2 && cue.from === hit.from && (cue.to === hit.to || among(index, "general-outcomes", hit.id))) return true;
    // "The pain in your leg goes away": what goes away is what gets better.
    return overlap(cue, hit) && among(index, "told-by-verbs", hit.id) && found.some(function (other) { return other.to === hit.from; });
  }

  // How surely an outcome is what the statement is about, from where and how it stands. `idle`: see mentions.supposed.
  function stand(index, note, reading, sentence, outcome, idle) {
    var hit = outcome.at, cue = outcome.cue, chain = sentence.chain, way = sentence.means, points = Math.min(hit.weight, 4) * 0.4;
    if (chain && hit.from >= chain.to) points += 5;
    if (cue && cue.from <= hit.from) points += 1.5;
    if (!cue) points -= 1.5;
    if (outcome.implied) points -= 1.5;
    if (mentions.ails(note, hit) || mentions.theirs(note, hit)) points -= 3;
    if (mentions.described(note, hit)) points -= 5;
    // "Has never injured anybody" names the harm that is denied.
    if (outcome.verb && !(outcome.denied && index.harms.has(hit.id)) && !(cue.id === "none" && notes.inside(hit, cue))) points -= 3;
    if (idle) points -= 3;
    if (way && hit.from >= way.from && hit.from < way.to) points -= 4;
    if (sentence.asides.some(function (aside) { return aside.to <= hit.from; })) points -= 4;
    if (reading.versus && reading.versus.relation === "instead" && overlap(hit, reading.versus)) points -= 3;
    if (hit.to <= sentence.opening) points -= 3;
    if (sentence.source && hit.to <= sentence.source.from) points -= 5;
    return points - hit.from * 0.03;
  }

  // "Nine in ten recover without an operation": how, and not how soon, people recover is told.
  function spared(index, reading, found, outcome) {
    if (reading.treatmentAt || !among(index, "told-by-phrases", outcome.id)) return 0;
    if (found.some(function (other) { return among(index, "told-by-verbs", other.id); })) return 3;
    return found.some(function (other) { return other !== outcome.at && !among(index, "general-outcomes", other.id); }) ? -2 : 0;
  }

  // Which way an outcome goes of which no verb of ours tells: the way that is hoped for, or a harm.
  function guess(index, note, reading, first) {
    var better = (index.terms.outcome.get(first.id) || {}).better;
    reading.direction = better === "neither" ? "increases" : index.harms.has(first.id) || direction.pole(note, first.at) === "bad" ? "worsens" : "improves";
    reading.guess = true;
    first.denied = direction.negated(note, first.at);
    if (first.denied && among(index, "event-outcomes", first.id) && reading.direction === "worsens") { reading.direction = "improves"; first.denied = false; }
    if (first.denied) reading.direction = reading.direction === "worsens" ? "no-harm" : "no-effect";
  }

  // "Lying in bed makes your back muscles weaker": a finding named after the treatment is what changes.
  function changed(index, note, span, reading, first) {
    var gives = index.language["factor-outcomes"] || {}, at = reading.treatmentAt;
    var hit = at && hits(note, "factor", span).find(function (factor) { return gives[factor.id] && factor.from >= at.to; });
    // "Lets dried-up discs drink": what comes about is told with the finding.
    if (!hit || first && first.id !== gives[hit.id] && overlap(first.at, hit)) return null;
    var outcome = { id: gives[hit.id], from: hit.from, to: hit.to, weight: 1 };
    var brings = note.tokens.slice(at.to, hit.from).some(function (token) { return /^(?:mak|leav|turn|giv)/.test(token.w); });
    // "Gives a flattened back its curve again": what somebody has, and what they get back.
    if (brings && note.tokens.slice(hit.to, span.to).some(function (token) { return /^(?:back|again|its|their|your)$/.test(token.w); })) return null;
    var bound = brings ? direction.direct(index, note, outcome, { id: "bad", from: hit.from, to: hit.to }) : direction.bind(index, note, outcome, reading.cues, []);
    return { id: outcome.id, at: outcome, cue: bound.cue, verb: false, direction: bound.direction, denied: bound.denied, implied: false, points: 0 };
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

  // "Sitting is a factor in the loss of the curve": what is named as a finding is here what comes about.
  function effectSide(index, note, span, reading) {
    var gives = index.language["factor-outcomes"] || {}, factors = hits(note, "factor", span);
    var cue = (reading.cues || []).find(function (hit) { return hit.id === "cause"; });
    if (!reading.factorAt || reading.intervention || !cue || /^(?:due|because|result|stem|come)/.test(note.tokens[cue.from].w)) return;
    var effect = factors.find(function (hit) { return gives[hit.id] && cue.from < hit.from; });
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

  own.outcomes = { listed: listed, outcomes: outcomes, effectSide: effectSide, lack: lack };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
