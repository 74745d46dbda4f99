// 8. Manner: how a statement is said: how surely, as what speech act, with which numbers.
(function (own) {
  "use strict";

  var notes = own.notes, hits = notes.hits;

  function manner(index, note, span, wide, reading) {
    unblamed(note, span, reading);
    unsafe(index, note, span, reading);
    forbidden(index, note, span, reading);
    rare(index, note, span, reading);
    reading.subgroup = notes.all(note, "kind").some(function (hit) { return hit.id === "subgroup"; });
    // "Pills are worse than exercise" praises the exercise.
    if (reading.versus && reading.versus.turned && LESS[reading.direction]) { reading.direction = "improves"; reading.polarity = "affirmed"; }
    reading.strength = partly(note, span) ? "hedged" : strength(index, note, span, wide, reading);
    reading.mode = mode(index, note, span, wide, reading);
    leave(index, note, span, reading);
    if (level(note, span, reading) && reading.direction === "improves") { reading.direction = "no-effect"; reading.parts = []; }
    // "It is not proven to work, but it does work": what is granted takes nothing back.
    if (reading.mode === "fact" && reading.direction === "no-effect" && hits(note, "mode", { from: 0, to: note.tokens.length }).some(function (hit) { return hit.id === "evidence" && granted(note, hit); })) { reading.direction = "improves"; reading.polarity = "affirmed"; }
    // "Pain that leaves the leg is a good sign": how it will go is told.
    if (reading.factor && !reading.intervention && (reading.cues || []).some(function (cue) { return note.tokens[cue.to - 1].w === "sign" && cue.id === "good"; })) { reading.direction = "improves"; reading.omen = true; }
    if (note.either >= 0 && reading.outcome && hits(note, "intervention", { from: 0, to: note.either }).some(function (hit) { return hit.to === note.either - 1; })) { reading.direction = "no-effect"; reading.parts = []; }
    if (reading.mode !== "evidence") known(note, span, reading);
    if (reading.mode === "evidence") { reading.direction = "no-effect"; }
    reading.quantifier = first(ranked(index, note, span), ["only", "must", "best", "most", "all", "none", "sometimes", "some", "often"]);
    if (reading.praised && !reading.quantifier) reading.quantifier = "best";
    reading.opposed = opposed(note, span, reading);
    reading.chief = hits(note, "size", span).some(function (hit) { return hit.id === "chief"; });
    reading.approved = hits(note, "mode", span).some(function (hit) { return hit.id === "approved"; });
    reading.trials = hits(note, "mode", span).some(function (hit) { return hit.id === "study"; });
    reading.told = reported(note, span, reading);
    reading.sparing = !turns(note, span) && sparing(note, span);
    reading.alone = reading.quantifier === "must" || reading.quantifier === "only" && sole(note, span);
    reading.size = first(hits(note, "size", span), ["extreme", "large", "small"]);
    reading.time = lasts(whole(hits(note, "time", span)).filter(function (hit) { return !(hit.id === "long" && reading.direction === "improves" && seldom(note, hit)); }));
    reading.population = hits(note, "population", wide).map(function (hit) { return hit.id; });
    reading.share = share(note);
    reading.shares = (note.text.match(/\d{1,3}(?:\.\d+)?(?=\s*(?:%|percent|per cent))/g) || []).map(Number);
    reading.holds = holding(note, span);
    reading.can = happens(note, span, wide);
    reading.dosed = hits(note, "dose", span).length > 0;
    reading.numbers = numbers(note, span);
    reading.figures = reading.numbers.length > 0 || FIGURES.test(note.text);
  }

  // "The chance that it makes you worse is one in a million": next to no harm is told, however bad it is.
  function rare(index, note, span, reading) {
    reading.rare = Boolean(reading.intervention) && hits(note, "mode", span).some(function (hit) { return hit.id === "rare"; }) &&
      (reading.direction === "worsens" || index.harms.has(reading.outcome));
    if (!reading.rare) return;
    if (!index.harms.has(reading.outcome)) reading.outcome = index.language["complaint-harm"];
    reading.assumed = null;
    reading.direction = "no-harm";
    reading.polarity = "denied";
    reading.parts = [{ id: reading.outcome, direction: "no-harm" }];
  }

  // Who advises against, or not for, is told: "do not offer", "would rather you left it out".
  function opposed(note, span, reading) {
    return ["mode", "negation", "kind"].some(function (group) {
      return hits(note, group, span).some(function (hit) {
        return (group === "negation" || hit.id === "against" || hit.id === "precaution") && !another(note, hit, reading);
      });
    });
  }

  // "To stay active and avoid bed rest": what one is told to leave is another treatment than the one told of.
  function another(note, hit, reading) {
    var told = reading.treatmentAt;
    return Boolean(told) && told.to < hit.to && notes.all(note, "intervention").some(function (other) {
      return other.from >= hit.to - 1 && other.from <= hit.to + 1 && other.id !== reading.intervention;
    });
  }

  // "In one trial those who hung had less pain": what was found is told, and neither "trials show" nor what follows from it.
  function reported(note, span, reading) {
    var list = note.tokens.slice(span.from, span.to);
    return reading.strength !== "absolute" && (reading.cited || notes.all(note, "mode").some(function (hit) { return hit.id === "report"; })) &&
      list.some(function (token) { return PAST.test(token.w); }) && !list.some(function (token, at) { return DRAWN.test(token.w) && !SCAN.test((list[at - 1] || {}).w); });
  }

  var SCAN = /^(?:mri|scan|x|xray|ct)$/;  // "an MRI-confirmed slipped disc"
  var PAST = /^(?:was|were|had|did|got|came|went|fell|rose|beat|left|found|saw|gave|felt|made|kept|lay|.{3,}ed)$/;
  var DRAWN = /^(?:must|prov(?:e|es|ed|en|ing)|shows?|settled|means|therefore|hence|confirm(?:s|ed)?)$/;

  // "Makes you taller" is meant to last, unless it is said for how long.
  function lasts(found) {
    return first(found, ["long", "short"]) || (first(found, ["stays"]) ? "long" : null);
  }

  // "Lasts for six months", "kept her well for a year": the days that an effect is said to hold, or 0.
  function holding(note, span) {
    var from = note.tokens.findIndex(function (token, at) { return at >= span.from && at < span.to && HOLDS.test(token.w); });
    return from < 0 ? 0 : own.match.days(note.tokens.slice(from, Math.min(span.to, from + 9)));
  }

  var HOLDS = /^(?:lasts?|lasted|lasting|holds?|held|keeps?|kept|stays?|stayed|persists?|persisted)$/;

  // "One of the best ways" is a manner of speaking, and no rank.
  function whole(found) {
    return found.filter(function (hit) { return !found.some(function (other) { return notes.inside(hit, other); }); });
  }

  function partly(note, span) {
    for (var at = span.from; at < span.to; at++) if (own.direction.partly(note, at)) return !turned(note, at, span);
    return false;
  }

  // "Does not work for everyone": that all are helped is denied, and nothing promised.
  function sparing(note, span) {
    return note.tokens.slice(span.from, span.to).some(function (token, at, list) {
      return /^(?:not|cannot)$/.test(token.w) && own.direction.partly(note, span.from + at) &&
        list.slice(at + 1, at + 8).some(function (other) { return EVERYONE.test(other.w); });
    });
  }

  function turns(note, span) { return turned(note, span.from, { from: span.from, to: note.tokens.length }); }

  var EVERYONE = /^(?:everyone|everybody|every|all)$/;

  // "It does not work overnight, but it works": what counts comes after the "but".
  function turned(note, at, span) {
    return note.tokens.slice(at, span.to).some(function (token) { return /^(?:but|however|yet|still)$/.test(token.w); });
  }

  var LESS = { worsens: 1, "no-effect": 1, "no-harm": 1 };

  // "Is not safe for everyone with glaucoma": no safety is promised, and a harm is warned of.
  function unsafe(index, note, span, reading) {
    var said = hits(note, "mode", span).filter(function (hit) { return hit.id === "reassurance"; });
    if (!reading.intervention || !said.length || !said.every(function (hit) { return denied(note, hit); })) return;
    note.groups.mode = notes.all(note, "mode").filter(function (hit) { return said.indexOf(hit) < 0; }).concat({ from: said[0].from, to: said[0].to, weight: 1, id: "warning" });
    if (reading.outcome && !index.harms.has(reading.outcome)) return;
    reading.polarity = "affirmed";
    // Who should leave it is told, and no harm beside the illness that is the reason.
    if (reading.condition && !index.core.has(reading.condition)) { Object.assign(reading, { direction: "describes", outcome: null, parts: [], assumed: null }); return; }
    reading.direction = "worsens";
    reading.parts = reading.outcome ? [{ id: reading.outcome, direction: reading.direction }] : [];
  }

  // "No inversion with high blood pressure": who should leave it is told, and no harm denied.
  function forbidden(index, note, span, reading) {
    var at = reading.treatmentAt, first = note.tokens[span.from], next = at && note.tokens[at.to];
    if (!next || first.w !== "no" || at.from > span.from + 2 || !WITH.test(next.w) || !reading.condition || index.core.has(reading.condition) || !warned(index, reading)) return;
    note.groups.mode = notes.all(note, "mode").concat({ from: span.from, to: span.from + 1, weight: 1, id: "warning" });
    Object.assign(reading, { direction: "describes", polarity: "affirmed", outcome: null, parts: [], assumed: null });
  }

  var WITH = /^(?:with|if|for|in|during|when)$/;

  function denied(note, hit) {
    return SAFE.test(note.tokens[hit.from].w) && note.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(function (token, at, list) {
      return /^(?:not|never|nor|hardly)$/.test(token.w) && !/^(?:only|just)$/.test((list[at + 1] || {}).w || "");
    });
  }

  var SAFE = /^(?:safe|safely|harmless|gentle)$/;

  // "Smoking does not cause sciatica", "posture has nothing to do with it": a finding is cleared, and nothing called safe.
  function unblamed(note, span, reading) {
    if (reading.intervention) return;
    // "Many have a slipped disc that does not hurt": nothing is named that could do harm.
    if (!reading.factor) {
      if (reading.direction === "no-harm") { reading.direction = "describes"; reading.polarity = "affirmed"; }
      return;
    }
    var denied = hits(note, "direction", span).some(function (cue) {
      return cue.id === "none" || (cue.id === "cause" || cue.id === "link" || cue.id === "bad") && own.direction.negated(note, cue);
    });
    if (denied || reading.direction === "no-harm") reading.direction = "no-effect";
  }

  // "Do not underestimate traction" leaves nothing.
  var WARNS = /^(?:mistake|confuse|forget|think|worry|expect|underestimate|miss|hesitate|delay|believe|assume|wait)$/;

  // "Sham traction did just as well", "works as well as a placebo": no better than nothing.
  function level(note, span, reading) {
    return reading.levelled || Boolean(reading.versus) && reading.versus.relation === "same" && hits(note, "comparator", span).some(function (hit) {
      return hit.id === "sham" || hit.id === "none" && hit.from >= reading.versus.to;
    });
  }

  // "Skip bed rest", "a scan is not needed": advice to leave a treatment, which promises nothing of it.
  function leave(index, note, span, reading) {
    var treated = reading.treatmentAt;
    if (!treated || treated.from < span.from || treated.to > span.to || reading.mode === "guideline" && holds(index, reading, "guidance")) return;
    var advised = false, told = hits(note, "mode", span).some(function (hit) {
      if (hit.id !== "against" || WARNS.test((note.tokens[hit.to] || {}).w || "")) return false;
      if (hit.from === span.from && notes.inside(treated, hit)) return true;  // "leave the pills be"
      var need = /^(?:need|needed|needs|necessary|required|require|essential|unnecessary|for|of|to|in|against)$/.test(note.tokens[hit.to - 1].w) && hit.to - hit.from > 1 || note.tokens[hit.from].w === "unnecessary";
      advised = ADVISED.test(note.tokens[hit.to - 1].w);
      if ((need || advised) && treated.to <= hit.from) return hit.from - treated.to <= 3;
      var between = note.tokens.slice(hit.to, treated.from + 1);
      if (treated.from < hit.to || between.length > 4 || between.some(function (token) { return token.wall || token.comma; })) return false;
      var before = note.tokens[hit.from - 1], first = note.tokens[hit.from];
      return need || !before || first.wall || first.comma || hit.from === span.from || /^(?:and|then|or|please|just|also|but|so|should|must|to|better|can|could)$/.test(before.w);
    });
    // "Is not advised" says itself that care is asked for; more is meant where some people are warned.
    var careful = hits(note, "kind", { from: 0, to: note.tokens.length }).some(function (hit) { return hit.id === "precaution" && !(advised && ADVISED.test(note.tokens[hit.to - 1].w)); }) ||
      (reading.condition ? !index.core.has(reading.condition) : advised && warned(index, reading));
    if (!told || careful && !(index.core.has(reading.condition) && !warned(index, reading))) return;
    reading.against = true;
    reading.mode = "advice";
    reading.strength = "plain";
    if (reading.direction === "worsens") return;
    if (!reading.outcome && !own.unnamed.wish(index, reading)) return;
    reading.direction = "no-effect";
    reading.parts = [];
  }

  var ADVISED = /^(?:recommended|advised|advisable)$/;

  // "For weeks, seldom for a year": how long it does not last.
  function seldom(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(function (token) { return /^(?:seldom|rarely|hardly|not|never|no)$/.test(token.w); });
  }

  // "Not everyone" is not "everyone", and in "more than the best pills" it is the pills that are the best.
  function ranked(index, note, span) {
    return whole(hits(note, "quantifier", span)).filter(function (hit) {
      if (hit.id === "some" && counted(note, hit) || hit.id === "must" && inferred(note, hit) || named(index, note, hit, span) || others(note, hit) || unaware(note, hit) || tried(note, hit)) return false;
      var other = (hit.id === "best" || hit.id === "most") && note.tokens.slice(Math.max(0, hit.from - 2), hit.from + 1).some(function (token) { return token.w === "than"; });
      return !other && !(SWEEPING[hit.id] && refused(note, hit));
    });
  }

  // "So it must work", "the table must have mended them": what is concluded, and not what is needed.
  function inferred(note, hit) {
    if (note.tokens[hit.from].w !== "must") return false;
    return (note.tokens[hit.to] || {}).w === "have" || note.tokens.slice(Math.max(0, hit.from - 5), hit.from).some(function (token) { return token.w === "so"; });
  }

  // "The only treatment", and not "the only exercise": every other treatment is meant.
  function sole(note, span) {
    return note.tokens.slice(span.from, span.to).some(function (token, at, list) {
      return /^(?:only|sole|other|else|unique)$/.test(token.w) && (token.w === "else" || list.slice(at + 1, at + 4).some(function (next) {
        return /^(?:thing|way|treatment|therapy|remedy|method|option|technique|approach|one|means|answer|solution)s?$/.test(next.w);
      }));
    });
  }

  // "More often than people who never smoked": the "never" is that of the others.
  function others(note, hit) {
    return /^(?:never|no|none|nobody)$/.test(note.tokens[hit.from].w) && note.tokens.slice(Math.max(0, hit.from - 5), hit.from).some(function (token) { return token.w === "than"; });
  }

  // "Whom nothing else had helped": what people had tried before.
  function tried(note, hit) {
    return note.tokens[hit.from].w === "nothing" && /^(?:whom?|which|that|when|where|after|if)$/.test((note.tokens[hit.from - 1] || {}).w);
  }

  // "Many never find out that they have one": who does not know is told, and no certainty.
  function unaware(note, hit) {
    return note.tokens[hit.from].w === "never" && /^(?:find|found|know|knew|known|notice|noticed|realise|realised|realize|realized|suspect|suspected|feel|felt|learn|learned|learnt)$/.test((note.tokens[hit.from + 1] || {}).w);
  }

  // "Never need surgery" is what people are spared, and no word of certainty.
  function named(index, note, hit, span) {
    return hits(note, "outcome", span).some(function (other) { return own.index.among(index, "told-by-phrases", other.id) && notes.inside(hit, other); });
  }

  var SWEEPING = { only: 1, must: 1, best: 1, most: 1, all: 1 };

  // "Not completely", "no proven way", "is not a must": the very next words are taken back.
  function refused(note, hit) {
    return note.tokens.slice(Math.max(0, hit.from - 2), hit.from).some(function (token) { return /^(?:not|no|nor|never|cannot|neither|hardly|without)$/.test(token.w); });
  }

  // "Some seven in ten" is a number, and no hedge.
  function counted(note, hit) {
    return note.tokens.slice(hit.from, hit.to).some(function (token, at) {
      return token.w === "some" && NUMBER.test((note.tokens[hit.from + at + 1] || {}).w || "");
    });
  }

  var NUMBER = /^(?:\d.*|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|quarter|third)$/;

  // Of a harm "can" asks only whether it happens, and so does who tells that it was noticed. What one "can" in front of
  // a list says goes for the whole list ("can stiffen the back and drag on").
  function happens(note, span, wide) {
    var near = note.tokens.slice(span.from, span.to), list = note.tokens.slice(wide.from, span.from);
    return near.some(function (token) { return /^(?:can|rare|rarely|occasionally|reported|noticed|seen|observed|described|known|documented|record|recorded)$/.test(token.w); }) || slight(near) || happened(near) ||
      /^(?:and|or)$/.test((note.tokens[span.from] || {}).w || "") && list.some(function (token) { return token.w === "can"; });
  }

  // "A man got a burn from his bottle": that it happened to somebody.
  function happened(list) {
    return list.some(function (token) { return PAST.test(token.w); }) && list.slice(0, 3).some(function (token, at) {
      return /^(?:he|she|somebody|someone)$/.test(token.w) || /^(?:man|woman|patient|person|user|fella|bloke|lady|guy|boy|girl|nurse|runner|neighbou?r|colleague|friend|mate|uncle|aunt|mother|father|mum|dad|wife|husband)$/.test(token.w) && at < 3;
    });
  }

  // "Carries a small risk of".
  function slight(list) {
    return list.some(function (token, at) {
      return /^(?:small|slight|tiny|little|low|remote|outside|minute)$/.test(token.w) && /^(?:risk|chance|danger|possibility)$/.test((list[at + 1] || {}).w);
    });
  }

  function first(found, wanted) {
    return wanted.find(function (id) { return found.some(function (hit) { return hit.id === id; }); }) || null;
  }

  function strength(index, note, span, wide, reading) {
    var found = hits(note, "strength", span);
    // "May not shrink it, but ...": the "may" of what is conceded says nothing of what follows.
    if (!found.length && !/^(?:but|yet|however)$/.test(note.tokens[span.from].w) && !/^(?:although|though|while|whilst)$/.test(note.tokens[0].w)) found = hits(note, "strength", wide).filter(function (hit) { return hit.to <= span.from + 1; });
    // Nor does it in "while it may feel right, it ...".
    var from = /^(?:although|though|while|whilst)$/.test(note.tokens[span.from].w) ? note.tokens.findIndex(function (token, at) { return at > span.from && token.comma; }) : -1;
    from = Math.max(from, turn(note, span, reading));
    found = found.filter(function (hit) { return hit.from >= from; });
    found = found.filter(function (hit) {
      return hit.id === "hedged" ? !counted(note, hit) : !named(index, note, hit, span) && !others(note, hit) && !unaware(note, hit) && !refused(note, hit) && !(part(note) && FULL.test(note.tokens[hit.from].w));
    });
    // "The muscles that are meant to hold you up": no treatment is meant to do anything.
    if (reading.factor && !reading.intervention || reading.direction === "no-harm") found = found.filter(function (hit) { return !AIMED.test(note.tokens[hit.from].w); });
    var ids = new Set(found.map(function (hit) { return hit.id; }));
    if (ids.has("hedged") && !ids.has("firm")) return "hedged";
    if (ids.has("shown") && !note.tokens.slice(span.from, span.to).some(function (token) { return token.w === "can"; })) return "absolute";
    return ids.has("absolute") || ids.has("firm") ? "absolute" : ids.has("hedged") ? "hedged" : "plain";
  }

  var AIMED = /^(?:aim|goal|designed|intended|meant)/;

  // "It may ache at first, but it speeds recovery": where the point begins, which the "may" says nothing of.
  function turn(note, span, reading) {
    var cue = reading.main && reading.main.cue, at = cue ? Math.min(cue.from, span.to) : span.from;
    while (--at > span.from) if (/^(?:but|yet|however)$/.test(note.tokens[at].w)) return at;
    return -1;
  }

  // "55 percent got rid of the pain": of a share of people a full cure is a count, and no certainty.
  function part(note) {
    var percent = PERCENT.exec(note.text);
    return percent ? Number(percent[2]) < 100 : share(note) !== null;
  }

  var FULL = /^(?:cure|eliminate|complete|total|entire|full|get|got|fully)/;

  // A year, or people and trials that are counted in words.
  var FIGURES = /\b(?:19|20)\d\d\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|eighty|hundred)[ -](?:\w+ )?(?:people|patients|adults|men|women|workers|volunteers|trials|studies|of \w+)\b/i;

  // The speech act; the order of the list decides where two fit.
  function mode(index, note, span, wide, reading) {
    var found = hits(note, "mode", wide).filter(function (hit) { return (hit.id !== "advice" || told(note, hit)) && !(hit.id === "guideline" && (which(note, hit) || listing(index, note, span, hit))); });
    var idioms = found.filter(function (hit) { return hit.id === "idiom"; });
    found = found.filter(function (hit) { return !idioms.some(function (idiom) { return notes.inside(hit, idiom); }); });
    // "Insurers call it experimental" tells what insurers say.
    found = found.filter(function (hit) { return hit.id !== "evidence" || !found.some(function (other) { return other.id === "record" && notes.inside(hit, other); }); });
    var ids = new Set(found.map(function (hit) { return hit.id; })), has = function (id) { return ids.has(id); };
    if (has("evidence") && !has("experience") && found.some(function (hit) { return hit.id === "evidence" && !apart(note, hit, span) && !beside(note, hit, span, reading) && !granted(note, hit); })) return "evidence";
    if (has("experience") && !elsewhere(note, span, found) && /(^|\W)(?:i|my|me|we hear|thousands|countless|our experience|patients tell|patients love)(\W|$)/i.test(note.text)) return "experience";
    if (!has("study") && !has("evidence") && story(note, span, reading) && !elsewhere(note, span, found)) return "experience";
    if (has("opinion") && !(reading.strength === "absolute" && parted(note, span, found))) return "opinion";
    if (has("puffery") && !has("checkable")) return "puffery";
    if (has("acclaim") && !has("checkable") && !(reading.intervention && (reading.main && !reading.main.verb && reading.main.at.from < reading.main.at.to || reading.conditionAt && index.core.has(reading.condition)))) return "puffery";
    if (has("aim") && reading.direction !== "no-harm" && (reading.intervention || !reading.factor) && reading.strength !== "absolute") return "aim";
    if (has("guideline")) return "guideline";
    if (has("counsel") && reading.direction === "improves") return "advice";
    var safe = has("reassurance") && (!reading.outcome || index.harms.has(reading.outcome)) && (reading.intervention || !reading.factor);
    if (reading.direction === "no-harm" || safe) return "reassurance";
    if (has("warning") && (reading.intervention || !reading.factor) && (reading.direction === "worsens" || !reading.outcome || hits(note, "kind", wide).some(function (hit) { return hit.id === "precaution"; }))) return "warning";
    if (has("study") || reading.cited) return "study";
    if (has("belief")) return "belief";
    if (has("advice") && (!reading.main || !reading.main.cue) && (!reading.assumed || reading.guess)) return "advice";
    if (has("definition") && !reading.subgroup && (reading.direction === "describes" || defines(note, span, reading))) return "definition";
    if (has("record") && reading.direction === "describes") return "record";
    return "fact";
  }

  // "I cannot sell it, yet most people would hurt less", "I was well again, so traction shrinks discs": who speaks of all
  // people, or draws from it what a treatment does, tells no story of their own; nor does a myth.
  function elsewhere(note, span, found) {
    var from = Math.max(span.from, note.tokens.findIndex(function (token, at) { return at < span.to && (/^(?:but|yet|still)$/.test(token.w) || token.comma && token.w === "so"); }));
    if (/^(?:myth|misconception|fiction)$/.test(note.tokens[0].w)) return true;
    return found.every(function (hit) { return hit.id !== "experience" || hit.to <= from || apart(note, hit, span); }) &&
      (hits(note, "quantifier", { from: from, to: span.to }).some(function (hit) { return hit.id === "often" || hit.id === "all"; }) || concludes(note, { from: from, to: span.to })) &&
      !note.tokens.slice(from, span.to).some(function (token) { return /^(?:i|my|me|our|we|us)$/.test(token.w); });
  }

  // "..., so traction shrinks discs": the treatment is named anew, and what it does.
  function concludes(note, rest) {
    return /^(?:so|but|yet)$/.test(note.tokens[rest.from].w) && hits(note, "intervention", rest).some(function (name) {
      return name.from - rest.from <= 3 && hits(note, "direction", rest).some(function (cue) { return cue.from >= name.to && cue.from - name.to <= 3; });
    });
  }

  // "Dad was back at work after three adjustments": somebody's story, told by others.
  function story(note, span, reading) {
    if (reading.direction !== "improves" && reading.direction !== "no-effect" || !reading.intervention || hits(note, "quantifier", span).some(function (hit) { return hit.id === "often" || hit.id === "all"; })) return false;
    var list = note.tokens.slice(span.from, span.to);
    return list.some(function (token) { return PAST.test(token.w); }) && list.some(function (token, at) {
      return /^(?:he|she|him)$/.test(token.w) || at < 4 && /^(?:dad|mum|mom|father|mother|husband|wife|uncle|aunt|friend|mate|neighbou?r|colleague|brother|sister)$/.test(token.w);
    });
  }

  // "A quibble, if you ask me, for there is no doubt that it harms": an opinion on the quibble.
  function parted(note, span, found) {
    var sure = hits(note, "strength", span).find(function (hit) { return hit.id === "absolute" || hit.id === "firm"; });
    return Boolean(sure) && found.every(function (hit) {
      return hit.id !== "opinion" || hit.to <= sure.from && note.tokens.slice(hit.to, sure.from).some(function (token) { return /^(?:for|since|because|as)$/.test(token.w); });
    });
  }

  // "Yes, it opens the space; no, nobody has shown that the pain goes": of another clause.
  function apart(note, hit, span) {
    if (hit.from >= span.to) return true;
    return hit.to <= span.from && note.tokens.slice(hit.to, span.from + 1).some(function (token) { return token.wall || /^(?:but|yet|although|though)$/.test(token.w); });
  }

  // "The pressure rises, though nobody knows what that does in the long run": what is not known is another question.
  function beside(note, hit, span, reading) {
    var open = note.tokens.slice(Math.max(0, hit.from - 8), Math.min(note.tokens.length, hit.to + 2)).findIndex(function (token) { return /^(?:what|how|why|which)$/.test(token.w); });
    var cue = reading.main && reading.main.cue;
    if (open < 0 || !cue) return false;
    var wall = function (token) { return token.wall || token.comma; };
    return cue.to <= hit.from && note.tokens.slice(cue.to, hit.from + 1).some(wall) || cue.from >= hit.to && note.tokens.slice(hit.to, cue.from + 1).some(wall);
  }

  // "Few studies back it, granted, but it has eased pain for decades": what is granted is not the point.
  function granted(note, hit) {
    var but = note.tokens.findIndex(function (token, at) { return at >= hit.to && /^(?:but|yet|still)$/.test(token.w); });
    if (but < 0) return false;
    var told = note.tokens.slice(0, but).some(function (token) { return /^(?:granted|admittedly|true|sure|okay|ok|yes)$/.test(token.w); }) || /^(?:it|they)$/.test((note.tokens[but + 1] || {}).w) && !hits(note, "strength", { from: but, to: note.tokens.length }).length;
    return told && notes.all(note, "direction").some(function (cue) { return cue.from > but && (cue.id === "good" || cue.id === "fall" || cue.id === "falls"); });
  }

  // What stands in the part that tells what is not known asserts nothing ("it is not clear which brings on which").
  function known(note, span, reading) {
    hits(note, "mode", span).forEach(function (hit) {
      if (hit.id === "evidence" && beside(note, hit, span, reading)) reading.cues = reading.cues.filter(function (cue) { return cue.from < hit.from; });
    });
  }

  // "Cleared by the FDA": a fact on record, and no guideline.
  function listing(index, note, span, hit) {
    return hits(note, "fact", span).some(function (fact) { return notes.overlap(fact, hit) && (index.by.id.get(fact.id) || {}).kind === "record"; });
  }

  // "As good as other recommended treatments": which treatments, and nothing of who recommends what.
  function which(note, hit) {
    return note.tokens[hit.from].w === "recommended" && /^(?:treatments?|therap(?:y|ies)|care|options?|methods?|exercises?|things|remed(?:y|ies))$/.test((note.tokens[hit.to] || {}).w || "");
  }

  // "Use heat" tells somebody to; "they use heat" does not.
  function told(note, hit) {
    var token = note.tokens[hit.from], before = note.tokens[hit.from - 1], two = note.tokens[hit.to + 1];
    if (token.w === "do" && (note.tokens[hit.to] || {}).w === "not" && two && WARNS.test(two.w)) return false;
    if (!IMPERATIVE.test(token.w) || hit.to - hit.from > 1) return true;
    return !before || token.wall || token.comma || /^(?:and|then|or|please|just|always|never|also|but|so)$/.test(before.w);
  }

  var IMPERATIVE = /^(?:use|apply|hold|start|do|ask|see|choose|avoid|keep|stop|try)$/;

  // "X means lying ...", "X is when ...": the words follow the name at once, and nothing of an effect is told.
  function defines(note, span, reading) {
    var named = hits(note, "intervention", span);
    // "Is a way to relieve tension": what it does is told, not what it is.
    var does = hits(note, "direction", span).some(function (cue) { return cue.id === "good" || cue.id === "fall"; });
    return hits(note, "mode", span).some(function (hit) {
      return !(does && note.tokens[hit.from].w === "is") && hit.id === "definition" && named.some(function (at) { return hit.from === at.to; }) && /^(?:mean|means|is|refers|describes)$/.test(note.tokens[hit.from].w) &&
        /^(?:being|hanging|lying|pulling|when|the|to|a|an)$/.test((note.tokens[hit.from + 1] || {}).w || "");
    });
  }

  // "86 %", "9 out of 10": a share of people. "By 28 percent" is how much, and "55 % against 20 %" brings what it is
  // compared with: neither is a bare share.
  function share(note) {
    var text = note.text, percent = PERCENT.exec(text);
    if (percent && Number(percent[2]) <= 100) return percent[1] || AGAINST.test(text) ? null : Number(percent[2]);
    var of = /\b(\d{1,4}) (?:out of|of|in) (?:the |every |his |her |their )?(\d{1,4})\b/.exec(text);
    if (of && Number(of[1]) <= Number(of[2]) && Number(of[2]) > 1) return Math.round(100 * Number(of[1]) / Number(of[2]));
    return null;
  }

  var PERCENT = /(\bby )?(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)/i;
  var AGAINST = /(?:%|percent|per cent)(?:.{0,40}\b(?:against|versus|vs|compared (?:with|to))\b.{0,30}\d\s*(?:%|percent|per cent)|.{0,40}\band\b.{0,15}\d\s*(?:%|percent|per cent).{0,25}\b(?:sham|placebo|dummy|controls?|without)\b)/i;

  // Figures as printed; years and numbers inside names are left out.
  function numbers(note, span) {
    return note.tokens.slice(span.from, span.to).filter(function (token, i, list) {
      return /^\d/.test(token.w) && !/^(?:19|20)\d\d$/.test(token.w) && !(i && list[i - 1].b === token.a && /[a-z]$/.test(list[i - 1].w));
    }).map(function (token) { return token.w.replace(/,/g, ""); });
  }

  // We hold advice to people with this very complaint.
  function warned(index, reading) { return holds(index, reading, "precaution", reading.condition); }

  function holds(index, reading, kind, condition) {
    return (index.by.intervention.get(reading.intervention) || []).some(function (claim) {
      return claim.kind === kind && (!condition || claim.condition === condition);
    });
  }

  own.manner = { manner: manner, warned: warned, WARNS: WARNS };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
