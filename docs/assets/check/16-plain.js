// 16, third part. Plain: where only words decide whether a short statement is one of ours: every word of it is, or the very
// thing that is said to be helped is not.
(function (own) {
  "use strict";

  var notes = own.notes;

  // "Injections bring quicker relief": a treatment of ours is said to do what the claim is about, and no word names anything
  // else. That no back is named then says nothing.
  function whole(index, reading, match, note) {
    var effect = own.gate.told(reading) || reading.direction === "no-harm";
    if (!named(reading) || !effect || !SAME[match.slots.intervention] || !SAME[match.slots.outcome]) return false;
    var others = reading.interventions.length > 1 || reading.done.length || reading.foreign || notes.all(note, "elsewhere").length || blamed(note);
    return !others && reading.conditions.every(function (id) { return index.core.has(id); }) && !strangers(index, note).length;
  }

  // A finding stands beside the treatment ("helps you quit smoking") that is no name of the complaint.
  function blamed(note) {
    return notes.all(note, "factor").some(function (hit) { return !notes.all(note, "condition").some(function (ill) { return notes.overlap(hit, ill); }); });
  }

  // "Kills germs", "keeps dementia at bay": a treatment is said to help with what is none of ours.
  function outside(index, reading, note) {
    if (!named(reading) || index.core.has(reading.condition) || reading.body || reading.direction !== "improves") return false;
    return strangers(index, note).indexOf(object(reading, note)) >= 0;
  }

  // The word for what is helped, where only the verb tells of a change.
  function object(reading, note) {
    var main = reading.main, vague = reading.assumed || reading.guess, cue = vague ? main && main.cue || (reading.cues || []).find(changes) : main && main.at;
    if (!cue || cue.from < reading.treatmentAt.to) return null;
    var end = note.tokens.findIndex(function (token, at) { return at > cue.from && (at >= cue.to && !vague || token.comma || token.wall); });
    return note.tokens.slice(0, end < 0 ? note.tokens.length : end).find(function (token, at) {
      return at > cue.from && (at >= cue.to || !held(note).has(at)) && own.taught.features([token]).size;
    });
  }

  function changes(cue) { return cue.id !== "none"; }

  // The tokens that no phrase of ours holds and whose words are strange to it.
  function strangers(index, note) {
    if (!note.strangers) note.strangers = note.tokens.filter(function (token, at) { return !held(note).has(at) && own.taught.unheard(index, token); });
    return note.strangers;
  }

  // The places of the tokens that phrases of ours hold; what stands in the gap of one is held by none.
  function held(note) {
    if (note.held) return note.held;
    note.held = new Set();
    Object.keys(note.groups).filter(function (group) { return group !== "elsewhere"; }).forEach(function (group) {
      notes.all(note, group).forEach(function (hit) {
        var open = hit.weight < hit.to - hit.from;
        for (var at = hit.from; at < hit.to; at++) if (!open || at === hit.from || at === hit.to - 1) note.held.add(at);
      });
    });
    return note.held;
  }

  var SAME = { same: 1, family: 1, broader: 1 };

  function named(reading) { return Boolean(reading.treatmentAt) && !reading.hinted && !reading.carried && !reading.inherited; }

  own.plain = { whole: whole, outside: outside };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
