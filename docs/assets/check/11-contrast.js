// 11, third part. Contrast: what a claim was compared with, and what a sentence compares with.
(function (own) {
  "use strict";

  // What it is worth that both compare, or only one does. What one sort of a treatment was compared with is no answer for all
  // sorts ("yoga does as well as physiotherapy").
  function points(index, reading, claim) {
    var met = meets(index, reading, claim), alike = suits(reading, claim, met) + (narrower(index, reading, claim) ? 0 : MET[met] || 0);
    // Nothing compared with: sham or no treatment first, then what is added to other care, then other care (method 4.9).
    if (claim.comparator === "sham" || claim.comparator === "none") return alike + 0.5;
    return claim.comparator === "add-on" ? alike + 0.1 : alike;
  }

  var MET = { same: 2.8, open: 1.2 };

  function narrower(index, reading, claim) { return own.match.relation(index, "intervention", reading.intervention, claim.intervention) === "narrower"; }

  function suits(reading, claim, met) {
    var versus = reading.versus ? reading.versus.relation : null;
    var ranks = versus === "better" || reading.quantifier === "best" || reading.quantifier === "most";
    // Better than a pretended treatment is no rank: it is the plain question whether the treatment does anything.
    if (claim.contrast === "better-than" && claim.comparator === "sham") return met === "same" ? 0 : ranks || versus === "same" ? -1 : 0;
    if (claim.contrast === "better-than") return ranks && met !== "other" ? 1.4 : (versus === "same" || versus === "beside") && rivals(reading, met) ? 2 : -1.75;
    // That the one is better is answered too where nothing was found to be as good.
    if (claim.contrast === "as-good-as") return versus === "same" || versus === "instead" || met === "same" && claim.finding !== "as-claimed" ? 1.6 : -2.2;
    if (claim.contrast === "subgroup") return reading.subgroup ? 4 : -2;
    return claim.contrast === "dose" ? (reading.dosed ? 1 : -2.5) : 0;
  }

  // How what the claim was compared with stands to what the sentence compares with: "same"; "open": with whatever other
  // care there is; "other"; or "", where the sentence names nothing that it compares with.
  function meets(index, reading, claim) {
    var versus = reading.versus;
    if (!versus || versus.relation === "add-on" || !versus.what && !versus.sort) return "";
    var against = claim.against ? claim.against.split(" ") : [];
    // "Sham traction did as well as traction": what is compared with itself was pretended.
    var sort = versus.what === "natural-course" ? "none" : versus.what === reading.intervention ? "sham" : versus.sort;
    if (!versus.what || IDLE[sort]) return sort === claim.comparator ? "same" : IDLE[sort] && (IDLE[claim.comparator] || claim.contrast) ? "open" : "other";
    // "Other exercise", of a claim on exercise, is no physiotherapy.
    if (against.some(function (id) { return id === versus.what || id !== claim.intervention && KIN[own.match.relation(index, "intervention", versus.what, id)]; })) return "same";
    return !against.length && (claim.contrast || claim.comparator === "active") ? "open" : "other";
  }

  var IDLE = { none: 1, sham: 1 };
  var KIN = { same: 1, family: 1, broader: 1, narrower: 1 };

  // "No more than other exercise": both compare with the same, or with whatever else there is.
  function rivals(reading, met) {
    return met === "same" || !reading.versus.what && reading.tokens.some(function (token) { return /^(?:others?|another|usual|else|rest)$/.test(token.w); });
  }

  // Who says that two do the same denies that the one does more.
  function level(index, reading, claim) {
    if (!reading.versus || reading.versus.relation !== "same" || claim.kind !== "effect") return false;
    var met = meets(index, reading, claim);
    return claim.contrast === "better-than" ? rivals(reading, met) : met === "same" && claim.contrast !== "as-good-as";
  }

  own.contrast = { points: points, meets: meets, level: level };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
