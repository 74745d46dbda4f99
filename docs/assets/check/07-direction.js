// 7. Direction: which way a statement says that an outcome goes, and whether it denies that.
(function (own) {
  "use strict";

  var notes = own.notes, overlap = notes.overlap, inside = notes.inside, among = own.index.among;

  // The cue that tells which way an outcome goes: the verb before it, or the one that follows it ("pain went down").
  function bind(index, note, hit, cues, found) {
    // "Falls from the table are on record": the harm is named, and nothing falls.
    var noun = function (cue) { return cue.id === "falls" && cue.from === hit.from && index.harms.has(hit.id); };
    var same = cues.filter(function (cue) { return overlap(cue, hit) && cue.id !== "cause" && cue.id !== "link" && !noun(cue); });
    // "Got better no faster".
    var within = same.find(function (cue) { return cue.id === "none" && hit.to === cue.to; }) || same[0];
    var before = null, after = null;
    cues.forEach(function (cue) {
      if (cue.to <= hit.from && cue.id !== "falls" && cue.id !== "rises") {
        if (!before || cue.from >= before.from) before = stronger(before, cue, hit);
      } else if (cue.from >= hit.to && cue.from - hit.to <= (before ? 5 : 8) && !after && !between(index, found, hit, cue)) after = cue;
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
  function between(index, found, hit, cue) {
    return found.some(function (other) { return other !== hit && other.from >= hit.to && other.from <= cue.from && !(overlap(other, cue) && among(index, "told-by-verbs", other.id)); });
  }

  function direct(index, note, hit, cue) {
    var term = index.terms.outcome.get(hit.id) || {}, end = pole(note, hit), better = term.better;
    // Named by its other end, less is more: "reduces stiffness" raises flexibility.
    if (end === "bad" && better === "higher") better = "lower";
    if (end === "good" && better === "lower") better = "higher";
    var way = cue.id === "none" && partly(note, cue.from) ? "good" : { falls: "fall", rises: "rise" }[cue.id] || cue.id, denied = negated(note, cue) || inside(cue, hit) && !note.tokens.slice(hit.from + 1, hit.to).some(function (token) { return token.comma; }) && negated(note, hit), direction = null;
    if (way === "bad" && over(note, cue)) way = "good";
    if (way === "none") direction = "no-effect";
    else if (way === "cause") direction = better === "lower" ? "worsens" : "causes";
    else if (way === "link") direction = "associated";
    // What only the words around it tell of has no place of its own: "goes away" is said of the complaint.
    else if (better === "higher" && end === null && (overlap(cue, hit) || hit.from === hit.to && way === "fall") && (among(index, "told-by-verbs", hit.id) || among(index, "told-by-phrases", hit.id))) direction = "improves";
    else if ((better === "neither" || !better) && way === "good") direction = "increases";
    else if (better === "neither" || !better) direction = (way === "fall" || way === "bad") === (end === "bad") ? "increases" : "decreases";
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

  // "The root is no longer squashed": what was wrong is over.
  function over(note, cue) {
    var list = note.tokens.slice(Math.max(0, cue.from - 3), cue.from);
    return list.some(function (token, at) { return token.w === "no" && (list[at + 1] || {}).w === "longer"; });
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
        if (token.wall || /^(?:but|yet|because|although|though|which|that|if|when|so|and)$/.test(token.w)) return false;
        // "Without a slipped disc, ...": what is missing is named, and nothing denied of what follows.
        if (token.comma && note.tokens[hit.to - 1].w === "without") return false;
      }
      // "Will not give most people with a sore back a better ...": what is not given may stand far behind.
      var given = /^(?:give|bring|get|lead|make|do|offer|mean|provide|produce|result|show)/.test((note.tokens[hit.to] || {}).w || "");
      // "Neither has it ever done anyone harm": the verb stands first, and the rest behind it.
      var turned = /^(?:neither|nor|never)$/.test(note.tokens[hit.from].w) && /^(?:has|have|had|did|does|do|is|will)$/.test((note.tokens[hit.to] || {}).w || "");
      return words(note, hit.to, cue.from) <= (hit.id === "none" ? 9 : given ? 12 : turned ? 8 : 4) || hit.from <= 1 && words(note, hit.to, cue.from) <= 8;
    });
  }

  // How many words stand between, without those that only lead to the next: "without a single one of the dangers".
  function words(note, from, to) {
    return note.tokens.slice(from, to).filter(function (token) { return !LEADS.test(token.w); }).length;
  }

  var LEADS = /^(?:an?|the|of|any|single|one|all|your|their|its|those|these)$/;

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

  own.direction = { bind: bind, direct: direct, pole: pole, negated: negated, partly: partly };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
