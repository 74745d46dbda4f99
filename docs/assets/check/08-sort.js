// 8, second part. Sort: what kind of claim a statement is, and whether it is about things that are not ours.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits;

  function kind(index, note, span, reading) {
    var ids = new Set(hits(note, "kind", span).map(function (hit) { return hit.id; }));
    var ways = new Set((reading.cues || []).map(function (cue) { return cue.id; }));
    var treated = reading.intervention;
    var ill = hits(note, "elsewhere", span).some(function (hit) { return hit.id === "conditions"; }) || hits(note, "condition", span).some(function (hit) { return !index.core.has(hit.id); });
    if (treated === "natural-course") ids.delete("precaution");  // "leave it alone and it goes" warns of nothing
    if (treated && ids.has("precaution") && ill) return "precaution";
    if (reading.against) return reading.direction === "worsens" ? "harm" : "effect";
    if (reading.mode === "guideline" || ids.has("guidance")) return "guidance";
    if (treated && ids.has("precaution")) return "precaution";
    // A treatment of ours and an illness that is only known as a reason for care: who should leave it.
    var reason = reading.condition && !index.core.has(reading.condition) && (reading.guess || reading.direction !== "improves" && reading.direction !== "worsens");
    if (treated && reason && (reading.mode === "advice" || reading.mode === "warning" || (reading.guess || reading.direction === "describes") && own.manner.warned(index, reading))) return "precaution";
    if (treated && reading.mode === "definition") return "anatomy";
    if (treated && reading.intervention !== "natural-course") {
      if (reading.direction === "worsens" || reading.direction === "no-harm") return "harm";
      if (reading.direction === "describes" || !reading.outcome) return ids.has("anatomy") ? "anatomy" : "record";
      return "effect";
    }
    if (ids.has("prognosis") || reading.intervention === "natural-course") return "prognosis";
    // "The main cause" is a rank among illnesses, and a cause where a finding is named.
    var finding = reading.factor && !(index.language["factor-conditions"] || {})[reading.factor] && ways.has("cause");
    if (reading.omen) return "prognosis";
    if (reading.brings) return "cause";
    if (ids.has("frequency") && !finding) return "frequency";
    if (ids.has("diagnosis")) return "diagnosis";
    if (ways.has("link") && !ways.has("cause")) return "association";
    if (ways.has("cause")) return "cause";
    if (ways.has("link") || ways.has("none") && reading.factor) return "association";
    if (ids.has("anatomy")) return "anatomy";
    if (!reading.intervention && !reading.factor && (reading.direction === "improves" || reading.direction === "no-effect") && itself(note, span, reading)) return "prognosis";
    // No treatment and no finding is named: what hurts in an illness is a fact about it.
    if (!reading.intervention && !reading.factor && reading.direction === "worsens" && reading.conditionAt) return "anatomy";
    return reading.outcome && reading.direction !== "describes" ? (reading.factor ? "cause" : "effect") : "anatomy";
  }

  var COUNTED = /^(?:most|many|some|few|the|a|an|your|majority|half|of|people|patients?|persons?|everyone|those|adults|sufferers|folks|get|gets|got|getting|suffer|suffers|develop|develops|diagnosed|having|has|newly|fresh|there|is|no|real|permanent|cure|for|this|such|any|all|your|his|her|bouts?|cases?|attacks?|episodes?|with|who|have|about|around|over|nearly|almost|up|to|percent|in|out|and|or|often|acute|severe|new|\d.*)$/;

  // "Most bouts of sciatica settle": the illness itself is the subject, and nobody does anything to it.
  function itself(note, span, reading) {
    var at = reading.conditionAt, cue = (reading.cues || [])[0];
    if (!at || !cue || at.from < span.from) return false;
    // "There is no cure for sciatica": the verb stands before the illness.
    if (cue.from < at.from && reading.direction !== "no-effect") return false;
    return note.tokens.slice(span.from, at.from).every(function (token) { return COUNTED.test(token.w); });
  }

  // Things this knowledge base does not cover, and whether the statement is about them.
  function elsewhere(index, note, span, reading, context) {
    var wide = { from: 0, to: note.tokens.length }, found = hits(note, "elsewhere", wide);
    function of(id) { return found.filter(function (hit) { return hit.id === id && !own.comparison.compared(reading, hit) && !likened(note, hit) && !joined(note, hit) && !ourOwn(note, hit) && !(id === "conditions" && goesOn(note, hit)); }); }
    var treatments = of("treatments"), conditions = of("conditions"), parts = of("parts"), ours = reading.treatmentAt;
    reading.business = of("business").length;
    reading.others = { treatments: treatments.length, illnesses: conditions.length };
    // A nerve of rats is none of ours; where they are said to have had our complaint, that is what is spoken of.
    var animals = of("animals"), ill = reading.conditionAt;
    if (animals.length && !(ill && note.tokens.slice(ill.from, ill.to).every(function (token) { return !/^nerves?$/.test(token.w); }))) { reading.foreign = { sort: "part", at: animals[0] }; return; }
    if (reading.kind === "precaution" && ours && !index.generic.has(ours.id)) return;
    // "Blame your office chair": what is blamed is ours, whatever stands beside it.
    var blamed = reading.factor && !reading.intervention && (reading.kind === "cause" || reading.kind === "association");
    if (treatments.length && !blamed && (!ours || treatments[0].from < ours.from && index.generic.has(ours.id)) && !reading.inherited) {
      reading.foreign = { sort: "treatment", at: treatments[0] };
    } else if (parts.length && !index.core.has(reading.condition)) reading.foreign = { sort: "part", at: parts[0] };
    else if (conditions.length && !reading.conditionAt) reading.foreign = { sort: "condition", at: conditions[0] };
    else if (!ours && context.foreign && reading.carried) reading.foreign = { sort: "treatment", at: null };
  }

  // "Tension headaches": an outcome of ours, wherever else it is spoken of.
  function ourOwn(note, hit) { return notes.all(note, "outcome").some(function (ours) { return ours.from <= hit.from && hit.to <= ours.to; }); }

  // "May help with migraines, vertigo and low mood": a list that begins with an outcome of ours is known by that.
  function goesOn(note, hit) {
    var list = note.tokens, end = /^(?:and|or|even)$/.test((list[hit.from - 1] || {}).w || "") ? hit.from - 1 : list[hit.from].comma ? hit.from : -1;
    return notes.all(note, "outcome").some(function (ours) { return ours.to === end; });
  }

  // "Operations on the neck and back": our part is named in one breath with another.
  function joined(note, hit) {
    var list = note.tokens, and = /^(?:and|or)$/, word = function (at) { return (list[at] || {}).w || ""; };
    return and.test(word(hit.to)) && word(hit.to + 1) === "back" || and.test(word(hit.from - 1)) && word(hit.from - 2) === "back";
  }

  // "Like floss between teeth": what a thing is likened to is not what is spoken of.
  function likened(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 5), hit.from).some(function (token) { return token.w === "like"; });
  }

  own.sort = { kind: kind, elsewhere: elsewhere };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
