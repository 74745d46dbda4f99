// 11. Candidates: which claims come into question for a reading, and how many words they share with it.
(function (own) {
  "use strict";

  // Claims that share a treatment, an exposure or (when there is neither) an outcome, a condition or rare words.
  function candidates(index, reading, query) {
    var set = new Set();
    function add(list) { (list || []).forEach(function (claim) { set.add(claim); }); }
    reading.interventions.forEach(function (hit) {
      kinOf(index, hit.id).forEach(function (id) { add(index.by.intervention.get(id)); });
    });
    reading.factors.forEach(function (id) { add(index.by.factor.get(id)); });
    if (!set.size || !reading.intervention) {
      reading.conditions.forEach(function (id) {
        var pair = (index.language["factor-conditions"] || {});
        Object.keys(pair).forEach(function (factor) { if (pair[factor] === id) add(index.by.factor.get(factor)); });
        add(index.by.condition.get(id));
      });
      if (reading.outcome && !set.size) add(index.by.outcome.get(reading.outcome));
    }
    add(reading.facts.concat(reading.fact || []).map(function (id) { return index.by.id.get(id); }).filter(Boolean));
    if (reading.urgent && reading.helped) (index.language["alarm-conditions"] || []).forEach(function (id) { add(index.by.condition.get(id)); });
    rarest(index, query).forEach(function (number) { set.add(index.claims[number]); });
    return set;
  }

  // A treatment with all that are broader, narrower or of its family; found once for each.
  function kinOf(index, id) {
    if (!index.kin.has(id)) index.kin.set(id, kin(index.above.intervention, index.heads.intervention, id));
    return index.kin.get(id);
  }

  function kin(above, heads, id) {
    var found = [id];
    if (above.has(id)) above.get(id).forEach(function (steps, up) { found.push(up); });
    above.forEach(function (ups, other) { if (ups.has(id)) found.push(other); });
    if (heads[id]) found.push(heads[id]);
    Object.keys(heads).forEach(function (other) { if (heads[other] === id) found.push(other); });
    return found;
  }

  // Claims that share the rarest words of the sentence: the way in when no slot leads there.
  function rarest(index, query) {
    var bags = own.index.bags(index), keys = Array.from(query.weights.keys()).filter(function (stem) { return bags.posted.has(stem); });
    keys.sort(function (one, other) { return bags.posted.get(one).length - bags.posted.get(other).length; });
    var set = new Set();
    keys.slice(0, 4).forEach(function (stem) {
      var list = bags.posted.get(stem);
      if (list.length <= Math.max(40, index.claims.length / 20)) list.forEach(function (number) { set.add(number); });
    });
    return set;
  }

  // The words of a reading with their weights: {weights: stem -> weight, squares: [stem, weight squared] of each, norm}.
  function bag(index, reading) {
    var bags = own.index.bags(index), weights = new Map(), norm = 0;
    reading.tokens.forEach(function (token) { weights.set(token.slip || token.s, bags.weight(token.slip || token.s)); });
    weights.forEach(function (weight) { norm += weight * weight; });
    return { weights: weights, squares: Array.from(weights, function (each) { return [each[0], each[1] * each[1]]; }), norm: norm };
  }

  // Share of the rarer words that sentence and claim have in common, 0 to 1.
  function likeness(index, query, claim) {
    var best = 0;
    own.index.bags(index).list[claim.number].forEach(function (text) {
      var shared = 0;
      for (var at = 0; at < query.squares.length; at++) if (text.stems.has(query.squares[at][0])) shared += query.squares[at][1];
      best = Math.max(best, shared / (Math.sqrt(query.norm * text.norm) || 1));
    });
    return best;
  }

  own.candidates = { bag: bag, find: candidates, likeness: likeness };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
