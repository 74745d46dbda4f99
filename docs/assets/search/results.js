// Search, 5 of 5: what becomes of the ranked claims: filters and their counts, order, terms, and what the screen shows.
(function (own) {
  "use strict";

  var words = globalThis.BackedCheck.words, inside = own.inside, Engine = inside.Engine;
  var STOP = inside.STOP, WEAK = inside.WEAK, cut = inside.cut, affinity = inside.affinity, order = inside.order;

  // {group: Set of tags that pass}, unknown ids pass nothing; narrower terms pass with the broader one.
  Engine.prototype.filters = function (chosen) {
    var wanted = {}, self = this;
    Object.keys(chosen).forEach(function (group) {
      var number = chosen[group] ? self.tagNumber(group, chosen[group]) : -1;
      if (chosen[group]) wanted[group] = number < 0 ? new Set() : self.tags[number].below;
    });
    return wanted;
  };

  // The claims that pass every filter, and for each facet how many pass with each of its values and all other filters.
  Engine.prototype.narrow = function (claims, wanted) {
    var groups = this.data.facets.map(function (pair) { return pair[0]; }), kept = [], counts = {}, size = this.tags.length, self = this;
    groups.forEach(function (group) { counts[group] = new Int32Array(size); });
    claims.forEach(function (n) {
      var failed = groups.filter(function (group) { return wanted[group] && !self.passes(n, group, wanted[group]); });
      if (failed.length > 1) return;
      if (!failed.length) kept.push(n);
      (failed.length ? failed : groups).forEach(function (group) { self.count(n, group, counts[group]); });
    });
    return { claims: kept, facets: counts };
  };

  Engine.prototype.passes = function (n, group, tags) {
    var value = this.data.claims[group][n];
    return Array.isArray(value) ? value.some(function (tag) { return tags.has(tag); }) : tags.has(value);
  };

  // Counts a claim for its values in a facet and for all that are broader. A claim with several has none above them.
  Engine.prototype.count = function (n, group, counts) {
    var value = this.data.claims[group][n], above, i;
    if (Array.isArray(value)) {
      for (i = 0; i < value.length; i++) counts[value[i]]++;
    } else if (value >= 0) {
      above = this.tags[value].lineage;
      for (i = 0; i < above.length; i++) counts[above[i]]++;
    }
  };

  Engine.prototype.sorted = function (claims, by) {
    var columns = this.data.claims, rank = this.rank, place = new Map();
    if (by !== "certainty" && by !== "date") return claims;
    claims.forEach(function (n, at) { place.set(n, at); });
    function key(n) { return by === "date" ? -columns.reviewed[n] : rank.get(columns.certainty[n]); }
    return claims.slice().sort(function (a, b) { return key(a) - key(b) || place.get(a) - place.get(b); });
  };

  // Terms (not kinds, levels, verdicts or designs) that the query names, best first.
  var TERM_FOLDERS = { intervention: "interventions", condition: "conditions", outcome: "outcomes", factor: "factors" };
  Engine.prototype.terms = function (tokens, tagScores) {
    var self = this, telling = tokens.filter(function (token) { return !token.weak; }).length || 1;
    var named = this.tags.map(function (tag) {
      return tagScores.reduce(function (sum, scores, place) { return sum + (tokens[place].weak ? 0 : ownScore(self, tag, scores)); }, 0) / telling;
    });
    return order(this.tags.length, function (n) { return TERM_FOLDERS[self.tags[n].group] && named[n] >= 0.3 ? named[n] : 0; }).map(function (n) {
      var tag = self.tags[n];
      return { path: TERM_FOLDERS[tag.group] + "/" + tag.id + "/", title: tag.label, group: tag.group, score: named[n], tag: n };
    });
  };

  // What a tag has of its own, not from a broader one.
  function ownScore(engine, tag, scores) {
    var inherited = 0;
    tag.above.forEach(function (steps, up) {
      if (steps) inherited = Math.max(inherited, scores[up] * Math.pow(inside.CHILD, steps));
    });
    return scores[tag.number] > inherited + 1e-6 ? scores[tag.number] : 0;
  }

  // The values of a facet with their counts: those with an order of their own in it, the others by count.
  Engine.prototype.values = function (group, counts) {
    var found = this.tags.filter(function (tag) { return counts[tag.number]; }).map(function (tag) { return { tag: tag, count: counts[tag.number] }; });
    return found.sort(function (a, b) {
      if (group === "certainty" || group === "verdict") return a.tag.number - b.tag.number;
      return b.count - a.count || (a.tag.label < b.tag.label ? -1 : 1);
    });
  };

  // The headings of a written page, [heading, anchor], that hold a word of the query.
  Engine.prototype.headings = function (page, tokens) {
    var dictionary = this.dictionary, telling = tokens.filter(function (token) { return !token.weak; });
    return page.headings.filter(function (pair) {
      return cut(pair[0]).some(function (word) {
        var number = dictionary.stemOf.get(word);
        return telling.some(function (token) { return token.stems.has(number); });
      });
    });
  };

  // --- For the screen ------------------------------------------------------------------------------------------------

  // One claim as it is shown: everything but its sentence, which is fetched.
  Engine.prototype.claim = function (n) {
    var claims = this.data.claims, kind = this.tags[claims.kind[n]].id, verdict = this.tags[claims.verdict[n]].id;
    var level = this.tags[claims.certainty[n]].id, labels = this.data.words, shown = labels.claim_verdicts[verdict];
    return {
      id: claims.id[n], path: "claims/" + claims.id[n] + "/", line: claims.line[n], kind: kind,
      verdict: verdict, sign: labels.sign_by_kind[kind + " " + verdict] || shown[0], word: labels.by_kind[kind + " " + verdict] || shown[1],
      harm: kind === "harm" || kind === "precaution",
      certainty: level, circles: labels.certainties[level][0], sure: labels.certainties[level][1],
      reviewed: day(claims.reviewed[n])
    };
  };

  // Days after 2020-01-01 -> "2026-11-21".
  function day(days) {
    return new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10);
  }

  // Names of terms that are nearest to words we do not know: the same beginning, or few edits for their length.
  Engine.prototype.near = function (query, most) {
    var sought = this.read(query).filter(function (token) { return !token.weak; }).map(function (token) { return token.word; });
    var best = new Map();
    this.tags.forEach(function (tag) {
      if (!TERM_FOLDERS[tag.group]) return;
      tag.names.forEach(function (name) {
        cut(name).forEach(function (word) {
          if (word.length < 3 || STOP.has(word) || WEAK.has(word)) return;
          sought.forEach(function (typed) {
            var score = likeness(typed, word);
            if (score >= 0.5 && !((best.get(tag.number) || [0])[0] >= score)) best.set(tag.number, [score, tag.label]);
          });
        });
      });
    });
    return Array.from(best.values()).sort(function (a, b) { return b[0] - a[0] || (a[1] < b[1] ? -1 : 1); })
      .slice(0, most || 5).map(function (pair) { return pair[1]; });
  };

  function likeness(a, b) {
    var longest = Math.max(a.length, b.length), limit = Math.ceil(longest / 2);
    return 0.6 * (1 - Math.min(limit + 1, words.distance(a, b, limit)) / longest) + 0.4 * affinity(a, b);
  }
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
