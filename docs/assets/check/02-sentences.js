// 2. Sentences: a pasted page -> statements with their places; headings and list items are told apart.
(function (own) {
  "use strict";

  var END = /[.!?…]/, CLOSERS = /["'”’»)\]]/;
  var STARTERS = /^(?:It|This|These|That|They|The|We|You|Your|Our|In|If|When|With|By|Many|Most|Some|No|A|An|For|As|But|And|There)$/;

  // Lines -> blocks {a, b, kind: "text" | "heading" | "item"}; wrapped lines of one paragraph stay together.
  function blocks(text) {
    var found = [], open = null, at = 0;
    text.split("\n").forEach(function (line) {
      var a = at, b = at + line.length;
      at = b + 1;
      var bare = line.replace(/\r$/, "").trim();
      if (!bare) { open = null; return; }
      var a1 = a + line.search(/\S/), bullet = /^(?:[-*+•‣▪◦·–—✓✔»►]|\(?\d{1,2}[.)]|[a-z][.)])\s+/.exec(bare);
      var hash = /^#{1,6}\s+/.exec(bare);
      if (hash) { found.push({ a: a1 + hash[0].length, b: b, kind: "heading" }); open = null; return; }
      if (bullet) { open = { a: a1 + bullet[0].length, b: b, kind: "item" }; found.push(open); return; }
      if (open && continues(text.slice(open.a, open.b), bare)) { open.b = b; return; }
      open = { a: a1, b: b, kind: "text" };
      found.push(open);
    });
    found.forEach(function (block) { if (block.kind === "text" && isHeading(text.slice(block.a, block.b))) block.kind = "heading"; });
    return found;
  }

  // Does the next line go on with the paragraph? Yes after a long or open line; no after a short one without an end mark.
  function continues(before, line) {
    var last = before.slice(before.lastIndexOf("\n") + 1).trim();
    if (/^[a-z(,;]/.test(line)) return true;
    if (/[,;(]$/.test(last) || /\b(?:and|or|the|of|to|a|with|for|in)$/i.test(last)) return true;
    return last.length >= 60;
  }

  function isHeading(text) {
    var bare = text.trim(), words = bare.split(/\s+/);
    if (/[.!…,;]["'”’)]?$/.test(bare) || bare.indexOf("\n") >= 0) return false;
    if (/:$/.test(bare)) return words.length <= 8;
    if (words.length > 8) return false;
    if (/^[A-Z\d\s,&'’:?-]+$/.test(bare)) return true;
    var capitals = words.filter(function (word) { return /^["'“(]?[A-Z0-9]/.test(word); }).length;
    return words.length <= 2 || /\?$/.test(bare) || capitals * 2 >= words.length + 1;
  }

  // Places where sentences end inside a block; abbreviations, decimals and initials do not end one.
  function cuts(text, a, b, abbreviations) {
    var found = [], i = a;
    while (i < b) {
      var sign = text[i];
      if (END.test(sign)) {
        var end = i + 1;
        while (end < b && (END.test(text[end]) || CLOSERS.test(text[end]))) end++;
        if (ends(text, a, b, i, end, abbreviations)) { found.push(end); }
        i = end;
      } else {
        if (sign === " " && missesStop(text, a, b, i)) found.push(i);
        i++;
      }
    }
    return own.lines.spoken(text, a, b, found);
  }

  function ends(text, a, b, i, end, abbreviations) {
    var next = text[end];
    if (end >= b) return true;
    if (text[i] !== ".") return /\s/.test(next) && !(end > i + 1 && /^\s+[a-z]/.test(text.slice(end, end + 3))) || /[A-Z]/.test(next);
    var before = /[A-Za-z.]+$/.exec(text.slice(Math.max(a, i - 12), i)), word = before ? before[0].toLowerCase() : "";
    if (/\d/.test(next) && /\d/.test(text[i - 1] || "")) return false;
    if (!/\s/.test(next)) return /[a-z)%\d]/.test(text[i - 1] || "") && /^[A-Z][a-z]+\s/.test(text.slice(end, end + 20));
    var follows = (/\S/.exec(text.slice(end, b)) || [""])[0];
    if (abbreviations.has(word.replace(/\.$/, ""))) return UNITS.test(word) && /[A-Z]/.test(follows);
    if (/^[A-Za-z]$/.test(word) && /[A-Z]/.test(text[i - 1])) return false;
    if (/^(?:[a-z]\.)+[a-z]$/.test(word)) return STARTERS.test(text.slice(end, b).trim().split(/\s/)[0]);
    return true;
  }

  // Abbreviations that are also the last word of many sentences.
  var UNITS = /^(?:in|ft|no|lbs|est|min|max|ed|hrs|wks|yrs)$/;

  // "... relieves sciatica It opens the disc ...": a stop is missing before a capital that starts a sentence.
  function missesStop(text, a, b, i) {
    if (!/[a-z%]/.test(text[i - 1] || "")) return false;
    var match = /^\s+([A-Z][a-z]*)\s/.exec(text.slice(i, Math.min(b, i + 16)));
    if (!match || !STARTERS.test(match[1]) || match[1] === "In" || match[1] === "A" || match[1] === "No") return false;
    var before = text.slice(Math.max(a, i - 60), i).split(/[.!?]/).pop().trim().split(/\s+/);
    if (before.length < 3) return false;
    var capitals = before.filter(function (word) { return /^[A-Z]/.test(word); }).length;
    return capitals <= 2 && !/^(?:and|or|of|the|in|for|to|by|with|called|an?)$/i.test(before[before.length - 1]);
  }

  // Statements in order: {a, b, text, heading, item, within: not the first of its block, block}.
  function split(text, abbreviations) {
    var found = [];
    blocks(text).forEach(function (block, number) {
      var starts = [block.a].concat(cuts(text, block.a, block.b, abbreviations)).concat([block.b]);
      for (var k = 0; k + 1 < starts.length; k++) {
        var piece = text.slice(starts[k], starts[k + 1]), bare = piece.trim();
        if (!/[A-Za-z0-9]/.test(bare)) continue;
        var a = starts[k] + piece.search(/\S/);
        found.push({
          a: a, b: a + bare.length, text: bare, heading: block.kind === "heading", item: block.kind === "item", within: k > 0, block: number
        });
      }
    });
    own.entries.mark(found);
    return found;
  }

  own.sentences = { split: split };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
