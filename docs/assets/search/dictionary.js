// Search, 1 of 5: words. How texts and queries are cut, which words say little, and the dictionary of an index, which
// knows what a typed word stands for: itself, its beginning, a word of the same family, or a word it was a slip for.
//
// These five parts use no DOM and no web API, so that pages and tests (embedded V8) run the same code. Words are folded,
// stemmed and compared as in the statement check (check/01-words.js). They meet in one global, BackedSearch; `inside`
// holds what only these parts use.
(function (own) {
  "use strict";

  var words = globalThis.BackedCheck.words;

  // Words without meaning of their own, and words that only hint at a kind of question.
  var STOP = set("a an and any are as at be been being by did do does for from get getting had has have having i if in into is it its just me my " +
    "of on or our so than that the their them then there these they this those to us was we were what when where which " +
    "while will with would you your s t re ve ll really actually about also am im can could may might");
  var WEAK = set("how many long why who should not no best better good bad help helps helping work works working effective treat " +
    "treatment cure evidence study studies use using vs versus one more most much after before during only proven without people patient patients person fix " +
    "say says said tell tells told hear heard think thinks thought know knows want wants need needs");

  function set(text) { return new Set(text.split(" ")); }

  // "L5-S1 don't" -> ["l", "5", "s", "1", "don"]: the words of texts and of queries are cut alike.
  function cut(text) {
    return words.fold(text).match(/[a-z]+|\d+(?:\.\d+)*/g) || [];
  }

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

  own.inside = { STOP: STOP, WEAK: WEAK, cut: cut, affinity: affinity, Dictionary: Dictionary, Postings: Postings };
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
