// 6. Comparison: what a statement compares its treatment with, and what is said of that other one.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits;

  // "better than X", "as good as X", "instead of X", "compared to X, ...".
  function versus(index, note, span) {
    // "Legs higher than the heart" is a name, and compares nothing.
    var found = hits(note, "versus", span).filter(function (hit) {
      return !hits(note, "intervention", span).some(function (name) { return notes.inside(hit, name); });
    })[0];
    if (!found) return tie(index, note, span);
    if (amount(note, found) || overcome(note, span, found)) return null;
    if (found.id === "worse") return turned(index, note, span, found);
    var after = { from: found.to, to: Math.min(span.to, found.to + (SHORT[found.id] ? 4 : 12)) };
    var what = hits(note, "intervention", after)[0] || null, sort = hits(note, "comparator", after)[0] || null;
    if (SHORT[found.id] && !what) return null;
    // "A placebo injection", "sham traction": a pretended treatment, and not that treatment.
    var named = sort && sort.id === "sham" && what && sort.from <= what.from ? null : what;
    // "without surgery" compares; "did without it after decompression" does not.
    if (found.id === "instead" && !index.background.has(what.id) && found.to - found.from < 2) return null;
    var end = what ? what.to : sort ? sort.to : found.to;
    if (found.id === "beside" && found.from === span.from) end = aloof(note, span, end);
    return { relation: found.id, from: found.from, to: found.to, what: named ? named.id : null, sort: sort ? sort.id : null, end: end, till: SHORT[found.id] ? 0 : till(note, span, found), listed: end < span.to && (note.tokens[end].comma || /^(?:and|or)$/.test(note.tokens[end].w)) };
  }

  // "Pressing up or planks, it comes to the same": of two treatments named side by side neither does more.
  function tie(index, note, span) {
    var even = hits(note, "tie", span)[0], both = hits(note, "intervention", span).filter(function (hit) { return even && hit.to <= even.from; });
    var next = both.find(function (hit) { return hit.id !== both[0].id && !index.above.intervention.get(hit.id).has(both[0].id); });
    if (!next) return null;
    // "Exercise and a chiropractor came out level": what is used for everything is what the other is compared with.
    var other = index.generic.has(both[0].id) && !index.generic.has(next.id) ? both[0] : next;
    return { relation: "same", from: other.from, to: other.from, what: other.id, sort: null, end: other.to, till: other.to };
  }

  // "No better than a sugar pill, and it makes people dizzy": where a comparison is over.
  function till(note, span, found) {
    for (var at = found.to; at < span.to; at++) {
      if (note.tokens[at].comma && /^(?:and|but|so|yet|while|which|it|they)$/.test(note.tokens[at].w)) return at;
    }
    return 0;
  }

  // "Unlike X, which does this, Y does that": where what is said of X ends.
  function aloof(note, span, end) {
    if (end >= span.to || !note.tokens[end].comma || note.tokens[end].w !== "which") return end;
    for (var at = end + 1; at < span.to; at++) if (note.tokens[at].comma) return at;
    return end;
  }

  // "More than two days", "less than a week": an amount, and nothing compared with.
  function amount(note, hit) {
    var next = note.tokens[hit.to] || {}, then = (note.tokens[hit.to + 1] || {}).w;
    if (hit.to - hit.from !== 2 || !/^(?:more|less)$/.test(note.tokens[hit.from].w)) return false;
    return /^(?:\d.*|half|just|once|twice|two|three|four|five|six|ten)$/.test(next.w) || next.w === "a" && /^(?:few|couple|day|week|month|year|third|quarter|hundred|dozen)$/.test(then);
  }

  // "Beats back pain": a complaint is got the better of, and nothing compared with.
  function overcome(note, span, hit) {
    return hit.id === "better" && hit.to - hit.from === 1 && hits(note, "condition", span).some(function (ill) { return ill.from === hit.to || ill.from === hit.to + 1; });
  }

  // "Pills do less than exercise" praises the exercise: what stands before is what is compared with.
  function turned(index, note, span, found) {
    var what = hits(note, "intervention", { from: span.from, to: found.from })[0], praised = hits(note, "intervention", { from: found.to, to: span.to })[0];
    if (!what || !praised || what.id === praised.id) return null;
    return { relation: "better", from: found.from, to: found.to, what: what.id, sort: null, end: found.to, turned: true };
  }

  var SHORT = { instead: 1, beside: 1 };  // what they compare with follows at once; the statement goes on after it

  function compared(reading, hit) {
    var versus = reading.versus;
    if (!versus || versus.relation === "add-on") return false;
    if (versus.till && versus.to === versus.from) return hit.id === versus.what;
    if (versus.turned) return hit.to <= versus.from;
    if (versus.till && hit.from >= versus.till) return false;
    return hit.from >= versus.to && hit.from <= (SHORT[versus.relation] ? versus.end + (versus.relation === "instead" && versus.listed ? 2 : -1) : versus.to + 12);
  }

  own.comparison = { versus: versus, compared: compared };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
