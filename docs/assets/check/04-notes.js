// 4. Notes: one sentence -> tokens and everything that was recognised in it: terms and cue words, with overlaps settled.
(function (own) {
  "use strict";

  var words = own.words, TERMS = { condition: 1, intervention: 1, outcome: 1, factor: 1 };

  // What a misspelt word was meant for, or "".
  function meant(index, word, stem) {
    if (index.corrected.has(word)) return index.corrected.get(word);
    var best = "", least = 9, limit = words.allowance(stem.length), near = index.targets.get(stem.charAt(0));
    if (limit && near && !index.known.has(stem) && !index.known.has(word) && !index.ordinary.has(stem) && !/\d/.test(word)) {
      near.forEach(function (target) {
        if (words.allowance(target.length) < 1) return;
        var away = words.distance(stem, target, Math.min(limit, words.allowance(target.length)));
        if (away <= Math.min(limit, words.allowance(target.length)) && away < least) { best = target; least = away; }
      });
    }
    if (index.corrected.size > 20000) index.corrected.clear();
    index.corrected.set(word, best);
    return best;
  }

  // Two words of a name are right and one is slightly wrong: "bold pressure", "hernated disc"; and "ur" is "your".
  function slips(index, list) {
    list.forEach(function (token) {
      var full = index.short.get(token.w);
      if (full) { token.w = full; token.s = words.stem(full); }
      var slip = meant(index, token.w, token.s);
      if (slip) token.slip = slip;
    });
  }

  function take(index, text, base) {
    var list = words.tokens(text, base);
    slips(index, list);
    var note = { text: text, base: base, tokens: list, groups: {}, spared: index.language["told-by-phrases"] || [] };
    index.phrases.find(list).forEach(function (hit) {
      var group = hit.report.group;
      (note.groups[group] = note.groups[group] || []).push({
        from: hit.from, to: hit.to, weight: hit.weight, id: hit.report.id, end: hit.report.end
      });
    });
    settle(note);
    return note;
  }

  // More words, or as many and a longer stretch.
  function fuller(one, other) {
    return one.weight > other.weight || one.weight === other.weight && one.to - one.from > other.to - other.from;
  }

  function inside(small, large) {
    return small.from >= large.from && small.to <= large.to && small.to - small.from < large.to - large.from;
  }
  function overlap(one, other) { return one.from < other.to && other.from < one.to; }
  function same(one, other) { return one.from === other.from && one.to === other.to; }
  function all(note, group) { return note.groups[group] || []; }

  // Whether the gap that a phrase leaves open holds one of these words.
  function over(note, hit, words) {
    return hit.weight < hit.to - hit.from && note.tokens.slice(hit.from + 1, hit.to - 1).some(function (token) { return words.test(token.w); });
  }

  // "Glides can irritate the nerve" is no name: it reaches over the verb of the sentence.
  var VERBS = /^(?:can|may|might|could|will|would|should|must)$/;

  // "Shrink a disc, but it eases back pain": nor does a name go on beyond its clause.
  var TURNS = /^(?:but|because|although|though|whereas)$/;

  // "Tension can ... the back": nor does the name of an outcome reach over the verb to a part of the body.
  function bodily(note, hit) { return all(note, "body").some(function (part) { return part.to === hit.to && part.from > hit.from; }); }

  var CAREFUL = { precaution: 1, warning: 1, against: 1 };

  function settle(note) {
    settleTerms(note);
    settleElsewhere(note);
    settleNegation(note);
    supposed(note);
    settleStrength(note);
    settleCare(note);
    settleCounsel(note);
    settleDirection(note);
    settleChain(note);
    settleSigns(note);
    // "Next to nothing" compares with nothing, nor does a heart that beats.
    note.groups.versus = longest(all(note, "versus")).filter(function (hit) {
      return !all(note, "direction").some(function (cue) { return inside(hit, cue) && cue.id === "none"; }) &&
        !all(note, "outcome").some(function (name) { return inside(hit, name); });
    });
    likened(note);
    unsaid(note);
  }

  // "Every month or so", "if so": nothing follows from anything.
  function settleChain(note) {
    note.groups.chain = all(note, "chain").filter(function (hit) {
      return hit.to - hit.from > 1 || note.tokens[hit.from].w !== "so" || !/^(?:or|if|not|just|do|did|does|say|said|think)$/.test((note.tokens[hit.from - 1] || {}).w);
    });
  }

  // "The leg pain gives way to numbness": no leg gives way.
  function settleSigns(note) {
    var harmless = all(note, "emergency").filter(function (hit) { return hit.id === "none"; });
    note.groups.emergency = all(note, "emergency").filter(function (hit) {
      return hit.id !== "none" && !harmless.some(function (other) { return overlap(other, hit); });
    });
  }

  // Longer names win over shorter ones inside them.
  function settleTerms(note) {
    var friends = all(note, "false");
    Object.keys(TERMS).forEach(function (group) {
      note.groups[group] = all(note, group).filter(function (hit) {
        return !(group === "outcome" && operated(note, hit)) && !over(note, hit, TURNS) && !(over(note, hit, VERBS) && (group !== "outcome" || bodily(note, hit)));
      }).filter(function (hit) {
        return !friends.some(function (other) { return other.id === hit.id && overlap(other, hit) && other.weight >= hit.weight; });
      }).filter(function (hit, i, list) {
        return !list.some(function (other, j) {
          if (other === hit) return false;
          if (other.id === hit.id && overlap(other, hit)) return fuller(other, hit) || !fuller(hit, other) && j < i;
          return inside(hit, other) && other.weight > hit.weight;
        });
      });
    });
  }

  // "Those who went under the knife": who was treated so, and nobody spared.
  function operated(note, hit) {
    return note.spared.indexOf(hit.id) >= 0 && /^(?:who|that|were|was)$/.test((note.tokens[hit.from - 1] || {}).w || "") &&
      !note.tokens.slice(hit.from, hit.to).some(function (token) { return /^(?:no|not|never|without|avoid.*|less|fewer|need.*|escape.*|spared?|out)$/.test(token.w); });
  }

  function settleNegation(note) {
    note.either = either(note);
    var excepts = all(note, "negation").filter(function (hit) { return hit.id === "except"; });
    note.groups.negation = all(note, "negation").filter(function (hit) {
      // "Do not leave the bed" names the rest; its "not" denies nothing beside it.
      var named = ["intervention", "factor"].some(function (group) { return all(note, group).some(function (other) { return inside(hit, other); }); });
      return hit.id !== "except" && !named && !rhetorical(note, hit) && hit.from !== note.either && !excepts.some(function (other) { return overlap(hit, other); });
    });
  }

  // "Is it not time ...?", "who would not want ...?": who asks so means that it is.
  function rhetorical(note, hit) {
    return hit.from <= 3 && note.tokens[hit.to - 1].w === "not" && /\?["'”’)]*\s*$/.test(note.text) && /^(?:is|are|was|does|do|did|would|will|can|could|should|has|have|who|why)$/.test(note.tokens[0].w);
  }

  function settleStrength(note) {
    var plain = all(note, "strength").filter(function (hit) { return hit.id === "except"; });
    note.groups.strength = all(note, "strength").filter(function (hit) {
      return hit.id !== "except" && !plain.some(function (other) { return overlap(hit, other) && other.weight >= hit.weight; });
    });
  }

  // "People with sciatica can avoid surgery" warns of nothing.
  function settleCare(note) {
    var spared = all(note, "outcome").filter(function (hit) { return note.spared.indexOf(hit.id) >= 0; });
    ["kind", "mode"].forEach(function (group) {
      note.groups[group] = all(note, group).filter(function (hit) {
        return !CAREFUL[hit.id] || !spared.some(function (other) { return hit.from <= other.from && hit.to > other.from && hit.to < other.to; });
      });
    });
  }

  // "Chiropractors recommend it": who treats or sells says so, and no guideline.
  function settleCounsel(note) {
    var said = all(note, "mode").filter(function (hit) { return hit.id === "counsel"; });
    ["kind", "mode"].forEach(function (group) {
      note.groups[group] = all(note, group).filter(function (hit) {
        return hit.id !== "guideline" && hit.id !== "guidance" || !said.some(function (other) { return overlap(hit, other); });
      });
    });
  }

  // "Bulging" in "a bulging disc" and "pinched" in "a pinched nerve" name the complaint; they are no verbs.
  // So does "free" in "free delivery", and "lower" in "lower back".
  function settleDirection(note) {
    var names = all(note, "condition").concat(all(note, "factor"), all(note, "body"), all(note, "elsewhere").filter(function (hit) { return hit.id === "business"; }));
    note.groups.direction = longest(all(note, "direction")).filter(function (hit) {
      return !names.some(function (name) { return inside(hit, name) && !verb(note, hit, name); }) && !named(note, hit) && !amount(note, hit);
    });
  }

  // "Less than one in a million": how many, and nothing that falls.
  function amount(note, hit) {
    return hit.to - hit.from === 1 && /^(?:less|more|fewer|lower|higher|greater)$/.test(note.tokens[hit.from].w) && (note.tokens[hit.to] || {}).w === "than" &&
      /^(?:\d.*|one|two|three|four|five|six|ten|half|a)$/.test((note.tokens[hit.to + 1] || {}).w || "");
  }

  // "Bed rest or no bed rest": one way is as good as the other; the place of the "no", or -1.
  function either(note) {
    var list = note.tokens;
    return list.findIndex(function (token, at) {
      return token.w === "no" && at > 1 && list[at - 1].w === "or" && list.slice(at + 1, at + 3).some(function (next) { return next.s === list[at - 2].s; });
    });
  }

  // "Moving will not hurt your back": the first word of the name is the verb after all.
  function verb(note, hit, name) {
    var before = (note.tokens[hit.from - 1] || {}).w;
    return hit.from === name.from && (VERBS.test(before) || before === "not");
  }

  // "If it were as good as they say, guidelines would recommend it": they do not; and "would not" says that they do.
  function supposed(note) {
    var list = note.tokens, were = list.findIndex(function (token) { return token.w === "were"; });
    if (list[0].w !== "if" || were < 0 || /^(?:you|i|we)$/.test(list[were - 1].w) || (list[were + 1] || {}).w === "to") return;
    var comma = list.findIndex(function (token, at) { return at > were && token.comma; });
    var would = comma < 0 ? -1 : list.findIndex(function (token, at) { return at >= comma && token.w === "would"; });
    if (would < 0) return;
    note.groups.direction = all(note, "direction").filter(function (hit) { return hit.from >= comma; });
    var kept = note.groups.negation.filter(function (hit) { return hit.from !== would + 1; });
    note.groups.negation = kept.length < note.groups.negation.length ? kept : kept.concat({ from: would, to: would + 1, weight: 1, id: "word" });
  }

  // "As though it were a tight muscle": what a thing is likened to is not spoken of.
  function likened(note) {
    note.tokens.forEach(function (token, at, list) {
      if (token.w !== "as" || !/^(?:though|if)$/.test((list[at + 1] || {}).w)) return;
      for (var end = at + 2; end < list.length && !list[end].comma && !list[end].wall; end++);
      if (end < list.length) drop(note, { from: at, to: end }, SAID.concat("factor"));
    });
  }

  // What is noted within a span counts no longer.
  function drop(note, span, groups) {
    note.tokens.slice(span.from, span.to).forEach(function (token) { token.unsaid = true; });
    groups.forEach(function (group) { note.groups[group] = all(note, group).filter(function (other) { return !overlap(other, span); }); });
  }

  // "Sold as risk free, yet ...": what others say is not said here, nor what is called another question.
  function unsaid(note) {
    all(note, "mode").forEach(function (hit) {
      var turn = hit.id === "hearsay" && all(note, "joint").find(function (joint) { return joint.from >= hit.to && /^(?:but|yet|however)$/.test(note.tokens[joint.from].w); });
      var span = turn ? { from: 0, to: turn.from } : hit.id === "another" || hit.id === "whoever" ? hit : null;
      if (!span || hit.id !== "whoever" && !all(note, "direction").concat(turn ? all(note, "outcome") : []).some(function (other) { return !overlap(other, span); })) return;
      if (hit.id === "whoever") note.groups.intervention = all(note, "intervention").filter(function (other) { return !overlap(other, span); });
      drop(note, span, SAID);
    });
  }

  var SAID = ["direction", "outcome", "mode", "strength", "quantifier", "kind", "pole", "assurance"];

  // "Stretching keeps ...", "McKenzie moves": what a treatment is called is no verb, as "strengthens your core" is.
  function named(note, hit) {
    return all(note, "intervention").some(function (name) {
      return name.weight >= name.to - name.from && hit.from >= name.from && hit.to <= name.to && (hit.from > name.from || /ing$/.test(note.tokens[hit.from].w));
    });
  }

  function longest(list) {
    return list.filter(function (hit) {
      return !list.some(function (other) { return other !== hit && inside(hit, other) && other.weight >= hit.weight; });
    });
  }

  // A name from elsewhere ("cervical traction") hides a shorter one of ours.
  function settleElsewhere(note) {
    var ours = [];
    Object.keys(TERMS).forEach(function (group) { ours = ours.concat(all(note, group)); });
    var kept = all(note, "elsewhere").filter(function (hit) {
      // "Your back pays the price": no trade.
      if (hit.id === "business" && all(note, "direction").some(function (cue) { return inside(hit, cue) && cue.weight > hit.weight; })) return false;
      return hit.id === "parts" || !ours.some(function (term) { return (inside(hit, term) || same(hit, term)) && term.weight >= hit.weight; });
    });
    note.groups.elsewhere = longest(kept);
    Object.keys(TERMS).forEach(function (group) {
      note.groups[group] = all(note, group).filter(function (hit) {
        return !kept.some(function (other) { return other.id !== "business" && other.id !== "parts" && inside(hit, other) && other.weight > hit.weight; });
      });
    });
  }

  // The notes of a group within a span of tokens.
  function hits(note, group, span) {
    return all(note, group).filter(function (hit) { return hit.from >= span.from && hit.to <= span.to; });
  }

  // Whether this sign stands before a token.
  function after(note, at, sign) { return note.text.slice(0, note.tokens[at].a - note.base).trim().slice(-1) === sign; }

  function last(list) { return list.length ? list[list.length - 1] : null; }

  own.notes = { take: take, hits: hits, after: after, last: last, overlap: overlap, inside: inside, same: same, all: all };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
