// 17. Check: the two calls that pages and the command line use. BackedCheck.load(index), BackedCheck.check(text).
(function (own) {
  "use strict";

  var index = null, FEW = 4;

  // `data`: the parsed JSON index. Loading a second one replaces the first.
  function load(data) {
    index = own.index.open(data);
    own.index.bags(index);
    return index.claims.length;
  }

  // References that were left out of the index.
  function refer(rows) { own.index.refer(index, rows); }

  // Everything at once: {findings, emergency, citations, counts}. Findings stand in the order of the text.
  function check(text) {
    var job = start(text);
    while (!job.done) job.step(50);
    return job.result();
  }

  // The same in portions, for long pages: step(n) works through n sentences.
  function start(text) {
    if (!index) throw new Error("BackedCheck.load(index) comes first");
    text = String(text);
    var whole = own.lines.join(text, function (word) { return own.index.knows(index, word); });
    var sentences = own.sentences.split(whole.text, index.abbreviations), at = 0, context = {}, findings = [], asked = null;
    if (sentences.length <= FEW) context.text = own.slots.whole(index, sentences.map(function (sentence) { return own.slots.noted(index, sentence); }));
    var emergency = { urgent: [], soon: [] }, alone = sentences.length === 1, cited = own.notices.citations(index, whole.text);
    var job = {
      total: sentences.length, done: sentences.length === 0,
      step: function (portion) {
        for (var end = Math.min(at + portion, sentences.length); at < end; at++) one(sentences[at]);
        job.at = at;
        job.done = at >= sentences.length;
      },
      findings: findings, emergency: emergency,
      result: function () {
        return { findings: findings, emergency: emergency, citations: cited, counts: count(findings) };
      }
    };
    function one(sentence) {
      if (sentence.entry && !alone) return;
      var said = asked && reply(sentence.text);
      if (said) { confirm(asked, said.denied, sentence.text); asked = null; return; }
      var named = cited.filter(function (citation) { return citation.a < sentence.b && citation.b > sentence.a; });
      context.papers = bearing(named);
      var found = own.slots.read(index, sentence, context), note = context.note;
      var signs = own.notices.emergency(index, note || { tokens: [], groups: {}, text: "" });
      ["urgent", "soon"].forEach(function (sort) {
        signs[sort].forEach(function (words) { if (emergency[sort].indexOf(words) < 0) emergency[sort].push(words); });
      });
      asked = found.length && found[0].question ? found : null;
      var made = found.filter(function (reading) { return alone || states(reading); })
        .map(function (reading) { return answer(reading, named, context); });
      add(made);
    }
    // "Does X work? Yes.": the answer asserts what the question asks, and "absolutely" leaves no doubt.
    function confirm(readings, denied, said) {
      add(readings.map(function (reading) {
        reading.question = false;
        if (reading.strength === "plain" && /^(?:absolutely|definitely|certainly)\b/i.test(said)) reading.strength = "absolute";
        if (denied) reading.direction = reading.direction === "worsens" ? "no-harm" : "no-effect";
        return answer(reading, [], context);
      }));
    }
    function add(made) {
      kept(made).forEach(function (finding) {
        if (whole.starts.has(finding.a)) finding.a = whole.starts.get(finding.a);
        finding.text = text.slice(finding.a, finding.b);
        findings.push(finding);
      });
    }
    return job;
  }

  var BARE = /^(?:[^.!?]{0,60}\s)?(yes|absolutely|definitely|certainly|of course|indeed|no|not really|not at all|by no means|far from it|never)\b[^a-z]*$/i;
  // "It does not.", "They do.": the rest of the answer stands in the question.
  var SHORT = /^(?:(?:yes|no|well|sadly|alas|absolutely|definitely|certainly|of course|sure),? )?(?:it|they|this|that) (?:really |simply |certainly )?(?:does|do|did|will|would|can|could|is|are|has|have)(n['’]t| not)?\W*$/i;

  // Whether a sentence only answers the question before it: {denied}, or null.
  function reply(text) {
    var bare = BARE.exec(text), short = bare ? null : SHORT.exec(text);
    return bare ? { denied: /^(?:no|by no|far|never)/i.test(bare[1]) } : short && { denied: Boolean(short[1]) };
  }

  // Questions and bare headings of a longer text give the context, and are no statements.
  function states(reading) {
    if (reading.question) return false;
    if (!reading.heading) return true;
    if (reading.title) return false;
    return Boolean(reading.intervention && !reading.carried && reading.outcome && (reading.cues || []).length);
  }

  // Where one part of a sentence is answered, its unanswered rest is not told apart; nor, beside what is told of a
  // treatment, what is said of none.
  function kept(made) {
    var answered = made.filter(function (finding) { return !finding.abstained; });
    var treated = answered.filter(function (finding) { return finding.looked.intervention || finding.looked.factor; });
    if (treated.length) return treated;
    return answered.length ? answered : made.slice(0, 1);
  }

  function count(findings) {
    var counts = {};
    findings.forEach(function (finding) { counts[finding.verdict] = (counts[finding.verdict] || 0) + 1; });
    return counts;
  }

  // --- One reading -> one finding ------------------------------------------------------------------------------------

  function answer(reading, named, context) {
    var matches = own.match.rank(index, reading);
    if (named.length) prefer(matches, named);
    var gate = own.gate.fits(index, reading, matches, context);
    if (gate.unheld) reading.unheld = true;
    if (!gate.fits || heads(reading)) return abstained(reading, matches, gate.why || "nothing", named);
    var finding = judged(reading, gate.matches, named);
    return guessed(reading, finding) ? abstained(reading, matches, "nothing", named) : finding;
  }

  // "Benefits of inversion:", also where it stands alone: a heading, and no outcome that it names.
  function heads(reading) { return reading.title && reading.heading && !reading.question && !(reading.main && !reading.main.verb); }

  // What was only guessed from the words around it is never called backed, nor refuted, but where they leave no doubt.
  function guessed(reading, finding) {
    var stands = (index.language["factor-conditions"] || {})[reading.factor];
    var named = reading.intervention === "natural-course" || stands && reading.conditions.indexOf(stands) >= 0;
    // Who sends people with signs of an emergency for help names no treatment, and is right.
    if (reading.urgent && reading.helped) return false;
    return reading.hinted && !named && !own.taught.clear(reading.heard.subject, SURE) && (finding.verdict === "supported" || finding.verdict === "contradicted");
  }

  var SURE = 2;  // how far ahead of all others the words must put a treatment or a finding that is not named

  // The claims that papers bear on.
  function bearing(named) {
    return [].concat.apply([], named.map(function (citation) { return citation.claims.map(function (id) { return index.by.id.get(id); }); }));
  }

  // Claims that a paper named in the sentence bears on come first among equals.
  function prefer(matches, named) {
    matches.forEach(function (match) {
      if (named.some(function (citation) { return citation.claims.indexOf(match.claim.id) >= 0; })) match.score += 1.5;
    });
    matches.sort(function (one, other) { return other.score - one.score; });
  }

  // --- Findings ------------------------------------------------------------------------------------------------------

  function base(reading, named) {
    return {
      a: reading.a, b: reading.b, sentence: reading.sentence, abstained: false, verdict: null, ground: null,
      strength: own.judge.strengthOf(reading), mode: reading.mode, kind: reading.kind, quantifier: reading.quantifier,
      asserts: asserts(reading), matches: [], differences: [], parts: [], nearest: null, looked: looked(reading),
      carried: reading.carried, question: reading.question, warning: false, references: named.map(function (citation) { return citation.key; })
    };
  }

  // The slots as the contract has them; narrower everyday terms report the head of their family.
  function asserts(reading) {
    var treatment = reading.intervention || index.heads.factor[reading.factor] || null;
    return {
      intervention: head("intervention", treatment), condition: reading.condition,
      outcome: head("outcome", reading.outcome, { pain: 1 }), direction: reading.direction,
      strength: own.judge.strengthOf(reading)
    };
  }

  function head(kind, id, kept) {
    var up = index.heads[kind][id];
    return !id ? null : up && !(kept && kept[up]) ? up : id;
  }

  function looked(reading) {
    function label(kind, id) { return id ? own.compare.name(index, kind, id) : null; }
    return {
      intervention: label("intervention", reading.intervention), factor: label("factor", reading.factor),
      condition: label("condition", reading.condition), outcome: label("outcome", reading.outcome)
    };
  }

  function abstained(reading, matches, why, named) {
    var finding = base(reading, named), near = matches[0];
    finding.abstained = true;
    finding.verdict = "out-of-scope";
    finding.why = why;
    if (near && (near.score > 2 || near.words > 0.2) && !reading.foreign && !reading.business) finding.nearest = near.claim.id;
    return finding;
  }

  function judged(reading, matches, named) {
    var lead = own.gate.SPOKEN[reading.mode] ? { reading: reading, matches: matches, judged: own.judge.judge(index, reading, matches) } : led(reading, matches);
    var finding = base(lead.reading, named), judgement = lead.judged;
    finding.verdict = judgement.verdict;
    finding.ground = judgement.ground;
    finding.differences = judgement.differences;
    finding.parts = lead.parts || [];
    finding.matches = top(lead.matches);
    var best = lead.matches[0].claim;
    if (reading.assumed && !reading.main && best.outcome && reading.assumed.indexOf(best.outcome) >= 0) finding.asserts.outcome = best.outcome;
    finding.warning = (reading.mode === "warning" || reading.direction === "worsens") &&
      ["unsupported", "contradicted"].indexOf(finding.verdict) >= 0;
    return finding;
  }

  // Items of a list are judged one by one; the answer tells which item decides (method 4.2).
  function led(reading, matches) {
    var parts = reading.intervention && reading.parts.length > 1 ? reading.parts.slice(0, 5).map(function (part) { return item(reading, part); }) : [];
    if (parts.length < 2) return item(reading, null, matches);
    var verdict = own.verdict.together(parts.map(function (part) { return part.judged.verdict; }));
    // What the sentence is about leads; the part that decides gives the ground and the differences.
    var lead = parts.find(function (part) { return part.reading.outcome === reading.outcome; }) || parts[0], deciding = parts.find(function (part) { return part.judged.verdict === verdict; }) || lead;
    var mixed = deciding.judged.verdict !== verdict || new Set(parts.map(function (part) { return part.judged.verdict; })).size > 1 && verdict === "partly-supported";
    return {
      reading: lead.reading, matches: lead.matches,
      judged: { verdict: verdict, ground: mixed ? "part" : deciding.judged.ground, differences: deciding.judged.differences },
      parts: parts.map(function (part) {
        return { outcome: part.reading.outcome, claim: part.matches[0].claim.id, verdict: part.judged.verdict, ground: part.judged.ground };
      })
    };
  }

  function item(reading, part, matches) {
    var own_ = part ? Object.assign({}, reading, { outcome: part.id, direction: part.direction, parts: [part], assumed: reading.assumed }) : reading;
    var found = part ? own.match.rank(index, own_) : matches;
    if (!own_.unheld && untested(own_, found) && akin(own_, found[0])) return { reading: own_, matches: found, judged: atMost(own.judge.judge(index, own_, found), "partly-supported") };
    if (own_.unheld || untested(own_, found)) return { reading: own_, matches: found, judged: notHeld(own_, found[0]) };
    var judged = own.judge.judge(index, own_, found);
    if (ofOneSort(own_, found[0], judged)) return { reading: own_, matches: found, judged: notHeld(own_, found[0]) };
    return { reading: own_, matches: found, judged: unsettled(own_, found, judged) ? Object.assign(judged, { verdict: "partly-supported", ground: "part" }) : judged };
  }

  // What one sort of a treatment does refutes nothing that is said of all sorts (method 4.9).
  function ofOneSort(reading, best, judged) {
    return judged.verdict === "contradicted" && judged.ground === "points-other-way" && best.slots.intervention === "narrower" && best.claim.direction !== reading.direction;
  }

  // "Bed rest gets nobody well sooner": hardly known of that, and well known that it changes nothing in what is next to it.
  function unsettled(reading, found, judged) {
    return reading.direction === "no-effect" && (judged.verdict === "overstated" || judged.verdict === "unsupported") && !reading.versus && found[0].claim.certainty === "very-low" && found.some(function (match) {
      return akin(reading, match) && match.claim.certainty === "moderate" && match.slots.condition !== "other";
    });
  }

  // "A scan does not get you back to work sooner": that it changes nothing was shown of what is next to it.
  function akin(reading, best) {
    return reading.direction === "no-effect" && reading.mode !== "evidence" && best.slots.intervention === "same" && best.slots.outcome === "near" &&
      best.claim.finding === "no-important-difference" && !best.claim.contrast;
  }

  function atMost(judged, verdict) {
    return own.verdict.place(judged.verdict) < own.verdict.place(verdict) ? Object.assign(judged, { verdict: verdict, ground: "part" }) : judged;
  }

  // We hold the treatment, and nothing on this outcome: not studied by anything we found.
  function untested(reading, found) {
    var best = found[0];
    if (!reading.intervention || !own.gate.effective(reading) || best.claim.kind === "precaution" || best.claim.kind === "prognosis") return false;
    if (best.score < own.gate.ENOUGH || best.slots.outcome === "other") return true;
    // A verdict is never borrowed from another outcome, however near, but for words that name none ("cures back pain").
    var named = reading.main && !reading.main.verb && !reading.assumed, kind = best.claim.kind;
    if ((index.language["answering-outcomes"] || {})[reading.outcome] === best.claim.outcome && kind === "effect" && best.slots.intervention === "same") return false;
    var apart = best.slots.outcome === "near" || best.slots.outcome === "part" || best.slots.outcome === "unheld";
    return Boolean(named && apart && (kind === "effect" || kind === "harm" || kind === "mechanism" || kind === "record" && reading.kind === "harm"));
  }

  function notHeld(reading, best) {
    var verdict = reading.mode === "evidence" ? "supported" : "unsupported";
    return {
      verdict: verdict, ground: verdict === "supported" ? "as-worded" : "not-studied",
      differences: ["We hold no study of " + topic(reading) + "; the nearest question we cover is another one."]
    };
  }

  function topic(reading) {
    var first = reading.intervention ? own.compare.name(index, "intervention", reading.intervention) : own.compare.name(index, "factor", reading.factor);
    var second = reading.unheld ? own.compare.name(index, "condition", reading.condition) : own.compare.name(index, "outcome", reading.outcome);
    return first + " and " + second;
  }

  function top(matches) {
    return matches.slice(0, 5).filter(function (match, i) { return i === 0 || match.score >= 2; }).map(function (match) {
      return { claim: match.claim.id, score: Math.round(match.score * 100) / 100 };
    });
  }

  // What a page shows of a claim, and where the rest of it is: file and row of the details.
  function claim(id) {
    var held = index.by.id.get(id);
    return held && {
      id: id, claim: held.claim, kind: held.kind, verdict: held.verdict, certainty: held.certainty,
      shard: Math.floor(held.number / index.shard), row: held.number % index.shard
    };
  }

  own.load = load;
  own.claim = claim;
  own.refer = refer;
  own.__index = function () { return index; };
  own.start = start;
  own.check = check;
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
