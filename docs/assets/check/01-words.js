// 1. Words: text -> tokens with their places, stems, spelling distance, and phrases that are found in a row of tokens.
//
// The files of this folder are joined, in the order of their numbers, into one classic script that sets one global,
// BackedCheck. It uses no DOM and no web API, so that the page and the command line (embedded V8) run the same code.
(function (own) {
  "use strict";

  // Lower case, straight quotes, no accents; never changes the length, so places in the result are places in the text.
  function fold(text) {
    return text.replace(/[^\x00-\x7f]/g, function (sign) {
      if ("‘’ʼ′".indexOf(sign) >= 0) return "'";
      if ("“”„«»″".indexOf(sign) >= 0) return "\"";
      if ("‐‑‒–—−".indexOf(sign) >= 0) return "-";
      if (sign === "\u00a0" || sign === "\u2009" || sign === "\u202f") return " ";
      return sign.normalize("NFKD").charAt(0) || sign;
    }).toLowerCase();
  }

  // Forms that no rule finds, and short words that a rule would spoil.
  var IRREGULAR = {
    discs: "disc", disks: "disc", disk: "disc", feet: "foot", went: "go", goes: "go", gone: "go", going: "go", came: "come",
    coming: "come", hung: "hang", lying: "lie", fell: "fall", fallen: "fall", rose: "rise", risen: "rise",
    men: "man", women: "woman", kept: "keep", children: "child", vertebrae: "vertebra", used: "use", using: "use",
    led: "lead", made: "make", making: "make", gave: "give", given: "give", giving: "give", shrank: "shrink", shrunk: "shrink",
    brought: "bring", built: "build", taking: "take", lost: "lose", losing: "lose", shown: "show", pct: "percent", torn: "tear", tore: "tear",
    broke: "break", broken: "break", slept: "sleep", began: "begin", begun: "begin", taken: "take", took: "take",
    meant: "mean", bled: "bleed", stood: "stand", sat: "sit", held: "hold", slid: "slide", swollen: "swell",
    ache: "ache", aching: "ache", aches: "ache", ached: "ache", dying: "die", died: "die", does: "do", did: "do", done: "do",
    during: "during", nothing: "nothing", something: "something", anything: "anything", everything: "everything",
    this: "this", thus: "thus", always: "always", has: "have", had: "have", having: "have", is: "is", was: "was", grew: "grow",
    grown: "grow", felt: "feel", saw: "see", seen: "see", spent: "spend", cutting: "cut", letting: "let", getting: "get", got: "get", ups: "up", tens: "tens", tense: "tense"
  };
  var stems = new Map();

  // A light stem: forms of one word fall together, different words stay apart.
  function stem(word) {
    var known = stems.get(word);
    if (known !== undefined) return known;
    var made = Object.prototype.hasOwnProperty.call(IRREGULAR, word) ? IRREGULAR[word] : cut(word);
    if (stems.size > 50000) stems.clear();
    stems.set(word, made);
    return made;
  }

  function cut(word) {
    var w = word;
    if (w.length <= 3 || /\d/.test(w)) return w;
    w = w.replace(/isation/, "ization").replace(/(.{3})is(e|ed|es|ing)$/, "$1iz$2").replace(/(.{3})our(s?)$/, "$1or$2")
      .replace(/programme/, "program").replace(/tre$/, "ter").replace(/^haem/, "hem").replace(/^oedem/, "edem");
    if (/ies$/.test(w)) w = w.slice(0, -3) + "y";
    else if (/(ss|us|is)$/.test(w)) return w;
    else if (/(sh|ch|x|z|ss)es$/.test(w)) w = w.slice(0, -2);
    else if (/s$/.test(w)) w = w.slice(0, -1);
    if (/ied$/.test(w)) w = w.slice(0, -3) + "y";
    else if (/[aeiouy].*ed$/.test(w.slice(0, -2) + "ed") && w.length > 4 && /[aeiouy]/.test(w.slice(0, -2)) && /ed$/.test(w) &&
      !/eed$/.test(w)) w = undouble(w.slice(0, -2));
    else if (/ing$/.test(w) && w.length > 5 && /[aeiouy]/.test(w.slice(0, -3))) w = undouble(w.slice(0, -3));
    return w.length > 3 ? w.replace(/e$/, "") : w;
  }

  function undouble(w) {
    return /([bdgmnprt])\1$/.test(w) ? w.slice(0, -1) : w;
  }

  var WORD = /\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)*|%|=/g;

  // Tokens {w: folded word, s: stem, a, b: place in the text, caps: written in capitals}.
  function tokens(text, from) {
    var base = from || 0, folded = fold(text), found = [], match, previous = null, aside = -1;
    WORD.lastIndex = 0;
    while ((match = WORD.exec(folded)) !== null) {
      var a = match.index, b = a + match[0].length;
      // "non-surgical" and "non surgical" are one word.
      if (previous && previous.w === "non" && b - a > 2 && a - previous.z <= 1) {
        previous.w += match[0]; previous.s = stem(previous.w); previous.b = base + b; previous.z = b;
        continue;
      }
      var first = found.length;
      push(found, match[0], a, b, base, text);
      if (previous) mark(found[first], folded.slice(previous.z, a));
      aside = bracket(found, first, aside, folded.slice(previous ? previous.z : 0, a));
      previous = found[found.length - 1];
    }
    return found;
  }

  // A short aside in brackets may be stepped over: "lumbar (low back) extension traction". Returns where one is open.
  function bracket(found, at, open, between) {
    var closes = between.lastIndexOf(")"), opens = between.lastIndexOf("(");
    if (closes >= 0 && open >= 0 && at - open <= 4) found[open].over = at;
    return opens > closes ? at : closes >= 0 ? -1 : open;
  }

  // What stands before a token: `comma`, or a `wall` that no phrase reaches across.
  function mark(token, between) {
    token.comma = between.indexOf(",") >= 0;
    token.wall = /[;:!?()]|\.\s|\s-+\s|--/.test(between);
  }

  var SHORT = { "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am" };

  function push(found, word, a, b, base, text) {
    var caps = b - a > 1 && /^[A-Z]+$/.test(text.slice(a, b));
    function add(w) { found.push({ w: w, s: stem(w), a: base + a, b: base + b, z: b, caps: caps }); }
    if (word === "%") { add("percent"); return; }
    if (word === "=") { add("equals"); return; }
    if (word === "cannot" || word === "can't" || word === "cant") { add("can"); add("not"); return; }
    if (word === "won't") { add("will"); add("not"); return; }
    if (word.length > 4 && /n't$/.test(word)) { add(word.slice(0, -3)); add("not"); return; }
    if (/^(do|does|did|is|are|was|would|could|should|has|have)nt$/.test(word)) { add(word.slice(0, -2)); add("not"); return; }
    var mark = word.indexOf("'");
    if (mark > 0) {
      var rest = word.slice(mark);
      add(word.slice(0, mark));
      if (SHORT[rest]) add(SHORT[rest]);
      return;
    }
    add(word);
  }

  // Edits between two words (neighbouring letters swapped count one); stops counting beyond `limit`.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], last = [], row = [], i, j;
    for (j = 0; j <= b.length; j++) last[j] = j;
    for (i = 1; i <= a.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var same = a[i - 1] === b[j - 1] ? 0 : 1;
        var cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > limit) return limit + 1;
      before = last; last = row;
    }
    return last[b.length];
  }

  // How many slips a word of this length may hold.
  function allowance(length) {
    return length < 6 ? 0 : length < 9 ? 1 : 2;
  }

  // --- Phrases -------------------------------------------------------------------------------------------------------

  var GAPS = { "..": 3, "...": 8 };

  // "ease|soothe .. pain*" -> items {words: [stem], exact, prefix, gap, maybe, number}.
  function compile(phrase) {
    return phrase.trim().split(/\s+/).reduce(function (items, part) {
      return items.concat(compilePart(part));
    }, []);
  }

  function compilePart(part) {
    if (GAPS[part]) return [{ gap: GAPS[part] }];
    if (part === "<n>") return [{ number: true }];
    var maybe = /\?$/.test(part);
    if (maybe) part = part.slice(0, -1);
    var alternatives = part.split("|"), many = [];
    if (alternatives.length === 1 && !/[*=^]/.test(part)) {
      // An alias as people write it: its own tokens (hyphens, digits) become single items.
      many = tokens(part).map(function (token) { return { words: [token.s], maybe: maybe }; });
      return many.length ? many : [];
    }
    var item = { words: [], exact: [], prefix: [], caps: [], maybe: maybe };
    alternatives.forEach(function (word) {
      if (word[0] === "=") item.exact.push(word.slice(1));
      else if (word[0] === "^") item.caps.push(word.slice(1));
      else if (word[word.length - 1] === "*") item.prefix.push(fold(word.slice(0, -1)));
      else item.words.push(stem(fold(word)));
    });
    return [item];
  }

  var COUNTS = /^(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)$/;

  function fits(item, token) {
    if (item.number) return /^\d/.test(token.w) || COUNTS.test(token.w);
    if (item.words && item.words.indexOf(token.s) >= 0) return true;
    if (item.words && token.slip && item.words.indexOf(token.slip) >= 0) return true;
    if (item.exact && item.exact.indexOf(token.w) >= 0) return true;
    if (item.caps && token.caps && item.caps.indexOf(token.w) >= 0) return true;
    if (item.prefix) {
      for (var i = 0; i < item.prefix.length; i++) {
        if (token.w.lastIndexOf(item.prefix[i], 0) === 0) return true;
      }
    }
    return false;
  }

  // Where the phrase that starts at `at` ends (after its last token), or -1; gaps stop at `stop` and at full clauses.
  // `past`: a bracket was stepped over to get here.
  function reach(items, index, list, at, stop, past) {
    if (index === items.length) return at;
    var item = items[index];
    if (item.gap) {
      for (var skip = 0; skip <= item.gap && at + skip < stop; skip++) {
        if (skip > 0 && list[at + skip].wall) return -1;
        var end = reach(items, index + 1, list, at + skip, stop);
        if (end >= 0) return end;
      }
      return -1;
    }
    if (at < stop && (past || !parted(items, index, list[at])) && fits(item, list[at])) {
      var here = reach(items, index + 1, list, at + 1, stop);
      if (here >= 0) return here;
    }
    if (index > 0 && !past && at < stop && list[at].over) {
      var after = reach(items, index, list, list[at].over, stop, true);
      if (after >= 0) return after;
    }
    return item.maybe ? reach(items, index + 1, list, at, stop, past) : -1;
  }

  // Words of one name are not parted by a bracket or a colon, nor by a comma: "by moving the spine, traction ...".
  function parted(items, index, token) {
    return index > 0 && (token.wall || token.comma && !items[index - 1].gap);
  }

  // A set of phrases, each with something to report. Looked up by the first word, so that thousands cost little.
  function Phrases() {
    this.byWord = new Map();
    this.byPrefix = new Map();
    this.counted = [];
    this.begun = new Map();
    this.entries = [];
    this.numbers = new Map();
  }

  // `literal`: the phrase is ordinary text (an alias), not the notation of vocabulary/language.yml.
  Phrases.prototype.add = function (phrase, report, literal) {
    var items = literal ? tokens(phrase).map(function (token) { return { words: [token.s] }; }) : compile(phrase);
    while (items.length && (items[0].gap || (items[0].maybe && items.length > 1))) items.shift();
    if (!items.length) return;
    var weight = items.reduce(function (sum, item) { return sum + (item.gap ? 0 : item.maybe ? 0.5 : 1); }, 0);
    var entry = { items: items, needs: this.numbered(needed(items)), report: report, weight: weight };
    this.entries.push(entry);
    this.begun.clear();
    var first = items[0], self = this;
    function put(map, key) {
      if (!map.has(key)) map.set(key, []);
      map.get(key).push(entry);
    }
    if (first.number) this.counted.push(entry);
    (first.words || []).concat(first.exact || [], first.caps || []).forEach(function (word) { put(self.byWord, word); });
    (first.prefix || []).forEach(function (word) { put(self.byPrefix, word.slice(0, 3)); });
  };

  // Words one of which must stand somewhere after the first: those of the later item with the fewest; null: no such item.
  function needed(items) {
    return items.slice(1).reduce(function (least, item) {
      if (item.gap || item.number || item.maybe || (item.prefix || []).length || (item.caps || []).length) return least;
      var all = item.words.concat(item.exact || []);
      return !least || all.length < least.length ? all : least;
    }, null);
  }

  // Calls back with every plain word of every phrase, for spelling.
  Phrases.prototype.eachWord = function (call) {
    this.entries.forEach(function (entry) {
      entry.items.forEach(function (item) {
        (item.words || []).concat(item.exact || []).forEach(function (word) { call(word, entry.report); });
      });
    });
  };

  // Words as numbers, which cost far less to look for; null stays null.
  Phrases.prototype.numbered = function (words) {
    var numbers = this.numbers;
    return words && words.map(function (word) {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word);
    });
  };

  // Which of the numbered words stand in a row of tokens: 1 for each.
  Phrases.prototype.standing = function (list) {
    var found = new Uint8Array(this.numbers.size), numbers = this.numbers;
    list.forEach(function (token) {
      [token.s, token.w, token.slip].forEach(function (word) {
        var number = numbers.get(word);
        if (number !== undefined) found[number] = 1;
      });
    });
    return found;
  };

  function holds(standing, needs) {
    for (var i = 0; i < needs.length; i++) if (standing[needs[i]]) return true;
    return false;
  }

  // Every place where a phrase stands: {from, to (token numbers), report, weight}.
  Phrases.prototype.find = function (list) {
    var found = [], self = this, standing = this.standing(list);
    list.forEach(function (token, at) {
      var entries = self.at(token), seen = null;
      for (var i = 0; i < entries.length; i++) {
        var entry = entries[i];
        if (seen && seen.has(entry) || entry.needs && !holds(standing, entry.needs)) continue;
        var end = reach(entry.items, 0, list, at, list.length);
        if (end > at) {
          (seen = seen || new Set()).add(entry);
          found.push({ from: at, to: end, report: entry.report, weight: entry.weight });
        }
      }
    });
    return found;
  };

  // The phrases that a word may begin.
  Phrases.prototype.at = function (token) {
    var key = token.w + " " + token.slip;
    if (!this.begun.has(key)) {
      if (this.begun.size > 20000) this.begun.clear();
      this.begun.set(key, this.beginning(token));
    }
    return this.begun.get(key);
  };

  Phrases.prototype.beginning = function (token) {
    var entries = fits({ number: true }, token) ? this.counted : [], map = this.byWord;
    [token.s, token.w, token.slip].forEach(function (key, i, keys) {
      if (key && keys.indexOf(key) === i && map.has(key)) entries = entries.concat(map.get(key));
    });
    var near = this.byPrefix.get(token.w.slice(0, 3));
    return near ? entries.concat(near) : entries;
  };

  own.words = {
    fold: fold, stem: stem, tokens: tokens, distance: distance, allowance: allowance, Phrases: Phrases
  };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
