// 11, second part. Match: which claims answer a reading. Slots first, words second; never the most favourable, nor the surest.
(function (own) {
  "use strict";

  var near = function (index, one, other) { return own.clauses.near(index, one, other); };

  // How what is said stands to what is held: same, family, broader (held is broader), narrower, other, unsaid, unheld, none.
  function relation(index, kind, said, held) {
    if (!said || !held) return said ? "unheld" : held ? "unsaid" : "none";
    if (said === held) return "same";
    var above = index.above[kind], heads = index.heads[kind] || {};
    if (above && above.has(said) && above.get(said).has(held)) return heads[said] === held ? "family" : "broader";
    if (above && above.has(held) && above.get(held).has(said)) return heads[held] === said ? "family" : "narrower";
    if (heads[said] === held || heads[held] === said) return "family";
    return "other";
  }

  var TREATMENT = { same: 5, family: 3.2, broader: 2, narrower: 1.8, other: -7, unsaid: -2.5, unheld: -2, none: 1.2 };
  var CONDITION = { same: 2, family: 1.7, broader: 0.6, narrower: -1, other: -2, unsaid: 0.2, unheld: 0.4, none: 0.3 };
  // Kinds that may answer each other; anything else costs.
  var KIN = {
    effect: { mechanism: 0.6, report: -0.5, harm: -0.6, frequency: -0.5, prognosis: -0.5 },
    harm: { precaution: -0.6, effect: 0.8, frequency: 0.8, record: -1 },
    cause: { association: 0.8, mechanism: 0.6, frequency: 0.3, anatomy: 0.6 },
    association: { cause: 0.6, prognosis: 0.4, frequency: 0.2 },
    frequency: { prognosis: 0.8, association: 0.2, cause: 0.2, anatomy: 0.2, record: 0.8 },
    prognosis: { frequency: 0.8, effect: -0.5 },
    anatomy: { record: 0.6, cause: 0.3, guidance: -0.5, mechanism: 0.2, frequency: 0.2 },
    record: { anatomy: 0.8, guidance: 0.3, frequency: 0.2, mechanism: 0, effect: -0.2, report: 0 },
    guidance: { record: 0.8, precaution: 0.2 },
    precaution: { harm: 1, guidance: 0.2 },
    diagnosis: { guidance: 0.4, effect: 0, anatomy: 0.2, frequency: 0.2 }
  };

  var WORDS = 4, ALIKE = 0.5, NEARLY = 10;  // what words are worth, and nearly the same words
  var MOST = WORDS + NEARLY * (1 - ALIKE), KEPT = 200;
  var FAR = 9;  // a claim that is so much farther off in what it is about than another is not looked at further

  function rank(index, reading) {
    var query = own.candidates.bag(index, reading), ways = relations(index, reading), found = [];
    var all = Array.from(own.candidates.find(index, reading, query), function (claim) { return placed(index, reading, claim, ways); });
    var least = most(all) - FAR;
    all = all.filter(function (match) { return match.score >= least || match.slots.heard; });
    all.forEach(function (match) { match.score += rest(index, reading, match.claim, match.slots); });
    if (all.length > KEPT) all.sort(better);
    var best = most(all);
    all.slice(0, KEPT).forEach(function (match) {
      // Words cost more to compare than slots: only where they may still put a claim in front.
      if (match.score + MOST >= best) match.words = own.candidates.likeness(index, query, match.claim);
      match.score += WORDS * match.words + NEARLY * Math.max(0, match.words - ALIKE);
      if (match.score > -3) found.push(match);
    });
    return kindred(reading, tried(reading, found.sort(better)));
  }

  // "Proven to relieve sciatica": where no outcome is named, one that was studied answers before one that was not, if both
  // are about as near.
  function tried(reading, found) {
    var best = found[0];
    if (!best || !reading.assumed || !open(best)) return found;
    var known = found.find(function (match) {
      return !open(match) && best.score - match.score < ABOUT && match.claim.intervention === best.claim.intervention && match.claim.kind === best.claim.kind &&
        match.claim.condition === best.claim.condition && match.slots.outcome === "same" && !match.claim.contrast && !match.claim.narrow;
    });
    return known ? first(found, known) : found;
  }

  // Who blames a finding is answered by the claim that it is a cause before the one that it goes with the complaint (method
  // 1.6), and the other way round.
  function kindred(reading, found) {
    var best = found[0];
    if (!best || !BLAMES[reading.kind] || !BLAMES[best.claim.kind] || best.slots.kind === "same" || best.slots.factor !== "same") return found;
    var same = found.find(function (match) {
      return match.slots.kind === "same" && ["factor", "condition", "outcome"].every(function (slot) { return match.claim[slot] === best.claim[slot]; });
    });
    return same ? first(found, same) : found;
  }

  var BLAMES = { cause: 1, association: 1 };

  function open(match) { return match.claim.finding === "untested"; }

  var ABOUT = 1.5;

  function better(one, other) {
    return other.score - one.score || other.words - one.words || (one.claim.id < other.claim.id ? -1 : 1);
  }

  // The same matches with this one in front; its score says so too.
  function first(found, match) {
    match.score = Math.max(match.score, found[0].score);
    return [match].concat(found.filter(function (other) { return other !== match; }));
  }

  // How what is said stands to each treatment, outcome and complaint that claims are about: {treatment, outcome, condition:
  // id -> answer}. Many claims share these; each answer is found once.
  function relations(index, reading) {
    return {
      treatment: once(function (id) { return treated(index, reading, id); }), outcome: once(function (id) { return changed(index, reading, id); }),
      condition: once(function (id) { return ill(index, reading, id); })
    };
  }

  function once(find) {
    var known = new Map();
    return function (id) {
      var found = known.get(id);
      if (found === undefined) known.set(id, found = find(id));
      return found;
    };
  }

  function most(all) { return all.reduce(function (so, match) { return Math.max(so, match.score); }, -Infinity); }

  // What it is worth what a claim is about: its treatment or finding, its outcome, its complaint, or that it is a fact.
  function placed(index, reading, claim, ways) {
    var slots = { intervention: "", treatment: null, factor: "", outcome: "", condition: "", said: null, kind: "", heard: false }, points = 0;
    points += treatment(reading, claim, slots, ways);
    points += exposure(index, reading, claim, slots);
    points += outcome(reading, claim, slots, ways);
    points += condition(claim, slots, ways);
    points += fact(index, reading, claim, slots);
    return { claim: claim, score: points, words: 0, slots: slots };
  }

  // And the rest of the slots; the words, which cost more to compare, follow for those that may still win.
  function rest(index, reading, claim, slots) {
    return sort(reading, claim, slots) + scope(index, reading, claim, slots) + told(reading, claim);
  }

  // How far the words speak less for this claim than for the one that they speak for most.
  function told(reading, claim) { return Math.max(-LEAST, TOLD * reading.heard.behind(claim)); }

  var TOLD = 0.1, LEAST = 1;

  function treatment(reading, claim, slots, ways) {
    if (reading.factor && !reading.intervention && claim.factor) { slots.intervention = "none"; return 0; }
    if (reading.interventions.length) {
      var found = ways.treatment(claim.intervention);
      slots.intervention = found.how;
      slots.treatment = found.said;
      return found.points;
    }
    slots.intervention = claim.intervention ? "unsaid" : "none";
    if (claim.intervention === "natural-course") return 0.5;
    // How an illness goes by itself is no effect of a treatment that nobody named.
    return TREATMENT[claim.intervention && COURSE[reading.kind] && TRIED[claim.kind] ? "other" : slots.intervention];
  }

  // How the treatments that are named, the first before the others, stand to that of a claim: {how, points, said: the nearest}.
  function treated(index, reading, id) {
    return nearest(reading.interventions.slice(0, 4), function (hit, place) {
      var how = relation(index, "intervention", hit.id, id);
      return { how: how, points: TREATMENT[how] - place * 2.2, said: hit.id };
    });
  }

  function nearest(list, way) {
    return list.map(way).reduce(function (best, next) { return next.points > best.points ? next : best; });
  }

  // A fact that no outcome names (a definition, a schedule, how common something is) is known by its words.
  function fact(index, reading, claim, slots) {
    var near = slots.intervention === "same" || slots.intervention === "broader" || slots.intervention === "family" || slots.factor === "same";
    // Named by its own cue words; who tells of an effect of a treatment tells no fact beside it.
    var cued = reading.facts.indexOf(claim.id) >= 0 && (near || (!reading.intervention || reading.hinted) && !elsewhere(index, reading.facts, claim)) && !(reading.intervention && own.gate.told(reading));
    slots.heard = cued || reading.fact === claim.id;
    // Nothing is promised beside it in so many words.
    return slots.heard ? reading.fact === claim.id || cued && reading.guess && reading.assumed ? 9 : 6 : 0;
  }

  // The same words tell a fact of another treatment too: which of them is spoken of must be named.
  function elsewhere(index, facts, claim) {
    return Boolean(claim.intervention) && facts.some(function (id) {
      var other = index.by.id.get(id);
      return other && other.intervention && other.intervention !== claim.intervention;
    });
  }

  var COURSE = { prognosis: 1, frequency: 1, anatomy: 1 }, TRIED = { effect: 1, harm: 1, mechanism: 1 };

  function exposure(index, reading, claim, slots) {
    var pair = (index.language["factor-conditions"] || {});
    if (!reading.factor && !claim.factor) { slots.factor = "none"; return 0; }
    // Of several findings that are blamed the first leads, and another answers where nothing is held on that.
    var place = reading.factors.indexOf(claim.factor);
    if (place >= 0) { slots.factor = "same"; return 5 - place * 1.5; }
    if (claim.factor && !reading.factor) {
      var stands = pair[claim.factor] && reading.conditions.indexOf(pair[claim.factor]) >= 0 && !reading.intervention;
      slots.factor = stands ? "same" : "unsaid";
      return stands ? 2.5 : -2.5;
    }
    slots.factor = claim.factor ? "other" : "unheld";
    return claim.factor ? -4 : -1.5;
  }

  function outcome(reading, claim, slots, ways) {
    if (!reading.outcome) { slots.outcome = claim.outcome ? "unsaid" : "none"; return 0; }
    if (!claim.outcome) { slots.outcome = "unheld"; return -0.8; }
    // "It makes the pain worse" is answered by what is known of its harms before what is known of its benefit.
    if (reading.kind === "harm" && claim.kind === "harm" && reading.complaint && claim.outcome === reading.complaint && reading.outcome !== claim.outcome && (!reading.assumed || slots.intervention === "same")) {
      slots.outcome = own.verdict.HAPPENS[claim.verdict] || reading.direction === "no-harm" && slots.intervention === "same" ? "same" : "near";
      return slots.outcome === "same" ? 5.5 : 0.7;
    }
    var how = slots.outcome = ways.outcome(claim.outcome);
    if (reading.assumed) {
      var place = reading.assumed.indexOf(claim.outcome);
      // A bare "helps" names no outcome: it is answered by one that studies could tell of, where there is one.
      var open = (claim.finding === "untested" || claim.finding === "inconclusive") && place === 0 && !(reading.main && reading.main.cue && !reading.main.verb && reading.main.id === claim.outcome) ? 1.4 : 0;
      return place >= 0 ? 3.8 - place * 1.3 - open : how === "near" ? 1 : -3;
    }
    return OUTCOME[how] - (reading.complaint && claim.kind === "effect" ? 1 : 0) - (reading.main && reading.main.implied ? 0.5 : 0);
  }

  var OUTCOME = { same: 4, family: 2.4, broader: 2.4, narrower: 2.2, near: 0.7, part: 1.2, other: -3.2 };

  // How the outcome that is told stands to that of a claim; where none is named, those that people come for are told.
  function changed(index, reading, id) {
    var how = !reading.assumed ? relation(index, "outcome", reading.outcome, id) : reading.assumed.indexOf(id) >= 0 ? "same" : "other";
    if (how !== "other") return how;
    if (!reading.assumed && reading.parts.some(function (part) { return part.id === id; })) return "part";
    return near(index, reading.outcome, id) ? "near" : "other";
  }

  function condition(claim, slots, ways) {
    var found = ways.condition(claim.condition);
    slots.condition = found.how;
    slots.said = found.said;
    return found.points;
  }

  // How the complaints that are named stand to that of a claim: {how, points, said: the nearest, or null}.
  function ill(index, reading, held) {
    return nearest(reading.conditions.length ? reading.conditions.slice(0, 5) : [null], function (id, place) {
      var how = relation(index, "condition", id, held), points = CONDITION[how] - place * 0.8;
      if (how === "unsaid") points = held === usual(index, reading) ? 0.6 : index.core.has(held) ? 0.2 : -1;
      if (how === "other" && index.core.has(id) && index.core.has(held)) points = -1;
      return { how: how, points: points, said: id };
    });
  }

  // The complaint that is meant where none is named.
  function usual(index, reading) {
    return (index.language["default-conditions"] || {})[reading.assumed ? "" : reading.outcome] || index.main;
  }

  function sort(reading, claim, slots) {
    slots.kind = claim.kind === reading.kind ? "same" : "other";
    // Who warns people with an illness is answered by the advice to them, before what is told to all.
    if (claim.kind === reading.kind) return claim.kind === "precaution" && slots.condition === "same" ? 3.5 : 2;
    var kin = (KIN[reading.kind] || {})[claim.kind];
    if (reading.guess && own.verdict.UNGRADED[claim.kind] && claim.kind !== "report") return 0;
    if (claim.kind === "precaution" && reading.direction === "improves") return -5;
    if (claim.kind === "report") return reading.mode === "study" ? 0 : -3;
    return kin === undefined ? -2 : kin;
  }

  function scope(index, reading, claim, slots) {
    var points = own.contrast.points(index, reading, claim);
    if (claim.kind === "guidance") points += !issued(reading, claim) && reading.fact !== claim.id ? -10 : claim.issuer.length ? 1.5 : 0;
    points += limits(reading, claim);
    if (claim.lasting) points += reading.time !== "long" ? -2.5 : OWN[slots.intervention] ? 1.5 : 0;
    else if (reading.time === "short" && claim.brief) points += 1.1;
    if (claim.narrow && reading.population.indexOf("some") < 0) points -= 0.25;
    if (reading.direction === claim.direction) points += 0.5;
    // "Four in ten of us": a share is answered by one that was counted.
    if (reading.share !== null && claim.kind === "frequency" && claim.share !== null) points += 1;
    points += duration(reading, claim);
    return points;
  }

  var OWN = { same: 1, family: 1, none: 1, unsaid: 1 };

  // What one body says answers only who names it, in full or by its initials; what guidelines say answers anybody.
  function issued(reading, claim) {
    if (claim.issuer === undefined) {
      var subject = /^(.*?)\s(?:advis|recommend|suggest|warn)\w+/.exec(own.words.fold(claim.claim));
      claim.issuer = subject ? subject[1].split(/\s+/).filter(function (word) { return !PLAIN.test(word); }) : [];
    }
    var names = claim.issuer, initials = names.map(function (word) { return word[0]; }).join("");
    return !names.length || reading.tokens.some(function (token) { return names.indexOf(token.w) >= 0 || token.caps && token.w === initials; });
  }

  var PLAIN = /^(?:the|an?|of|national|official|clinical|guidelines?|guidance)$/;

  // A claim on an amount, a moment or an addition answers only a sentence that names one.
  function limits(reading, claim) {
    var points = 0;
    // What an insurer pays for is no price.
    if (claim.kind === "record" && claim.outcome === reading.outcome && PAYS.test(words(reading)) && !PAYS.test(claim.claim)) points -= 4;
    if (!claim.limits.length) return points;
    if (claim.limits.indexOf("dose") >= 0) points += reading.dosed && measured(reading, claim) ? 1 : -2.5;
    if (claim.limits.indexOf("fragment") >= 0) points += reading.tokens.some(function (token) { return /^(?:fragments?|sequest\w+|pieces?|free|broken|loose)$/.test(token.w); }) ? 1 : -1;
    if (claim.limits.indexOf("asleep") >= 0) points += reading.tokens.some(function (token) { return token.s === "asleep" || token.s === "sleep" || token.s === "overnight"; }) ? 1.5 : -2.5;
    if (claim.limits.indexOf("added") >= 0) points += reading.versus && reading.versus.relation === "add-on" || beside(reading, claim) ? 1 : -1.8;
    return points;
  }

  function words(reading) { return reading.tokens.map(function (token) { return token.w; }).join(" "); }

  var PAYS = /\b(?:insur|medicare|medicaid|cover(?:s|ed|age)?\b|reimburs)/i;

  // "Ten minutes a day" names no angle, nor 45 minutes, and no claim on these answers it.
  function measured(reading, claim) {
    if (claim.measures === undefined) weigh(claim, own.words.tokens(claim.claim));
    if (reading.measures === undefined) weigh(reading, reading.tokens);
    return agree(claim.measures, reading.measures) && agree(claim.amounts, reading.amounts);
  }

  // One of the two names nothing, or both name the same.
  function agree(some, others) {
    return !some.length || !others.length || some.some(function (one) { return others.indexOf(one) >= 0; });
  }

  // Notes what a row of tokens measures, and the figures it names for that.
  function weigh(bearer, tokens) {
    bearer.measures = measures(tokens);
    bearer.amounts = tokens.map(function (token, at) {
      return MEASURED.test((tokens[at + 1] || {}).w || "") ? NUMBERS[token.w] || Number(token.w) : 0;
    }).filter(Boolean);
  }

  var MEASURED = /^(?:minutes?|hours?|degrees?|pounds?|kilos?|sessions?)$/;

  function measures(tokens) {
    return Object.keys(MEASURES).filter(function (name) { return tokens.some(function (token) { return MEASURES[name].test(token.w); }); });
  }

  var MEASURES = {
    angle: /^(?:degrees?|incline\w*|tilt\w*|angle\w*|steep\w*|slopes?|part|partial\w*|fully|gentle|gently|slight|slightly)$/,
    time: /^(?:seconds?|minutes?|hours?|sessions?|times|once|twice|daily|day|week|visits?)$/,
    force: /^(?:force\w*|pounds?|lbs?|kilos?|kg|kilograms?|weights?|pull|newtons?|harder|heavier)$/
  };

  // What the treatment was added to is named too.
  function beside(reading, claim) {
    return reading.interventions.some(function (hit) { return hit.id !== claim.intervention && claim.against.split(" ").indexOf(hit.id) >= 0; });
  }

  var DAYS = { day: 1, week: 7, month: 30, year: 365 };
  var NUMBERS = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, twelve: 12, a: 1, couple: 2, few: 3, several: 3 };

  // The first span of time that a row of tokens names, in days; 0 for none.
  function days(tokens) {
    for (var at = 1; at < tokens.length; at++) {
      var unit = DAYS[tokens[at].s], before = tokens[at - 1].w === "of" && at > 1 ? tokens[at - 2].w : tokens[at - 1].w;  // "a couple of months"
      var number = NUMBERS[before] || Number(before);
      if (unit && number > 0) return unit * number;
    }
    return 0;
  }

  // "Within three months" is answered by twelve weeks rather than by two.
  function duration(reading, claim) {
    if (claim.days === undefined) claim.days = days(own.words.tokens(claim.claim));
    if (reading.days === undefined) reading.days = days(reading.tokens);
    if (!claim.days) return 0;
    if (!reading.days) return -0.3;
    return Math.abs(Math.log(claim.days / reading.days)) < 0.5 ? 1.2 : -0.8;
  }

  own.match = { TRIED: TRIED, days: days, PAYS: PAYS, rank: rank, first: first, relation: relation };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
