// 7, second part. Mentions: which outcomes a statement speaks of as what comes about, and which it names by the way.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits, overlap = notes.overlap, inside = notes.inside;

  // The outcomes that a statement names and speaks of as what comes about. `cues`: its words of direction.
  function named(index, note, span, reading, cues) {
    var first = {};
    // "Nerve glides make the nerve glide", "adjustments put bones back in place": the second time it is what comes about.
    hits(note, "intervention", span).forEach(function (hit) { first[hit.id] = Math.min(hit.from, hit.id in first ? first[hit.id] : 1e9); });
    return hits(note, "outcome", span).filter(function (hit) {
      if (hidden(index, note, span, reading, hit, cues) || beside(index, reading, hit, cues) || index.harms.has(hit.id) && listedAil(note, span, hit)) return false;
      if (own.comparison.compared(reading, hit) && !shared(note, reading.versus, hit)) return false;
      // "Whose disc had shrunk did as well as the operated": who they are, and not what came of either.
      if (reading.levelled && hit.to <= reading.versus.from) return false;
      if (toward(note, span, hit, cues) || index.harms.has(hit.id) && aggravates(note, span, hit)) return false;
      if (described(note, hit) && cues.some(function (cue) { return cue.from > hit.to && cue.id === "good"; })) return false;
      return !["intervention", "factor"].some(function (group) {
        return hits(note, group, span).some(function (other) {
          // "Slouching hurts": the finding that is blamed is no outcome beside it.
          if (reading.done.indexOf(other) >= 0 || group === "factor" && (reading.intervention || reading.factors.indexOf(other.id) < 0)) return false;
          var again = group === "intervention" && first[other.id] < other.from;
          // "Puts bones back in place": what is done is told with what it does.
          var does = group === "intervention" && inside(hit, other) && cues.some(function (cue) { return cue.id === "good" && overlap(cue, hit) && cue.to - cue.from > 1; });
          return !again && !does && (inside(hit, other) || hit.from === other.from && hit.to === other.to);
        });
      });
    });
  }

  // "The sciatic leg hurts", "makes the leg pain go": pain in the leg is told and no other beside it; and in "neither helped
  // nor harmed" the harm is but a word of the denial.
  function hidden(index, note, span, reading, hit, cues) {
    return Boolean(reading.treatmentAt) && hits(note, "outcome", span).some(function (other) {
      return index.heads.outcome[other.id] === hit.id && other.from < hit.from && hit.from <= other.to && !own.index.among(index, "told-by-verbs", hit.id);
    }) || index.harms.has(hit.id) && cues.some(function (cue) { return cue.id === "none" && inside(hit, cue); });
  }

  // "A day in bed may help a bad back, and more makes it worse": the complaint gets worse, and no other harm is told.
  function aggravates(note, span, hit) {
    var list = note.tokens.slice(hit.from, hit.to);
    return list.length > 2 && /^mak/.test(list[0].w) && list.some(function (token) { return token.w === "it"; }) && list[list.length - 1].w === "worse" &&
      ["condition", "body"].some(function (group) { return hits(note, group, span).some(function (ill) { return ill.to <= hit.from; }); });
  }

  // In "outdoes surgery for leg pain" the pain is that of both.
  function shared(note, versus, hit) {
    return versus.what && versus.relation === "better" && !versus.turned &&
      note.tokens.slice(versus.end, hit.from).some(function (token) { return /^(?:for|in|at|on|when)$/.test(token.w); });
  }

  // The words of direction that tell what becomes of the outcomes in `found`.
  function verbs(note, span, cues, found) {
    // "No difference to pain, function or going back to work": the "work" and the "hurts" in what is listed are no verbs.
    var none = cues.find(function (cue) { return cue.id === "none"; });
    if (none) cues = cues.filter(function (cue) { return cue.from < none.to || !found.some(function (hit) { return overlap(hit, cue); }); });
    // "Bridges for anyone whose leg hurts": who it is for, and nothing that comes about.
    cues = cues.filter(function (cue) { return !trains(note, cue) && !besides(note, cue); });
    return cues.filter(function (cue) { return cue.id !== "bad" || !ails(note, cue) && !listedAil(note, span, cue) && !answers(note, cue, cues); });
  }

  // "Works best next to exercise, good posture and careful lifting": what a treatment goes together with is no promise.
  function beside(index, reading, hit, cues) {
    var versus = reading.versus;
    return Boolean(versus) && versus.relation === "add-on" && versus.what && hit.from >= versus.end && hit.from - versus.end <= 5 && versus.from > reading.span.from &&
      !own.index.among(index, "told-by-phrases", hit.id) && !cues.some(function (cue) { return cue.from >= versus.to && cue.from <= hit.to; });
  }

  // "Improves posture in patients whose pain is chronic": the pain is what those who are spoken of have.
  // "People who work their abs": not everything that somebody works works.
  function trains(note, cue) {
    return cue.to - cue.from === 1 && /^work/.test(note.tokens[cue.from].w) && /^(?:your|their|his|her|my|our|the|those|these)$/.test((note.tokens[cue.to] || {}).w);
  }

  // "Used beside other treatments for back pain": what else there is, and no promise.
  function besides(note, cue) {
    return /^(?:treatments?|therap(?:y|ies)|remed(?:y|ies))$/.test(note.tokens[cue.from].w) && /^(?:other|another|many|several|all)$/.test((note.tokens[cue.from - 1] || {}).w);
  }

  // "Strains respond well to heat": an ail that something is said of at once, and no verb.
  function answers(note, cue, cues) {
    return cue.to - cue.from === 1 && /s$/.test(note.tokens[cue.from].w) && cues.some(function (other) { return other.from === cue.to && (other.id === "good" || other.id === "fall" || other.id === "falls"); });
  }

  function ails(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(function (token) { return /^(?:whose|where)$/.test(token.w); });
  }

  // "Helps people with a pinched nerve do more", "those who sleep on it hurt less": what they have or do whom it helps.
  function theirs(note, hit) {
    for (var at = Math.max(1, hit.from - 3); at < hit.from; at++) {
      if (/^(?:with|who)$/.test(note.tokens[at].w) && PEOPLE.test(note.tokens[at - 1].w)) return true;
    }
    return false;
  }

  var PEOPLE = /^(?:people|persons?|patients?|clients?|those|anyone|anybody|everyone|somebody|someone|folks?|adults?|men|women|sufferers)$/;

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
    if (hurts && before.some(function (token) { return /^(?:whose|who|if|when|where)$/.test(token.w); })) return true;
    return /^(?:sore|aching|achy|painful|hurting|throbbing)$/.test(note.tokens[hit.to - 1].w) && /^(?:muscles?|joints?|backs?|spots?|areas?|tissues?|hips?|legs?)$/.test((note.tokens[hit.to] || {}).w || "");
  }

  // "Given for nerve pain", "a treatment without drugs": what it is for, and what sort of treatment it is.
  function described(note, hit) {
    var before = note.tokens[hit.from - 1] || {}, two = note.tokens[hit.from - 2] || {}, at = note.tokens[hit.from].w === "without" ? before : before.w === "without" ? two : {};
    if (/^(?:treatments?|therap(?:y|ies)|ways?|methods?|options?|approach|alternatives?|remed(?:y|ies))$/.test(at.w)) return true;
    return note.tokens.slice(Math.max(0, hit.from - 4), hit.from).some(function (token, place, list) {
      return /^(?:given|prescribed|taken)$/.test(token.w) && (list[place + 1] || {}).w === "for";
    });
  }

  // "Better circulation from hanging slows aging": what a treatment is said to give, and then what comes of that, which is the
  // promise; the place of the treatment, or null.
  function source(note, reading) {
    var at = reading.treatmentAt, from = at && note.tokens[at.from - 1];
    return from && from.w === "from" && reading.span.from < at.from && /^(?:may|might|can|could|will|would|also|helps?|slows?|eases?|relieves?|cures?|leads?|makes?|keeps?|brings?)$/.test((note.tokens[at.to] || {}).w) ? at : null;
  }

  // "Once the curve is back, ...": where the clause ends that only tells when something is so, or nowhere.
  function when(note, span) {
    if (IMPERATIVE.test(note.tokens[span.from].w)) return result(note, span);
    var when = /^(?:when|whenever|if|once|after|until|while|as|unless|before|because|since)$/.test(note.tokens[span.from].w);
    for (var at = span.from + 1; at < span.to; at++) if (note.tokens[at].comma) return when || opens(note.tokens, { from: span.from, to: at }) ? at : -1;
    return -1;
  }

  // "Propped on your elbows, you feel the pain fade": how somebody lies or what they have, before the comma and what is told.
  function opens(list, span) {
    return /^(?:with|by|on|in|from|under|.{2,}ed|.{3,}ing)$/.test(list[span.from].w) && span.to < list.length && list[span.to].comma && WHO.test(list[span.to].w) &&
      !list.slice(span.from + 1, span.to).some(function (token) { return token.comma || token.wall; });
  }

  var WHO = /^(?:you|it|they|he|she|we|i|the|your|his|her|their|my|people|patients|many|most|some)$/;

  // "Floss it every day and the scar lets go": what one is told to do brings what follows.
  function result(note, span) {
    for (var at = span.from + 2; at + 2 < span.to; at++) {
      if (note.tokens[at].w === "and" && BRINGS.test(note.tokens[at + 1].w)) return at;
      // "Bend the knee ten times: the pain goes."
      if (note.tokens[at].wall) return notes.after(note, at, ":") ? at : -1;
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

  // "Stretch all you like", "take a pill if you must": what anybody is left to do.
  function left(list) {
    return list.some(function (token, at) {
      return token.w === "you" && /^(?:all|if|as)$/.test((list[at - 1] || {}).w) && /^(?:like|want|wish|must|please)$/.test((list[at + 1] || {}).w) &&
        (!list[at + 2] || list[at + 2].comma || list[at + 2].wall);
    });
  }

  // The harm is named in a promise that there is none.
  function assured(note, hit) {
    var promises = notes.all(note, "assurance");
    return promises.some(function (promise) {
      return promise.id === "words" && overlap(promise, hit) && !promises.some(function (other) { return other.id === "except" && overlap(other, hit); });
    });
  }

  own.mentions = {
    named: named, opens: opens, verbs: verbs, ails: ails, theirs: theirs, eases: eases, supposed: supposed, means: means, attribute: attribute, described: described, when: when, orders: orders,
    source: source, assured: assured, left: left, BRINGS: BRINGS, IMPERATIVE: IMPERATIVE
  };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
