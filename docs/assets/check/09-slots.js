// 9. Slots: the notes of a sentence -> what it asserts, once per statement in it.
(function (own) {
  "use strict";

  var notes = own.notes;

  // One sentence -> readings in the order of the text, but what people are to feel before how it comes about.
  // `context` holds what the sentences before were about.
  function read(index, sentence, context) {
    var note = noted(index, sentence), list = note.tokens;
    context.whole = context.text || whole(index, [note]);
    context.note = note;
    if (!list.length) return [];
    var readings = [], before = null;
    own.clauses.clauses(note).forEach(function (span) {
      var reading = clause(index, note, span, before, context);
      readings.push(reading);
      if (reading.intervention || reading.factor) before = reading;
    });
    var told = readings.filter(function (reading) { return !condition(note, reading, readings) && !wayTo(list, reading, readings) && !lesser(reading, readings); });
    if (told.length) readings = told;  // "If it hurts, stop; if not, go on": all of it is told by the way
    readings = own.clauses.merge(index, readings.filter(function (reading) { return !(reading.hinted && reading.intervention && readings.some(names)); }));
    concede(note, readings);
    readings.forEach(function (reading) { reading.admits = reading.direction === "no-harm" && readings.some(function (other) { return admits(other, reading); }); });
    readings.sort(function (one, other) {
      return one.granted - other.granted || (one.intervention && one.intervention !== "natural-course" && one.intervention === other.intervention ? felt(index, other, readings) - felt(index, one, readings) : 0);
    });
    readings.forEach(function (reading) {
      var first = list[reading.span.from], last = list[reading.span.to - 1];
      reading.a = readings.length > 1 ? first.a : sentence.a;
      reading.b = readings.length > 1 ? last.b : sentence.b;
      reading.sentence = sentence.text;
      reading.title = notes.all(note, "title").some(function (hit) { return hit.from === 0; });
      reading.heading = sentence.heading || title(sentence, readings);
      reading.question = /\?["'”’)]*$/.test(sentence.text) && !notes.all(note, "telling").length;
    });
    remember(index, note, readings, context, sentence);
    return readings;
  }

  // "It is a myth that it sits there for ever; the body clears it away": what names its treatment is the statement, and
  // not what only sounds like one.
  function names(reading) { return Boolean(reading.treatmentAt) && !reading.hinted && reading.treatmentAt.from >= 0; }

  // Whether it is told that something changes which people feel: "it takes strain off the back and eases sciatica".
  function felt(index, reading, readings) {
    // That the pain stays the same, told after what changes, is no promise to put before it.
    if (reading.direction === "no-effect" && readings.some(function (other) { return other.span.from < reading.span.from && index.felt.indexOf(other.outcome) < 0; })) return 0;
    return Number(index.felt.indexOf(reading.outcome) >= 0 && Boolean(reading.assumed || reading.main && reading.main.cue));
  }

  // "How it works", "Physiotherapy and nerve glides": a short line with no stop that asks, or says nothing of its subject.
  function title(sentence, readings) {
    if (bare(readings)) return true;
    if (sentence.item || sentence.within || /^\w+\?$/.test(sentence.text) || /[.!…,;:]["'”’)]?$/.test(sentence.text) || sentence.text.split(/\s+/).length > 8) return false;
    return /^(?:how|why|what|who|where|which)\b/i.test(sentence.text) || readings.every(function (reading) { return !(reading.cues || []).length; });
  }

  // "Upside down.": a name, and nothing said of it.
  function bare(readings) {
    var at = readings[0].treatmentAt;
    return readings.length === 1 && Boolean(at) && !readings[0].condition && at.to - at.from === readings[0].tokens.length;
  }

  // "If you are having a flare-up, ...": when something is so, and no statement of its own.
  function condition(note, reading, readings) {
    var list = note.tokens;
    var treated = readings.some(function (other) { return other !== reading && other.treatmentAt; });
    // "Once the curve is restored with traction, the pain stops": what follows takes its treatment from here.
    var goes = readings.some(function (other) { return other.inherited && other.span.from === reading.span.to && other.outcome; });
    var alone = (goes || !reading.treatmentAt && (!reading.factorAt || treated)) && (/^(?:if|when|whenever|whether|unless|once)$/.test(list[reading.span.from].w) || means(list, reading) || own.mentions.opens(list, reading.span));
    // "Give it back its curve and the pain is gone": what is to be done is no promise beside what it brings.
    var brings = readings.some(function (other) {
      return other.span.from === reading.span.to && other.outcome && list[other.span.from].w === "and" && own.mentions.BRINGS.test((list[other.span.from + 1] || {}).w);
    });
    return (alone || brings && own.mentions.orders(note, reading.span)) && readings.length > 1;
  }

  // "By easing the bones apart, our table takes ...": by which way, and no statement of its own.
  function means(list, reading) {
    return list[reading.span.from].w === "by" && list.slice(reading.span.from + 1, reading.span.from + 3).some(function (token) { return /.{2}ing$/.test(token.w); });
  }

  // "Although A, B", "may not A, but B", "is no wonder cure: B", "A all you like; B": B is the point, and A is granted.
  function concede(note, readings) {
    readings.forEach(function (reading, at) {
      var next = readings[at + 1], list = note.tokens.slice(reading.span.from, reading.span.to);
      if (!next && at > 0 && /^(?:although|though)$/.test(list[0].w) && reading.intervention === readings[at - 1].intervention && readings[at - 1].mode === "evidence") { reading.granted = 1; return; }
      reading.granted = next ? Number(GRANTED.test(list[0].w) || own.mentions.left(list) || yields(note, list, next) || uncured(note, reading, next) || harms(note, reading, next)) : 0;
    });
  }

  function yields(note, list, next) {
    return /^(?:but|yet|however)$/.test(note.tokens[next.span.from].w) && list.some(function (token, at) {
      return /^(?:may|might|need|will|would)$/.test(token.w) && /^(?:not|be)$/.test((list[at + 1] || {}).w);
    });
  }

  // "Does not make you dizzy for ever, though it does while you hang": the harm is left out by nobody.
  function admits(other, reading) {
    return other !== reading && other.direction === "worsens" && other.intervention === reading.intervention && other.outcome === reading.outcome;
  }

  // "Moving may hurt, but it ...": the harm is granted; and so is "may hurt but is not harmful" where a promise follows.
  function harms(note, reading, next) {
    if (reading.intervention !== next.intervention) return false;
    if (reading.direction === "no-harm") return next.direction === "improves" && reading.outcomes.some(function (other) { return other.direction === "worsens"; });
    return reading.direction === "worsens" && reading.strength === "hedged" && next.direction !== "worsens" && /^(?:but|yet|however)$/.test(note.tokens[next.span.from].w);
  }

  function uncured(note, reading, next) {
    return !next.assumed && next.intervention === reading.intervention && reading.tokens.some(function (token, at) {
      return token.w === "no" && own.direction.partly(note, reading.span.from + at);
    });
  }

  var GRANTED = /^(?:although|though|while|whilst|granted|admittedly|because|since)$/;

  // "Not just relief, it heals the disc": what is more is what is told.
  function lesser(reading, readings) {
    return Boolean(reading.main && reading.main.lesser) && readings.some(function (other) {
      return other !== reading && other.main && other.intervention === reading.intervention;
    });
  }

  // "X frees stiff hips and gives you back your range of motion": how it works is no second promise.
  function wayTo(list, reading, readings) {
    var at = reading.conditionAt, here = at && at.from >= reading.span.from && at.to <= reading.span.to && !placed(list, at);
    return Boolean(reading.assumed) && !here && readings.some(function (other) {
      return other !== reading && !other.assumed && other.main && other.main.cue && other.intervention === reading.intervention &&
        (other.direction === reading.direction || reading.direction === "improves" && other.direction === "increases");
    });
  }

  // "Lengthens the low back": where something is done, and no complaint.
  function placed(list, at) {
    return list.slice(at.from, at.to).every(function (token) { return /^(?:low|lower|backs?)$/.test(token.w); });
  }

  function clause(index, note, span, before, context) {
    var reading = {
      span: span, intervention: null, interventions: [], factor: null, factors: [], condition: null, conditions: [], outcome: null,
      outcomes: [], parts: [], direction: "describes", polarity: "affirmed", strength: "plain", mode: "fact",
      quantifier: null, size: null, kind: null, versus: null, time: null, population: [], share: null, via: null,
      carried: false, foreign: null, business: false, tokens: note.tokens.slice(span.from, span.to)
    };
    var wide = { from: 0, to: note.tokens.length };
    reading.body = notes.hits(note, "body", wide).length > 0;
    reading.urgent = Boolean(context.asked && context.asked.urgent) || notes.all(note, "emergency").some(function (hit) { return hit.id === "urgent"; });
    reading.helped = notes.all(note, "help").some(function (hit) { return !needless(note, hit); });
    reading.facts = notes.hits(note, "fact", span).map(function (hit) { return hit.id; });
    reading.versus = own.comparison.versus(index, note, span);
    reading.heard = own.taught.hear(index, reading.tokens.filter(said), apart(note, span, reading.versus) ? null : context.whole);
    own.subject.treatments(index, note, span, reading);
    own.subject.conditions(index, note, span, wide, reading);
    own.unnamed.inherit(index, note, span, reading, before, context);
    own.unnamed.cited(index, note, span, reading, context.papers);
    own.unnamed.spared(index, note, span, reading, context);
    own.outcomes.outcomes(index, note, span, reading);
    own.outcomes.effectSide(index, note, span, reading);
    if (before && before.outcome && own.clauses.level(note, span)) same(reading, before);
    own.unnamed.defaults(index, note, span, reading);
    own.settle.settle(index, note, span, reading, context);
    presses(index, note, span, reading);
    own.outcomes.lack(note, span, reading);
    // "Does walking prevent it? Nobody knows.": what is asked is what the answer is about.
    var asked = reading.carried && context.asked && context.asked.main ? context.asked : null;
    if (asked && (!reading.outcome || reading.assumed && !reading.main && !asked.assumed && !asked.main.implied)) {
      reading.assumed = null;
      reading.outcome = context.asked.outcome;
      reading.main = context.asked.main;
      reading.guess = true;
    }
    own.manner.manner(index, note, span, wide, reading);
    reading.kind = own.sort.kind(index, note, span, reading);
    if (reading.kind === "guidance" && reading.direction === "describes" && notes.hits(note, "negation", span).length) reading.polarity = "denied";
    if (reading.kind === "precaution") caution(index, reading);
    if (reading.mode === "definition") { reading.direction = "describes"; reading.outcome = null; reading.parts = []; reading.assumed = null; }
    if (reading.kind === "harm" && (reading.direction === "worsens" || reading.direction === "no-harm") && hurts(index, note, reading)) reading.complaint = index.language["complaint-harm"] || null;
    if (reading.urgent && reading.helped) calls(index, reading);
    reading.limited = notes.all(note, "limit").length > 0;
    // "Tight hips cause back pain": the pain is the complaint that comes about, and no outcome beside it.
    if (reading.factor && !reading.intervention && (reading.kind === "cause" || reading.kind === "association") && reading.condition &&
      own.index.among(index, "complaint-outcomes", reading.outcome)) { reading.outcome = null; reading.parts = []; }
    own.sort.elsewhere(index, note, span, reading, context);
    return reading;
  }

  function said(token) { return !token.unsaid; }

  // "Inversion raises it, but bed rest does not": what names a treatment beside others is heard by itself. What is only
  // compared with is none.
  function apart(note, span, versus) {
    var here = notes.hits(note, "intervention", span).find(function (hit) { return !versus || hit.id !== versus.what; });
    return Boolean(here) && notes.all(note, "intervention").some(function (hit) { return hit.id !== here.id; });
  }

  // What a short text speaks for as a whole, or null: where several treatments are named, each part is heard by itself.
  function whole(index, list) {
    var words = [].concat.apply([], list.map(function (note) { return note.tokens.filter(said); })), named = new Set();
    list.forEach(function (note) { notes.all(note, "intervention").forEach(function (hit) { named.add(hit.id); }); });
    return words.length > LONG || named.size > SEVERAL ? null : own.taught.spoken(index, words);
  }

  var LONG = 80, SEVERAL = 2;

  function noted(index, sentence) {
    if (!sentence.note) sentence.note = notes.take(index, sentence.text, sentence.a);
    return sentence.note;
  }

  // "No need to go to hospital", "does not mean hospital": who says so calls for no help.
  function needless(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(function (token, at, list) {
      return /^(?:no|not|never)$/.test(token.w) && list.slice(at + 1).every(function (next) { return /^(?:need|reason|call|time|to|for|an?|any)$/.test(next.w); });
    });
  }

  // "Cannot feel your legs? Go to a hospital, waiting does harm": what is denied is a feeling, and not the advice; and what
  // comes of leaving it is told by the way. What such signs may stand for is not named.
  function calls(index, reading) {
    reading.polarity = "affirmed";
    reading.opposed = false;
    if (reading.guess && reading.direction === "no-effect") reading.direction = "improves";
    if (reading.mode === "puffery") reading.mode = "advice";  // "do not let sciatica ..."
    if (!reading.treatmentAt && reading.direction === "worsens") Object.assign(reading, { outcome: null, parts: [], direction: "describes", kind: "guidance", mode: "advice" });
    reading.conditions = reading.conditions.concat(index.language["alarm-conditions"] || []);
  }

  // "A slipped disc presses on the nerve": the complaint that is named is the finding that brings trouble.
  function presses(index, note, span, reading) {
    var stands = index.language["factor-conditions"] || {};
    var named = Object.keys(stands).find(function (id) { return reading.conditions.indexOf(stands[id]) >= 0; });
    var way = notes.hits(note, "outcome", span).find(function (hit) { return own.index.among(index, "blaming-outcomes", hit.id); });
    if (!way || reading.intervention || reading.factor && !stands[reading.factor] || !named || own.direction.negated(note, way)) return;
    if (reading.outcome && reading.outcome !== way.id) return;
    own.subject.blame(reading, [Object.assign({}, reading.conditionAt, { id: named })]);
    Object.assign(reading, { outcome: null, parts: [], direction: "causes", brings: true });
  }

  // "Exercise hurts", "leaves your back sore": a harm is told; "makes sciatica worse" is about the sciatica.
  function hurts(index, note, reading) {
    var main = reading.main, ill = reading.conditionAt, cue = main && main.cue;
    if (!own.index.among(index, "complaint-outcomes", reading.outcome) || !cue) return false;
    if (!notes.overlap(main.at, cue) && reading.strength !== "hedged") return false;
    return !ill || note.tokens.slice(ill.from, ill.to).some(function (token) { return /^(?:sore|hurts?|aches?|aching|painful)$/.test(token.w); });
  }

  function same(reading, before) {
    reading.outcome = before.outcome;
    reading.assumed = before.assumed;
    reading.main = before.main;
    reading.direction = "no-effect";
    reading.parts = [{ id: before.outcome, direction: "no-effect" }];
  }

  // "With glaucoma, do not hang for a bad back": the illness that is the reason leads, before the complaint.
  function reasons(index, reading) {
    var core = function (id) { return index.core.has(id); };
    reading.conditions = reading.named.filter(function (id) { return !core(id); }).concat(reading.named.filter(core));
    reading.condition = reading.conditions[0] || reading.condition;
  }

  // Who should leave a treatment alone: no benefit is promised, whatever the verb ("skip it if ...").
  function caution(index, reading) {
    reasons(index, reading);
    if (reading.mode === "fact" || reading.mode === "advice" || reading.mode === "guideline") reading.mode = "warning";
    if (reading.direction !== "improves") return;
    reading.direction = "describes";
    reading.parts = [];
    if (reading.assumed || reading.guess) reading.outcome = null;
    reading.assumed = null;
  }

  // "What you get": the list below is about what the page has spoken of.
  function continued(readings) {
    return readings[0].title && readings.every(function (reading) { return !reading.treatmentAt && !reading.conditionAt && !reading.foreign; });
  }

  // What the next sentence may point back to.
  function remember(index, note, readings, context, sentence) {
    var heads = sentence.heading || readings[0].heading && readings[0].title, goesOn = heads && continued(readings);
    if (sentence.heading && !goesOn) { context.intervention = null; context.foreign = false; context.close = false; }
    readings.forEach(function (reading) {
      if (reading.treatmentAt && !reading.carried && !index.background.has(reading.intervention)) {
        context.intervention = reading.intervention;
        context.foreign = false;
      }
      if (reading.conditionAt && index.core.has(reading.condition)) context.condition = reading.condition;
      if (reading.foreign && reading.foreign.sort === "treatment" && reading.foreign.at) { context.intervention = null; context.foreign = true; }
    });
    context.asked = readings.length && readings[0].question ? readings[0] : null;
    context.close = (heads || readings.length > 0 && bare(readings)) && Boolean(context.intervention) || sentence.item && context.close;
    if (/:$/.test(sentence.text) && context.intervention) context.close = true;
  }

  own.slots = { noted: noted, read: read, whole: whole };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
