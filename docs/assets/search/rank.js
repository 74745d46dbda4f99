// Search, 4 of 5: ranking. What was typed -> scores of claims.
//
// Each word of the query is worth its rarity times how well the claim takes it up: 1 where it belongs to a name of one
// of the claim's terms that the query holds in full, less for a part of a name, for a word of the claim's line, and
// for a word of its other fields. Between equals, plain questions come first.
(function (own) {
  "use strict";

  var inside = own.inside, Engine = inside.Engine, cut = inside.cut, raise = inside.raise, order = inside.order;
  var STOP = inside.STOP, WEAK = inside.WEAK, words = globalThis.BackedCheck.words;

  // How much counts what; found by measuring with evaluation/queries.yml.
  var LINE = 0.72, OTHER = 0.4, IDENTITY = 0.62;     // a word of the claim's line, of its other fields, of its id
  var TAKEN = 0.75;                                  // times this where the word belongs to another term's name
  var PART = 0.45, SCATTERED = 0.6;                  // a part of a name; all of it, but not in a row
  var CHILD = 0.35, PARENT = 0.35;                   // a claim on a narrower, or a broader term than the one named
  var WEAK_SHARE = 0.25, WHOLE = 0.1, ASKED = 0.15, CENTRAL = 0.15, SHORT = 0.05;
  var GOOD = 0.3, KEEP = 0.6;
  // From these scores on a claim is about a word; what else it is compared with stands in its other words, but its
  // condition and its outcome are named. Up to FEW words must all be in one claim, of more of them this share.
  var ABOUT = 0.4, NAMED = 0.5, FEW = 3, MOST_OF = 0.5;
  var MOST_TOKENS = 24;

  // The query's words: {word, weak, stems, known, slip}. The last one is open while no space follows it.
  Engine.prototype.read = function (query) {
    var list = cut(query).slice(0, MOST_TOKENS), dictionary = this.dictionary, open = /[^\s.,;:!?)]$/.test(query), kept = [];
    for (var i = 0; i < list.length; i++) {
      var last = i === list.length - 1 && open, joined = i + 1 < list.length && list[i] + list[i + 1];
      // "hangups" and "hang ups", "x-ray" and "xray" are the same to people.
      if (joined && joined.length > 3 && !(dictionary.knows(list[i]) && dictionary.knows(list[i + 1])) && dictionary.knows(joined)) {
        kept.push({ word: joined, open: last });
        i++;
      } else if (parts(dictionary, list[i], last)) {
        parts(dictionary, list[i], last).forEach(function (word) { kept.push({ word: word, open: false }); });
      } else {
        kept.push({ word: list[i], open: last });
      }
    }
    var telling = kept.filter(function (token) { return token.open || !STOP.has(token.word); });
    if (telling.length > 1) telling = telling.filter(function (token) { return !STOP.has(token.word); });
    telling.forEach(function (token) {
      token.weak = WEAK.has(token.word) || (token.open && token.word.length < 2);
      Object.assign(token, dictionary.expand(token.word, token.open));
    });
    if (telling.every(function (token) { return token.weak; })) telling.forEach(function (token) { token.weak = false; });
    return telling;
  };

  // "gravitytable" -> ["gravity", "table"], where the whole is no word we know.
  function parts(dictionary, word, open) {
    if (word.length < 7 || dictionary.knows(word)) return null;
    if (open) { var range = dictionary.range(word); if (range[1] > range[0]) return null; }
    for (var at = word.length - 3; at >= 3; at--) {
      var head = word.slice(0, at), tail = word.slice(at);
      if (dictionary.stemOf.has(head) && dictionary.stemOf.has(tail)) return [head, tail];
    }
    return null;
  }

  // Per token a Float32Array: how well each tag takes it up. A name that the query holds in full counts in full.
  Engine.prototype.tagScores = function (tokens) {
    var phrases = this.phrases, sums = new Float32Array(phrases.length), self = this;
    var perToken = tokens.map(function (token) {
      var taken = new Map();
      token.stems.forEach(function (weight, number) {
        self.phrasesOf.of(number).forEach(function (phrase) {
          if (!(taken.get(phrase) >= weight)) taken.set(phrase, weight);
        });
      });
      taken.forEach(function (weight, phrase) { sums[phrase] += Math.max(weight, 0.9); });
      return taken;
    });
    return perToken.map(function (taken) {
      var scores = new Float32Array(self.tags.length);
      taken.forEach(function (weight, phrase) {
        var share = Math.min(1, sums[phrase] / phrases[phrase].different), tag = phrases[phrase].tag;
        var score = weight * (share <= 0.85 ? PART * share : inRow(phrases[phrase].stems, tokens) ? 1 : SCATTERED);
        if (scores[tag] < score) scores[tag] = score;
      });
      return self.inherit(scores);
    });
  };

  function inRow(stems, tokens) {
    for (var at = 0; at + stems.length <= tokens.length; at++) {
      var place = 0;
      while (place < stems.length && tokens[at + place].stems.has(stems[place])) place++;
      if (place === stems.length) return true;
    }
    return false;
  }

  // A claim on inversion is a claim on traction too, at a discount for each step; and one on pain bears on leg pain.
  Engine.prototype.inherit = function (scores) {
    return Float32Array.from(this.tags, function (tag) {
      if (!tag.broader.length && tag.below.size === 1) return scores[tag.number];
      var best = scores[tag.number];
      tag.above.forEach(function (steps, up) {
        best = Math.max(best, scores[up] * Math.pow(CHILD, steps));
      });
      tag.below.forEach(function (down) {
        if (down !== tag.number) best = Math.max(best, scores[down] * PARENT);
      });
      return best;
    });
  };

  // Per token a Float32Array: how well each claim takes it up.
  Engine.prototype.claimScores = function (token, tagScores) {
    var row = new Float32Array(this.size), self = this, designs = this.data.claims.design;
    var line = Math.max.apply(null, tagScores) > 0.9 ? LINE * TAKEN : LINE;
    token.stems.forEach(function (weight, number) {
      raise(row, self.lines.of(number), weight * line);
      raise(row, self.others.of(number), weight * OTHER);
      raise(row, self.identities.of(number), weight * IDENTITY);
    });
    this.columns.forEach(function (column) {
      for (var n = 0; n < row.length; n++) {
        var tag = column.tags[n];
        if (tag >= 0 && tagScores[tag] * column.weight > row[n]) row[n] = tagScores[tag] * column.weight;
      }
    });
    for (var n = 0; n < row.length; n++) {
      for (var d = 0; d < designs[n].length; d++) {
        var score = tagScores[designs[n][d]] * inside.GROUP_WEIGHT.design;
        if (score > row[n]) row[n] = score;
      }
    }
    return row;
  };

  // options: {filters: {group: id}, sort: "relevance" | "certainty" | "date"}. Returns everything that fits:
  // {tokens, claims: [number], unfiltered: how many without filters, complete: whether one holds all words, facets:
  // {group: counts by tag}, terms, shelves: {name: [item]}, unheld: [what no claim is about], slips: [[typed, meant]]}
  Engine.prototype.search = function (query, options) {
    var tokens = this.read(query), tagScores = this.tagScores(tokens), scored = this.score(tokens, tagScores);
    var wanted = this.filters((options && options.filters) || {}), self = this, shelves = {};
    var narrowed = this.narrow(scored.claims, wanted);
    Object.keys(this.shelves).forEach(function (name) { shelves[name] = tokens.length ? self.shelves[name].find(tokens) : []; });
    var found = {
      tokens: tokens, claims: this.sorted(narrowed.claims, options && options.sort), unfiltered: scored.claims.length,
      complete: scored.complete, facets: narrowed.facets,
      terms: tokens.length ? this.terms(tokens, tagScores) : [], shelves: shelves
    };
    var runs = tokens.length > 2 ? lacking(query, tokens, scored.lacking) : [];
    found.unheld = scored.held ? [] : runs.length ? runs : [query.trim()];
    found.slips = tokens.filter(function (token) { return token.slip; }).map(function (token) { return [token.word, token.slip]; });
    return found;
  };

  // The words that are marked, as typed; neighbours are one: "stem cell".
  function lacking(query, tokens, marked) {
    var found = [], folded = words.fold(query), open = null, from = 0;
    tokens.forEach(function (token, place) {
      var at = folded.indexOf(token.word, from);
      if (at < 0) at = from;  // two words typed as one, or one as two
      from = Math.min(at + token.word.length, query.length);
      if (!marked[place]) { open = null; return; }
      if (!open) found.push(open = { a: at });
      open.b = from;
    });
    return found.map(function (run) { return query.slice(run.a, run.b).trim(); }).filter(Boolean);
  }

  // {claims: [number] that fit, best first, complete, held: whether one is about what was typed, lacking: per token
  // whether no claim is about it}
  Engine.prototype.score = function (tokens, tagScores) {
    var size = this.size, totals = new Float64Array(size), whole = new Uint8Array(size).fill(1), sum = 0, self = this, any = false;
    var about = new Float64Array(size), telling = 0, told = 0;
    var lacking = tokens.map(function (token, place) {
      var row = self.claimScores(token, tagScores[place]), good = 0, n;
      for (n = 0; n < size; n++) if (row[n] >= GOOD) good++;
      var rarity = Math.log(1 + (size + 1) / (good + 0.5)) * (token.weak ? WEAK_SHARE : 1);
      sum += rarity;
      for (n = 0; n < size; n++) {
        totals[n] += row[n] * rarity;
        if (row[n] === 0 && !token.weak) whole[n] = 0;
      }
      if (token.weak) return false;
      telling += rarity;
      told++;
      return !self.tell(about, token, row, tagScores[place], rarity);
    });
    var best = 0, most = 0, asked = this.asked(tagScores), weights = this.data.claims.weight, lines = this.data.claims.line;
    for (var n = 0; n < size; n++) {
      var share = sum ? totals[n] / sum : 1;
      totals[n] = share && share + CENTRAL * weights[n] / 99 + SHORT / (1 + lines[n].length / 40) + (whole[n] && sum ? WHOLE : 0) + ASKED * asked[n];
      if (totals[n] > best) best = totals[n];
      if (about[n] > most) most = about[n];
      if (share && whole[n]) any = true;
    }
    return {
      claims: order(size, function (n) { return totals[n] >= KEEP * best ? totals[n] : 0; }), complete: any, lacking: lacking,
      held: most >= (told > FEW ? MOST_OF : 1 - 1e-6) * telling
    };
  };

  // Adds `rarity` in `about` to the claims that are about a word; false where none is. What was taken for a slip counts
  // only in a name, since any word is near some word of some line.
  Engine.prototype.tell = function (about, token, row, tagScores, rarity) {
    var weight = 0, scores = token.slip ? this.named(tagScores) : row, some = false, self = this;
    token.stems.forEach(function (each) { weight = Math.max(weight, each); });
    var enough = weight * (tagScores.some(function (score, tag) { return score > 0.9 && SAID[self.tags[tag].group]; }) ? NAMED : ABOUT);
    for (var n = 0; n < about.length; n++) if (enough && scores[n] >= enough) { about[n] += rarity; some = true; }
    return some;
  };

  var SAID = { condition: true, outcome: true };

  // For each claim how well the best of its own tags takes up a word.
  Engine.prototype.named = function (tagScores) {
    var best = new Float32Array(this.size);
    this.columns.forEach(function (column) {
      for (var n = 0; n < best.length; n++) if (column.tags[n] >= 0) best[n] = Math.max(best[n], tagScores[column.tags[n]] * column.weight);
    });
    return best;
  };

  // 0..1 for each claim: how much of its own question (treatment or factor, outcome, condition) the query names. A claim
  // without an outcome has that part unnamed, so that a bare "gravity table" leads to what it does, not to what it is.
  Engine.prototype.asked = function (tagScores) {
    var best = new Float32Array(this.tags.length), shares = new Float32Array(this.size), full = new Float32Array(this.size);
    tagScores.forEach(function (scores) {
      for (var t = 0; t < best.length; t++) if (scores[t] > best[t]) best[t] = scores[t];
    });
    this.columns.forEach(function (column) {
      var worth = { intervention: 2, factor: 2, outcome: 1, condition: 0.5 }[column.group];
      if (!worth) return;
      for (var n = 0; n < shares.length; n++) {
        if (column.tags[n] >= 0 || column.group === "outcome") full[n] += worth;
        if (column.tags[n] < 0) continue;
        shares[n] += worth * best[column.tags[n]];
      }
    });
    for (var n = 0; n < shares.length; n++) shares[n] = full[n] ? shares[n] / full[n] : 0;
    return shares;
  };

  inside.CHILD = CHILD;
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
