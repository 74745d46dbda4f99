// 5. Clauses: where one statement of a sentence ends and the next begins, and which pieces say the same.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits;

  function clauses(note) {
    var list = note.tokens, ends = new Set(), starts = [];
    notes.all(note, "joint").forEach(function (hit) {
      if (hit.id === "always" && hit.from > 0) ends.add(hit.from);
      if (hit.id === "verb" && (verbAfter(note, hit.to, true) || level(note, { from: hit.from, to: list.length }))) ends.add(hit.from);
    });
    list.forEach(function (token, at) {
      if (at && token.wall && !named(note, at)) ends.add(at);
      // "..., as moving about makes it worse": the reason, told after its point.
      if (at && token.comma && token.w === "as" && /ing$/.test((list[at + 1] || {}).w || "")) ends.add(at);
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

  var HELPERS = /^(?:may|might|can|could|will|would|should|also|then|even|not|do|does|is|are|be|help|helps|to|it|get|gets|get|you|\d+(?:[.,]\d+)?|percent|of|our|the|most|many|patients?|people|users?|customers?|clients?)$/;

  var MODAL = /^(?:can|may|might|could|will|would)$/;

  // "There is something better than pills: heat": what was spoken of gets its name.
  function named(note, at) {
    var before = notes.all(note, "intervention").filter(function (hit) { return hit.to <= at && !notes.all(note, "versus").some(function (versus) { return versus.to <= hit.from && hit.from - versus.to <= 2; }); });
    return notes.after(note, at, ":") && !before.length &&
      notes.all(note, "intervention").some(function (hit) { return hit.from - at <= 1 && hit.from >= at; });
  }

  // A verb that tells a direction stands here, perhaps after an adverb; or a noun and its "went down".
  function verbAfter(note, at, listed) {
    var till = at + 2;
    while (till - at < 8 && note.tokens[till - 1] && HELPERS.test(note.tokens[till - 1].w)) till++;
    // The "work" of "or return to work" is no verb; after "and can" there is one.
    var noun = listed && !MODAL.test((note.tokens[at] || {}).w);
    var cues = notes.all(note, "direction").filter(function (hit) {
      return !noun || !notes.all(note, "outcome").some(function (noun) { return hit.from > noun.from && hit.to <= noun.to && noun.weight > 1; });
    });
    return cues.some(function (hit) {
      // "... and it makes people dizzy": who brings what is told anew.
      var anew = hit.id === "cause" && /^(?:it|they)$/.test((note.tokens[at] || {}).w);
      return hit.from >= at && hit.from <= till && (anew || ["good", "fall", "rise", "bad"].indexOf(hit.id) >= 0);
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
      if (last && !(whole(note, span) && (whole(note, last) || level(note, span) && hits(note, "direction", last).length))) last.to = span.to;
      else joined.push({ from: span.from, to: span.to });
    });
    return joined;
  }

  // "..., but after a year there is no difference", "..., and later no more": what stays the same is what was spoken of.
  function level(note, span) {
    var turn = note.tokens[span.from].w, then = (note.tokens[span.from + 1] || {}).w;
    if (!/^(?:but|yet)$/.test(turn) && !(turn === "and" && LATER.test(then))) return false;
    return !hits(note, "outcome", span).length && hits(note, "direction", span).some(function (hit) { return hit.id === "none"; });
  }

  var LATER = /^(?:later|afterwards?|after|by|at|eventually|then|in)$/;

  function whole(note, span) {
    if (span.from > 0 && level(note, span)) return true;
    // "..., and nobody has shown that the pain goes": what is said of the evidence is a statement too.
    var open = hits(note, "mode", span).some(function (hit) { return hit.id === "evidence"; });
    if (!open && !hits(note, "direction", span).length) return false;
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

  own.clauses = { clauses: clauses, level: level, merge: merge, near: near };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
