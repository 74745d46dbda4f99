// 14. Compare: where the wording and the claim that answers it differ, slot by slot, in words a reader understands.
(function (own) {
  "use strict";

  function name(index, kind, id) {
    var term = index.terms[kind].get(id);
    return term ? term.lay : id;
  }

  // [{slot, words, lowers}], the slots of the records' `differences`.
  function differences(index, reading, match) {
    var found = [], claim = match.claim;
    [what, who, which, than, until, howMuch, howMany, howSure, why, whatIn].forEach(function (compare) {
      var difference = compare(index, reading, match, claim);
      if (difference) found.push(difference);
    });
    return found;
  }

  function who(index, reading, match, claim) {
    var said = match.slots.said, how = match.slots.condition;
    var scoped = claim.kind === "effect" || claim.kind === "frequency" || claim.kind === "prognosis";
    // A complaint that was named earlier in the text is not what this sentence speaks of.
    var named = reading.conditionAt || !reading.carried;
    if (named && (how === "broader" || how === "narrower" || how === "other") && !within(index, said, claim)) {
      return {
        slot: "population", lowers: scoped && how === "other" && reading.mode !== "evidence",
        words: "The sentence speaks of " + name(index, "condition", said) + "; what we hold was studied in people with " +
          name(index, "condition", claim.condition) + "."
      };
    }
    if (claim.narrow && reading.population.indexOf("some") < 0 && scoped) {
      return { slot: "population", lowers: false, words: "The studies looked only at " + claim.narrow + "." };
    }
    return null;
  }

  // People with sciatica from a slipped disc were studied: who speaks of slipped discs speaks of them.
  function within(index, said, claim) {
    if (!claim.narrow || said === claim.condition) return false;
    if (!claim.people) claim.people = own.notes.all(own.notes.take(index, claim.narrow, 0), "condition").map(function (hit) { return hit.id; });
    return claim.people.indexOf(said) >= 0;
  }

  function what(index, reading, match, claim) {
    var how = match.slots.intervention, said = match.slots.treatment;
    // "A slipped disc" names the finding by the complaint that it is.
    var named = reading.conditions.indexOf((index.language["factor-conditions"] || {})[reading.factor]) >= 0;
    if (reading.hinted && !named && (claim.intervention || claim.factor)) {
      return {
        slot: "product", lowers: false,
        words: (reading.treatmentAt ? "The sentence names " + name(index, "intervention", reading.treatmentAt.id) + ", but most of its words are those used of "
          : "The sentence names nothing that we know by its name; its words are those used of ") + (claim.intervention ? name(index, "intervention", claim.intervention) : name(index, "factor", claim.factor)) + "."
      };
    }
    if (reading.approved && claim.kind === "record" && match.slots.heard) {
      return { slot: "product", lowers: true, words: "The sentence says approved; a device is cleared as similar to earlier ones, which is no finding that it works." };
    }
    if (how !== "broader" && how !== "narrower") return null;
    return {
      slot: "product", lowers: claim.kind === "effect" && reading.mode !== "evidence" && reading.direction !== "no-effect",
      words: "The sentence speaks of " + name(index, "intervention", said) + "; what we hold is on " +
        name(index, "intervention", claim.intervention) + "."
    };
  }

  function which(index, reading, match, claim) {
    var how = match.slots.outcome;
    if (reading.assumed || how === "same" || how === "unsaid" || how === "unheld" || how === "none" || how === "family") return null;
    var said = index.terms.outcome.get(reading.outcome), held = index.terms.outcome.get(claim.outcome);
    if (!said || !held) return null;
    var leap = said.felt && !held.felt && claim.kind === "effect" && reading.direction !== "no-effect" && reading.mode !== "evidence";
    return {
      slot: leap ? "surrogate" : "population", lowers: (leap || how !== "near") && reading.direction !== "no-harm" && reading.mode !== "evidence" && reading.direction !== "no-effect",
      words: "The sentence speaks of " + said.lay + "; what we hold is on " + held.lay +
        (leap ? ", which is measured, not felt." : ".")
    };
  }

  function than(index, reading, match, claim) {
    var versus = reading.versus;
    if (versus && versus.relation === "same" && claim.kind === "frequency") {
      return { slot: "comparator", lowers: true, words: "The sentence says that two groups are alike; what we hold is how often it is so in one of them." };
    }
    if (!versus || !versus.what || versus.relation === "add-on" || versus.relation === "instead") return null;
    if (own.contrast.meets(index, reading, claim) !== "other" || reading.direction === "no-effect") return null;
    return {
      slot: "comparator", lowers: true,
      words: "The sentence compares with " + name(index, "intervention", versus.what) + "; we hold no such comparison here."
    };
  }

  // The effect is said to hold for clearly longer than studies looked.
  function outlasts(reading, claim) {
    var looked = claim.when ? own.match.days(own.words.tokens(claim.when)) || (claim.brief || /week/.test(claim.when) ? 42 : 0) : 0;
    return looked > 0 && reading.holds > 1.5 * looked;
  }

  function until(index, reading, match, claim) {
    if (claim.kind !== "effect" || reading.direction === "no-effect" || reading.time !== "long" && !outlasts(reading, claim)) return null;
    if (reading.time === "long" && claim.lasting) return null;
    return {
      slot: "time", lowers: true,
      words: claim.when ? "The sentence promises a lasting effect; the studies looked at " + claim.when + "." :
        "The sentence promises a lasting effect; we hold no long follow-up here."
    };
  }

  function howMuch(index, reading, match, claim) {
    if (reading.size === "extreme" && claim.kind === "harm" && reading.direction === "worsens") {
      return { slot: "size", lowers: true, words: "The sentence names a graver harm than we hold any report of." };
    }
    if (reading.size !== "large" || claim.kind !== "effect" || claim.size === "large" || !GAINS[reading.direction]) return null;
    if (reading.mode === "evidence" || reading.strength === "hedged") return null;
    var size = claim.size && claim.size !== "unknown" ? "of " + claim.size + " size" : "of unknown size";
    return { slot: "size", lowers: true, words: "The sentence promises a large effect; in the studies it is " + size + "." };
  }

  var GAINS = { improves: 1, increases: 1, causes: 1 };

  function howMany(index, reading, match, claim) {
    if (LINKS[claim.kind]) return howOften(reading, claim);
    if (reading.share === null || reading.share === undefined || claim.kind !== "effect" || reading.direction !== "improves") return null;
    if (reading.share < 5 || claim.share === reading.share) return null;
    return {
      slot: "share", lowers: true,
      words: "The sentence gives a share (" + reading.share + " in 100). A share tells little without people who had something else."
    };
  }

  var LINKS = { cause: 1, association: 1 };
  var TIMES = /\b(\d+(?:\.\d+)?|three|four|five|six|seven|eight|nine|ten|twenty) times (?:as|more|higher|greater|the)\b/i;
  var NUMBERS = { three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twenty: 20 };

  // "18 times as likely", "behind 80 percent": a figure that is in none of the studies held.
  function howOften(reading, claim) {
    var told = TIMES.exec(reading.sentence || reading.words || ""), times = told ? NUMBERS[told[1].toLowerCase()] || Number(told[1]) : 0;
    var seen = times && claim.figures.some(function (figure) { return (figure.indexOf(".") > 0 || Number(figure) < 10) && Math.abs(Math.log(Number(figure) / times)) < 0.4; });
    if (reading.share === null && (times < 3 || seen)) return null;
    return { slot: "share", lowers: true, words: "The sentence gives a figure (" + (reading.share === null ? times + " times" : reading.share + " in 100") + ") that we have seen in no study." };
  }

  function howSure(index, reading, match, claim) {
    var strength = own.judge.strengthOf(reading);
    if (reading.mode === "evidence" || strength === "hedged" || !claim.certainty || claim.certainty === "not-graded" || claim.certainty === "none") return null;
    if (strength === "plain" && (claim.certainty === "high" || claim.certainty === "moderate")) return null;
    if (strength === "absolute" && claim.certainty === "high") return null;
    var tone = reading.question ? "The sentence asks whether it is so" : strength === "absolute" ? "The sentence leaves no doubt" : "The sentence states it as a fact";
    return { slot: "certainty", lowers: false, words: tone + "; how sure the studies let us be: " + claim.certainty.replace("-", " ") + "." };
  }

  function why(index, reading, match, claim) {
    if (reading.kind !== "cause" || reading.direction === "no-effect" || claim.kind !== "association") return null;
    return { slot: "cause", lowers: false, words: "The sentence says that one causes the other; studies show only that they go together." };
  }

  function whatIn(index, reading, match, claim) {
    var sort = reading.population.indexOf("animal") >= 0 ? "animals" : reading.population.indexOf("laboratory") >= 0 ? "the laboratory" : null;
    if (!sort || own.verdict.UNGRADED[claim.kind]) return null;
    return { slot: "laboratory", lowers: false, words: "The sentence leans on " + sort + "; that does not show the same in patients." };
  }

  own.compare = { within: within, differences: differences, name: name };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
