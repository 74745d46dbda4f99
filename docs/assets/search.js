// Search: the index that scripts/backed/search.py wrote -> ranked claims, terms, sources and pages for what was typed.
//
// Sets one global, BackedSearch. This file uses no DOM and no web API, so that the page and the tests (embedded V8) run
// the same code; the box and the page are in js/search-box.js and js/search-page.js. Words are folded, stemmed and
// compared as in the statement check (check/01-words.js).
//
// How a claim is ranked: each word of the query is worth its rarity times how well the claim takes it up: 1 where it
// belongs to a name of one of the claim's terms that the query holds in full, less for a part of a name, for a word
// of the claim's line, and for a word of its other fields. Between equals, plain questions come first.
(function (own) {
  "use strict";

  var words = globalThis.BackedCheck.words;
  // How much counts what; found by measuring with evaluation/queries.yml.
  var LINE = 0.72, OTHER = 0.4, IDENTITY = 0.62;     // a word of the claim's line, of its other fields, of its id
  var TAKEN = 0.75;                                  // times this where the word belongs to another term's name
  var PART = 0.45, SCATTERED = 0.6;                  // a part of a name; all of it, but not in a row
  var CHILD = 0.45, PARENT = 0.35;                   // a claim on a narrower, or a broader term than the one named
  var WEAK_SHARE = 0.25, WHOLE = 0.1, ASKED = 0.15, CENTRAL = 0.1, SHORT = 0.1;
  var GOOD = 0.3, KEEP = 0.6;
  var GROUP_WEIGHT = { kind: 0.85, certainty: 0.5, verdict: 0.5, design: 0.55 };
  var MOST_TOKENS = 24;

  // Words without meaning of their own, and words that only hint at a kind of question.
  var STOP = set("a an and any are as at be been being by did do does for from get getting had has have having i if in into is it its just me my " +
    "of on or our so than that the their them then there these they this those to us was we were what when where which " +
    "while will with would you your s t re ve ll really actually about also am im can could may might");
  var WEAK = set("how many long why who should not no best better good bad help helps helping work works working effective treat " +
    "treatment cure evidence study studies use using vs versus one more most much after before during only proven without people patient patients person fix");

  function set(text) { return new Set(text.split(" ")); }

  // "L5-S1 don't" -> ["l", "5", "s", "1", "don"]: the words of texts and of queries are cut alike.
  function cut(text) {
    return words.fold(text).match(/[a-z]+|\d+(?:\.\d+)*/g) || [];
  }

  // --- The dictionary: every word of the index, sorted, with its stem ------------------------------------------------

  function Dictionary() {
    this.numbers = new Map();   // stem -> its number
    this.stemOf = new Map();    // word -> number of its stem
    this.sorted = [];           // words, in order, once frozen
    this.masks = null;          // which letters a word has, as bits
    this.count = 0;
  }

  Dictionary.prototype.add = function (word) {
    var number = this.stemOf.get(word);
    if (number !== undefined) return number;
    var stem = words.stem(word);
    number = this.numbers.get(stem);
    if (number === undefined) { number = this.count++; this.numbers.set(stem, number); }
    this.stemOf.set(word, number);
    return number;
  };

  Dictionary.prototype.freeze = function () {
    this.sorted = Array.from(this.stemOf.keys()).sort();
    this.masks = Int32Array.from(this.sorted, mask);
    this.cache = new Map();
  };

  function mask(word) {
    var bits = 0;
    for (var i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 32);
    return bits;
  }

  function bitCount(bits) {
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  // The words that begin with `start`, as [from, to) in `sorted`.
  Dictionary.prototype.range = function (start) {
    var list = this.sorted;
    function lower(key) {
      var a = 0, b = list.length;
      while (a < b) { var m = (a + b) >> 1; if (list[m] < key) a = m + 1; else b = m; }
      return a;
    }
    return [lower(start), lower(start + "\uffff")];
  };

  Dictionary.prototype.knows = function (word) {
    return this.numbers.has(words.stem(word));
  };

  // What a word of the query stands for: {stems: Map number -> 0..1, known, slip: word or null}. `open`: still being typed.
  Dictionary.prototype.expand = function (word, open) {
    var key = (open ? "+" : "-") + word, found = this.cache.get(key);
    if (!found) {
      if (this.cache.size > 2000) this.cache.clear();
      this.cache.set(key, found = this.expandNew(word, open));
    }
    return found;
  };

  Dictionary.prototype.expandNew = function (word, open) {
    var stems = new Map(), exact = this.numbers.get(words.stem(word)), self = this;
    function put(number, weight) { if (!(stems.get(number) >= weight)) stems.set(number, weight); }
    function putRange(start, most, weigh) {
      var range = self.range(start);
      for (var i = range[0]; i < range[1]; i++) {
        var other = self.sorted[i];
        if (other.length - start.length <= most) put(self.stemOf.get(other), weigh(other));
      }
    }
    if (open && word.length >= 2) putRange(word, 99, function (other) { return 0.5 + 0.4 * word.length / other.length; });
    // herniated ~ herniation, strength ~ strengthening: one word is the beginning of the other.
    var stem = words.stem(word);
    if (stem.length >= 5) {
      putRange(stem, 5, function () { return 0.7; });
      for (var end = Math.max(5, stem.length - 4); end < stem.length; end++) {
        var shorter = this.numbers.get(stem.slice(0, end));
        if (shorter !== undefined) put(shorter, 0.7);
      }
    }
    if (exact !== undefined) put(exact, 1);
    var slip = stems.size ? null : this.slips(word, open, put);
    return { stems: stems, known: stems.size > 0, slip: slip };
  };

  // Words that `word` was perhaps meant for; returns the likeliest. Letters that differ are counted before edits are.
  Dictionary.prototype.slips = function (word, open, put) {
    var limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2, bits = mask(word), best = limit + 1, likely = [];
    if (!limit || /\d/.test(word)) return null;
    for (var i = 0; i < this.sorted.length; i++) {
      var other = this.sorted[i], extra = other.length - word.length;
      if (extra < -limit || (extra > limit && !open)) continue;
      if (bitCount(bits & ~this.masks[i]) > limit) continue;
      var end = open && extra > 0 ? word.length : other.length, most = Math.min(limit, best);
      var steps = distance(word, other, end, open, most);
      // In four letters only a swap is a slip; anything else would be another word.
      if (steps > most || (word.length === 4 && bits !== this.masks[i])) continue;
      if (steps < best) { best = steps; likely = []; }
      likely.push(other);
    }
    likely.sort(function (a, b) { return affinity(word, b) - affinity(word, a) || (a < b ? -1 : 1); });
    likely.slice(0, 12).forEach(function (other) {
      put(this.stemOf.get(other), (0.95 - 0.15 * best) * (0.7 + 0.3 * affinity(word, other)));
    }, this);
    return likely.length ? likely[0] : null;
  };

  function distance(word, other, end, open, most) {
    if (!open || end === other.length) return words.distance(word, other, most);
    var least = most + 1;
    for (var cutAt = Math.max(2, end - most); cutAt <= Math.min(other.length, end + most); cutAt++) {
      least = Math.min(least, words.distance(word, other.slice(0, cutAt), Math.min(most, least)));
    }
    return least;
  }

  // 0..1: how much of the beginning and the length two words share; slips at the first letter are rare.
  function affinity(a, b) {
    var same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return (same / a.length) * 0.8 + (a.length === b.length ? 0.2 : 0);
  }

  // --- Loading -------------------------------------------------------------------------------------------------------

  function Engine(data) {
    var claims = data.claims, self = this;
    this.data = data;
    this.size = claims.id.length;
    this.dictionary = new Dictionary();
    this.lines = new Postings(this.dictionary);
    this.others = new Postings(this.dictionary);
    this.identities = new Postings(this.dictionary);
    for (var n = 0; n < this.size; n++) {
      this.lines.add(n, claims.line[n]);
      this.others.add(n, claims.words[n]);
      this.identities.add(n, claims.id[n]);
    }
    this.readTags(data.tags);
    this.shelves = { documents: new Shelf(this.dictionary) };
    data.documents.forEach(function (row) {
      self.shelves.documents.add({ path: "statements/" + row[0] + "/", title: row[1], note: row[2].replace(/-/g, " ") }, row[1], "");
    });
    this.dictionary.freeze();
  }

  // stem number -> the places that hold it.
  function Postings(dictionary) {
    this.dictionary = dictionary;
    this.lists = [];
  }

  Postings.prototype.add = function (place, text) {
    var list = cut(text);
    for (var i = 0; i < list.length; i++) {
      if (STOP.has(list[i])) continue;
      var number = this.dictionary.add(list[i]), places = this.lists[number] || (this.lists[number] = []);
      if (places[places.length - 1] !== place) places.push(place);
    }
  };

  Postings.prototype.of = function (number) { return this.lists[number] || []; };

  Engine.prototype.readTags = function (columns) {
    var groups = this.data.groups, claims = this.data.claims, self = this;
    this.phrases = [];                             // {tag, stems in order, how many are different}
    this.phrasesOf = new Postings(this.dictionary);
    this.tags = columns.id.map(function (id, number) {
      return { number: number, group: groups[columns.group[number]], id: id, label: columns.label[number], broader: columns.broader[number], names: columns.names[number] };
    });
    this.tags.forEach(function (tag) {
      tag.above = lineage(self.tags, tag.number);
      tag.below = new Set();
      tag.names.forEach(function (name) { self.addName(tag.number, name); });
    });
    this.tags.forEach(function (tag) { tag.above.forEach(function (steps, up) { self.tags[up].below.add(tag.number); }); });
    this.columns = groups.filter(function (group) { return group !== "design"; }).map(function (group) {
      return { group: group, weight: GROUP_WEIGHT[group] || 1, tags: Int32Array.from(claims[group]) };
    });
    this.rank = new Map();
    ["high", "moderate", "low", "very-low", "not-graded", "none"].forEach(function (level, place) {
      self.rank.set(self.tagNumber("certainty", level), place);
    });
  };

  // "spinal decompression (DRX9000, VAX-D)" is three names.
  Engine.prototype.addName = function (tag, name) {
    name.split(/[()]|, /).forEach(function (part) {
      var stems = cut(part).filter(function (word) { return !STOP.has(word); }).map(this.dictionary.add, this.dictionary);
      if (!stems.length) return;
      this.phrases.push({ tag: tag, stems: stems, different: new Set(stems).size });
      this.phrasesOf.add(this.phrases.length - 1, part);
    }, this);
  };

  // number of every broader tag, itself included -> steps up.
  function lineage(tags, number) {
    var found = new Map([[number, 0]]), queue = [number];
    while (queue.length) {
      var at = queue.shift();
      tags[at].broader.forEach(function (up) {
        if (!found.has(up)) { found.set(up, found.get(at) + 1); queue.push(up); }
      });
    }
    return found;
  }

  Engine.prototype.tagNumber = function (group, id) {
    var tag = this.tags.find(function (each) { return each.group === group && each.id === id; });
    return tag ? tag.number : -1;
  };

  // Adds what came after the claims: references, glossary, pages, and the words of source documents.
  Engine.prototype.extend = function (more) {
    var references = new Shelf(this.dictionary), glossary = new Shelf(this.dictionary), pages = new Shelf(this.dictionary);
    var rows = more.references, documents = this.shelves.documents;
    rows.id.forEach(function (key, n) {
      references.add({ path: "references/" + key + "/", title: rows.title[n], note: rows.short[n] + ", " + rows.design[n], notice: rows.notice[n] },
        rows.short[n] + " " + rows.title[n], rows.words[n] + " " + key + " " + rows.design[n]);
    });
    more.glossary.forEach(function (row) {
      glossary.add({ path: "glossary/#" + row[0], title: row[1], note: row[3] }, [row[1]].concat(row[2]).join(" "), "");
    });
    more.pages.forEach(function (row) {
      var headings = row[2].map(function (pair) { return pair[0]; }).join(" ");
      pages.add({ path: row[0], title: row[1], headings: row[2] }, row[1] + " " + headings, row[3]);
    });
    more.documents.forEach(function (text, n) { documents.others.add(n, text); });
    this.shelves = { references: references, documents: documents, glossary: glossary, pages: pages };
    this.dictionary.freeze();
  };

  // A kind of record beside the claims: items with a title and other words.
  function Shelf(dictionary) {
    this.items = [];
    this.titles = new Postings(dictionary);
    this.others = new Postings(dictionary);
  }

  Shelf.prototype.add = function (item, title, others) {
    this.titles.add(this.items.length, title);
    this.others.add(this.items.length, others);
    this.items.push(item);
  };

  // Items that hold every word that says something, best first.
  Shelf.prototype.find = function (tokens) {
    var size = this.items.length, scores = new Float64Array(size), fits = new Uint8Array(size), needed = 0, self = this, row;
    tokens.forEach(function (token) {
      row = new Float32Array(size);
      token.stems.forEach(function (weight, number) {
        raise(row, self.titles.of(number), weight);
        raise(row, self.others.of(number), weight * 0.5);
      });
      var rarity = Math.log(1 + size / (count(row) + 0.5));
      if (!token.weak) needed++;
      for (var i = 0; i < size; i++) {
        scores[i] += row[i] * rarity;
        if (row[i] && !token.weak) fits[i]++;
      }
    });
    if (!needed) return [];
    return order(size, function (n) { return fits[n] === needed ? scores[n] : 0; }).map(function (n) { return self.items[n]; });
  };

  function raise(row, places, weight) {
    for (var i = 0; i < places.length; i++) if (row[places[i]] < weight) row[places[i]] = weight;
  }

  function count(row) {
    var found = 0;
    for (var i = 0; i < row.length; i++) if (row[i] > 0) found++;
    return found;
  }

  // Places 0..size-1 with a score above 0, best first; equal scores keep their order.
  function order(size, score) {
    var scores = new Float64Array(size), found = [];
    for (var n = 0; n < size; n++) if ((scores[n] = score(n)) > 0) found.push(n);
    return found.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
  }

  // --- Searching -----------------------------------------------------------------------------------------------------

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
      token.weak = WEAK.has(token.word);
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
        var score = tagScores[designs[n][d]] * GROUP_WEIGHT.design;
        if (score > row[n]) row[n] = score;
      }
    }
    return row;
  };

  // options: {filters: {group: id}, sort: "relevance" | "certainty" | "date"}. Returns everything that fits:
  // {tokens, claims: [number], complete, facets: {group: Map tag -> count}, terms, shelves: {name: [item]}, missing, slips}
  Engine.prototype.search = function (query, options) {
    var tokens = this.read(query), tagScores = this.tagScores(tokens), scored = this.score(tokens, tagScores);
    var wanted = this.filters((options && options.filters) || {}), self = this, shelves = {};
    var narrowed = this.narrow(scored.claims, wanted);
    Object.keys(this.shelves).forEach(function (name) { shelves[name] = tokens.length ? self.shelves[name].find(tokens) : []; });
    var found = {
      tokens: tokens, claims: this.sorted(narrowed.claims, options && options.sort), complete: scored.complete, facets: narrowed.facets,
      terms: tokens.length ? this.terms(tokens, tagScores) : [], shelves: shelves
    };
    found.missing = tokens.filter(function (token) { return !token.known && !token.weak; }).map(function (token) { return token.word; });
    found.slips = tokens.filter(function (token) { return token.slip; }).map(function (token) { return [token.word, token.slip]; });
    return found;
  };

  Engine.prototype.score = function (tokens, tagScores) {
    var size = this.size, totals = new Float64Array(size), whole = new Uint8Array(size).fill(1), sum = 0, self = this, any = false;
    tokens.forEach(function (token, place) {
      var row = self.claimScores(token, tagScores[place]), good = 0, n;
      for (n = 0; n < size; n++) if (row[n] >= GOOD) good++;
      var rarity = Math.log(1 + (size + 1) / (good + 0.5)) * (token.weak ? WEAK_SHARE : 1);
      sum += rarity;
      for (n = 0; n < size; n++) {
        totals[n] += row[n] * rarity;
        if (row[n] === 0 && !token.weak) whole[n] = 0;
      }
    });
    var best = 0, asked = this.asked(tagScores), weights = this.data.claims.weight, lines = this.data.claims.line;
    for (var n = 0; n < size; n++) {
      var share = sum ? totals[n] / sum : 1;
      totals[n] = share && share + CENTRAL * weights[n] / 99 + SHORT / (1 + lines[n].length / 40) + (whole[n] && sum ? WHOLE : 0) + ASKED * asked[n];
      if (totals[n] > best) best = totals[n];
      if (share && whole[n]) any = true;
    }
    return { claims: order(size, function (n) { return totals[n] >= KEEP * best ? totals[n] : 0; }), complete: any };
  };

  // 0..1 for each claim: how much of its own question (treatment or factor, outcome, condition) the query names.
  Engine.prototype.asked = function (tagScores) {
    var best = new Float32Array(this.tags.length), shares = new Float32Array(this.size), full = new Float32Array(this.size);
    tagScores.forEach(function (scores) {
      for (var t = 0; t < best.length; t++) if (scores[t] > best[t]) best[t] = scores[t];
    });
    this.columns.forEach(function (column) {
      var worth = { intervention: 2, factor: 2, outcome: 1, condition: 0.5 }[column.group];
      if (!worth) return;
      for (var n = 0; n < shares.length; n++) {
        if (column.tags[n] < 0) continue;
        full[n] += worth;
        shares[n] += worth * best[column.tags[n]];
      }
    });
    for (var n = 0; n < shares.length; n++) shares[n] = full[n] ? shares[n] / full[n] : 0;
    return shares;
  };

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
    var groups = this.data.facets.map(function (pair) { return pair[0]; }), kept = [], facets = {}, self = this;
    groups.forEach(function (group) { facets[group] = new Map(); });
    claims.forEach(function (n) {
      var failed = groups.filter(function (group) { return wanted[group] && !self.passes(n, group, wanted[group]); });
      if (failed.length > 1) return;
      if (!failed.length) kept.push(n);
      (failed.length ? failed : groups).forEach(function (group) {
        self.families(n, group).forEach(function (tag) { facets[group].set(tag, (facets[group].get(tag) || 0) + 1); });
      });
    });
    return { claims: kept, facets: facets };
  };

  Engine.prototype.valuesOf = function (n, group) {
    var value = this.data.claims[group][n];
    return Array.isArray(value) ? value : value >= 0 ? [value] : [];
  };

  Engine.prototype.passes = function (n, group, tags) {
    return this.valuesOf(n, group).some(function (tag) { return tags.has(tag); });
  };

  Engine.prototype.families = function (n, group) {
    var found = new Set(), self = this;
    this.valuesOf(n, group).forEach(function (tag) { self.tags[tag].above.forEach(function (steps, up) { found.add(up); }); });
    return found;
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
      if (steps) inherited = Math.max(inherited, scores[up] * Math.pow(CHILD, steps));
    });
    return scores[tag.number] > inherited + 1e-6 ? scores[tag.number] : 0;
  }

  // --- For the screen ------------------------------------------------------------------------------------------------

  // One claim as it is shown: everything but its sentence, which is fetched.
  Engine.prototype.claim = function (n) {
    var claims = this.data.claims, kind = this.tags[claims.kind[n]].id, verdict = this.tags[claims.verdict[n]].id;
    var level = this.tags[claims.certainty[n]].id, shown = this.data.verdicts[verdict];
    return {
      id: claims.id[n], path: "claims/" + claims.id[n] + "/", line: claims.line[n], kind: kind,
      verdict: verdict, sign: shown[0], word: this.data.verdict_words[kind + " " + verdict] || shown[1],
      harm: kind === "harm" || kind === "precaution",
      certainty: level, circles: this.data.certainties[level][0], sure: this.data.certainties[level][1],
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
            if (score >= 0.45 && !((best.get(tag.number) || [0])[0] >= score)) best.set(tag.number, [score, tag.label]);
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

  own.open = function (data) { return new Engine(data); };
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
