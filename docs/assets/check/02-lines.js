// 2, second part. Lines: words that a line end has broken in two, and speech that was written down without stops.
(function (own) {
  "use strict";

  var BROKEN = /([^\s-]*[A-Za-z])(?:-[ \t]*\r?\n[ \t]*|\u00ad(?:\r?\n[ \t]*)?)([a-z]\S*)/g;

  // The time of a caption, on a line of its own.
  var STAMP = /^[ \t]*[[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: --> [\d:.,]+)?[\])]?[ \t]*\r?\n/gm;

  // "Trac-(line end)tion" -> "Traction", as long as before, so that all else keeps its place: {text, starts: where a word
  // now begins -> where it began}. The hyphen of "low-(line end)back" stays. `known` tells whether a word is known.
  function join(text, known) {
    var starts = new Map();
    var joined = text.replace(STAMP, function (stamp) { return " ".repeat(stamp.length); }).replace(BROKEN, function (whole, first, rest, at) {
      var word = rest.match(/^[a-z]+/)[0], head = first.match(/[A-Za-z]+$/)[0].toLowerCase();
      var two = whole.charAt(first.length) === "-" && !known(head + word) && known(head) && known(word);
      var one = first + (two ? "-" : "") + rest, place = at + whole.length - one.length;
      starts.set(place, at);
      return " ".repeat(place - at) + one;
    });
    return { text: joined, starts: starts };
  }

  var LONG = 24, LONGER = 32, LINES = 4;  // words without a stop from which nobody reads on, in lines and in one; and lines
  // What a line or a part begins with that says something of its own, and words that a line cannot end with.
  var ANEW = /^(?:(?:so|and|but|or|because|now|okay|ok|well|then|also|first|next|plus) )*(?:it|they|this|that is|these|those|you|we|i|he|she|if|when|there|what|here|let's|most|many|some people|a lot)\b/i;
  var VERB = /^(?:(?:so|and|but|or|because|now|okay|ok|well|then) )*(?:[\w'’-]+ ){1,3}?(?:is|are|was|were|has|have|had|can|will|may|might|could|should|does|do|helps?|works?|makes?|gives?|takes?|puts?|lets?)\b/i;
  var OPEN = /\b(?:and|or|but|so|because|the|an?|of|to|in|on|at|with|for|from|by|your|my|our|their|its|is|are|was|were|can|will|may|might|could|should|would|not|that|which|who|if|when|it|they|you|we|i|very|really|more|most|some|about)$/i;
  var TURN = /\s(?=(?:so|and|but|now|okay|or) (?:then )?(?:it|they|this|these|those|you|we|i|he|she|if|when|there|what|be|do|don't|my|most|many|a lot)\b)/gi;

  // Further places to cut a block that has no stop: line ends after which something new is said, and joints of long parts.
  function spoken(text, a, b, stops) {
    var block = text.slice(a, b), lines = block.split("\n"), at = a;
    if (stops.some(function (stop) { return stop < b; }) || stops.length && lines.length < LINES || count(block) < (lines.length < LINES ? LONGER : LONG)) return stops;
    var places = Array.from(block.matchAll(TURN)).map(function (match) { return a + match.index; });
    lines.forEach(function (line, n) {
      if (n && starts(line.trim()) && !OPEN.test(lines[n - 1].trim()) && places.indexOf(at - 1) < 0) places.push(at - 1);
      at += line.length + 1;
    });
    return stops.concat(places.length > 1 ? places : []).sort(function (one, other) { return one - other; });
  }

  function starts(line) { return ANEW.test(line) || VERB.test(line); }

  function count(text) { return text.trim().split(/\s+/).length; }

  own.lines = { join: join, spoken: spoken };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
