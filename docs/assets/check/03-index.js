// 3. Index: the JSON that scripts/backed/index builds from the records -> look-up tables.
(function (own) {
  "use strict";

  var words = own.words, TERM_KINDS = ["condition", "intervention", "outcome", "factor"];
  var TAGGED = TERM_KINDS.concat("kind", "certainty", "verdict");

  // Builds everything that checking needs; done once per index. `data`: {index, check, references}, the parsed files of
  // these names; references may come later.
  function open(data) {
    var shared = data.index, language = data.check.language, index = {
      language: language, labels: Object.assign({}, shared.words, data.check.words), shard: shared.files ? shared.files.shard : 500,
      terms: {}, phrases: new words.Phrases(), known: new Set(), near: new Map(),
      taught: own.taught.open(data.check.taught), claims: claims(shared, data.check.claims), references: [], abbreviations: new Set(language.abbreviations || []),
      short: new Map(Object.entries(language["short-words"] || {}))
    };
    TERM_KINDS.forEach(function (kind) { index.terms[kind] = terms(shared, kind); });
    if (data.references) refer(index, data.references);
    addTerms(index);
    addLanguage(index);
    relate(index);
    spelling(index);
    group(index);
    return index;
  }

  // The tags of one group, by id.
  function terms(shared, kind) {
    var tags = shared.tags, wanted = shared.groups.indexOf(kind), found = new Map();
    tags.id.forEach(function (id, n) {
      if (tags.group[n] !== wanted) return;
      found.set(id, {
        id: id, label: tags.label[n], lay: tags.names[n][tags.lay[n]], names: tags.names[n],
        broader: tags.broader[n].map(function (up) { return tags.id[up]; }), better: tags.better[n], felt: tags.felt[n] !== 0
      });
    });
    return found;
  }

  // Columns of both files -> one object per claim.
  function claims(shared, limits) {
    var columns = shared.claims, tags = shared.tags.id, names = Object.keys(limits);
    return columns.id.map(function (id, number) {
      var claim = { number: number, id: id, claim: columns.line[number] };
      TAGGED.forEach(function (slot) { claim[slot] = columns[slot][number] < 0 ? null : tags[columns[slot][number]]; });
      names.forEach(function (name) { claim[name] = limits[name][number]; });
      return JSON.parse(JSON.stringify(claim));  // V8 keeps what is parsed in one shape, and what grew name by name in a slow table
    });
  }

  // References may come later than the rest: only texts that name a paper need them.
  function refer(index, columns) {
    index.references = columns.key.map(function (key, n) {
      return {
        key: key, label: columns.short[n], year: columns.year[n], doi: columns.doi[n] && columns.doi[n].toLowerCase(), pmid: columns.pmid[n],
        surnames: columns.families[n].map(function (name) { return words.fold(name).replace(/[^a-z]+/g, " ").trim(); }).filter(Boolean),
        about: columns.about[n] + ": " + columns.title[n], statements: columns.statements[n],
        claims: columns.claims[n].map(function (number) { return index.claims[number].id; })
      };
    });
    index.years = null;
  }

  function addTerms(index) {
    TERM_KINDS.forEach(function (kind) {
      var extra = (index.language.phrases || {})[kind + "s"] || {};
      index.terms[kind].forEach(function (term) {
        term.names.forEach(function (alias) {
          // "spinal decompression (DRX9000, VAX-D)" is three names.
          alias.split(/[()]|, /).forEach(function (name) {
            if (name.trim()) index.phrases.add(name, { group: kind, id: term.id }, true);
          });
        });
        (extra[term.id] || []).forEach(function (phrase) { index.phrases.add(phrase, { group: kind, id: term.id }); });
      });
    });
  }

  // Cue words: group "direction" -> id "good", "fall", ... and so on for every list of vocabulary/language.yml.
  function addLanguage(index) {
    var language = index.language;
    function each(list, group, id) {
      (list || []).forEach(function (phrase) { index.phrases.add(phrase, { group: group, id: id }); });
    }
    function all(map, group) {
      Object.keys(map || {}).forEach(function (id) { each(map[id], group, id); });
    }
    all(language.directions, "direction");
    all(language.strength, "strength");
    all(language.sizes, "size");
    all(language.quantifiers, "quantifier");
    all(language.modes, "mode");
    all(language.kinds, "kind");
    all(language.time, "time");
    all(language.population, "population");
    all(language.elsewhere, "elsewhere");
    all(language.emergencies, "emergency");
    all(language.assurances, "assurance");
    all(language.joints, "joint");
    all(language["false-friends"], "false");
    all(language.facts, "fact");
    all((language.versus || {}).relations, "versus");
    all((language.versus || {}).comparators, "comparator");
    each(language.chains, "chain", "chain");
    each((language.negation || {}).words, "negation", "word");
    each((language.negation || {}).except, "negation", "except");
    each(language.carry, "carry", "carry");
    each(language.doses, "dose", "dose");
    each(language.body, "body", "body");
    each(language.muscles, "muscle", "muscle");
    each(language.speakers, "speaker", "speaker");
    each(language["call-for-help"], "help", "help");
    each(language.limits, "limit", "limit");
    each(language["telling-questions"], "telling", "telling");
    each(language.asides, "aside", "aside");
    each(language.ties, "tie", "tie");
    each(language.titles, "title", "title");
    Object.keys(language.poles || {}).forEach(function (outcome) {
      ["good", "bad"].forEach(function (end) {
        (language.poles[outcome][end] || []).forEach(function (phrase) {
          index.phrases.add(phrase, { group: "pole", id: outcome, end: end });
        });
      });
    });
  }

  // Families and neighbours: which term stands for which.
  function relate(index) {
    var language = index.language, families = language.families || {};
    index.heads = {};
    TERM_KINDS.forEach(function (kind) { index.heads[kind] = families[kind + "s"] || {}; });
    index.generic = new Set(language["generic-interventions"] || []);
    index.background = new Set(language["background-interventions"] || []);
    // A knowledge base that does not say what it is about is about all its conditions.
    var core = (language["core-conditions"] || []).filter(function (id) { return index.terms.condition.has(id); });
    if (!core.length) core = Array.from(index.terms.condition.keys());
    index.core = new Set(core);
    index.harms = new Set(language["harm-outcomes"] || []);
    index.main = core[0] || null;
    index.felt = Array.from(index.terms.outcome.values()).filter(function (term) { return term.felt; }).map(function (term) { return term.id; });
    (language["near-outcomes"] || []).forEach(function (pair) {
      index.near.set(pair[0] + " " + pair[1], true);
      index.near.set(pair[1] + " " + pair[0], true);
    });
    index.above = { condition: lineage(index.terms.condition), intervention: lineage(index.terms.intervention) };
    index.above.outcome = lineage(index.terms.outcome);
    index.kin = new Map();
  }

  // id -> map of every broader id -> steps up.
  function lineage(map) {
    var found = new Map();
    map.forEach(function (term, id) {
      var steps = new Map(), queue = [[id, 0]];
      while (queue.length) {
        var next = queue.shift(), parent = map.get(next[0]);
        ((parent && parent.broader) || []).forEach(function (up) {
          if (!steps.has(up)) { steps.set(up, next[1] + 1); queue.push([up, next[1] + 1]); }
        });
      }
      found.set(id, steps);
    });
    return found;
  }

  // Every stem that some phrase knows, and the words of terms that a slip may have been meant for.
  function spelling(index) {
    index.ordinary = new Set((index.language["ordinary-words"] || []).map(words.stem));
    index.targets = new Map();
    index.phrases.byWord.forEach(function (entries, key) { index.known.add(key); });
    index.phrases.eachWord(function (word, report) {
      index.known.add(word);
      if (word.length < 5 || TERM_KINDS.indexOf(report.group) < 0) return;
      var key = word.charAt(0);
      if (!index.targets.has(key)) index.targets.set(key, new Set());
      index.targets.get(key).add(word);
    });
    index.corrected = new Map();
  }

  // Claims by what they are about, and the rarity of each word, for ranking.
  function group(index) {
    index.by = { intervention: new Map(), factor: new Map(), outcome: new Map(), condition: new Map(), id: new Map() };
    index.claims.forEach(function (claim) {
      ["intervention", "factor", "outcome", "condition"].forEach(function (slot) {
        if (!claim[slot]) return;
        if (!index.by[slot].has(claim[slot])) index.by[slot].set(claim[slot], []);
        index.by[slot].get(claim[slot]).push(claim);
      });
      index.by.id.set(claim.id, claim);
    });
    index.bags = null;
  }

  // Word bags of the claims, made once.
  function bags(index) {
    if (index.bags) return index.bags;
    var counts = new Map(), list = index.claims.map(function (claim) {
      return [claim.claim].concat(claim.said).map(function (text) {
        var stems = new Set(words.tokens(text).map(function (token) { return token.s; }));
        stems.forEach(function (stem) { counts.set(stem, (counts.get(stem) || 0) + 1); });
        return { stems: stems, norm: 0 };
      });
    });
    var posted = new Map();
    list.forEach(function (texts, number) {
      texts.forEach(function (text) {
        text.stems.forEach(function (stem) {
          if (!posted.has(stem)) posted.set(stem, []);
          if (posted.get(stem)[posted.get(stem).length - 1] !== number) posted.get(stem).push(number);
        });
      });
    });
    var weights = new Map();
    counts.forEach(function (count, stem) { weights.set(stem, Math.log(1 + list.length / (1 + count))); });
    list.forEach(function (texts) {
      texts.forEach(function (text) { text.stems.forEach(function (stem) { text.norm += weights.get(stem) * weights.get(stem); }); });
    });
    var rarest = Math.log(1 + list.length);
    index.bags = { list: list, posted: posted, weight: function (stem) { return weights.get(stem) || rarest; } };
    return index.bags;
  }

  // Year -> surname of any author -> the papers of that year with such an author.
  function byYear(index) {
    if (!index.years) {
      index.years = new Map();
      index.references.forEach(function (reference) {
        if (!index.years.has(reference.year)) index.years.set(reference.year, new Map());
        var authors = index.years.get(reference.year);
        new Set(reference.surnames).forEach(function (name) { authors.set(name, (authors.get(name) || []).concat(reference)); });
      });
    }
    return index.years;
  }

  // Whether a term stands in a list of vocabulary/language.yml.
  function among(index, list, id) { return (index.language[list] || []).indexOf(id) >= 0; }

  // Whether a word stands in a phrase, or in the examples.
  function knows(index, word) { return index.known.has(word) || index.known.has(words.stem(word)) || index.taught.places.has(own.taught.part(word)); }

  own.index = { open: open, refer: refer, bags: bags, byYear: byYear, among: among, knows: knows };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
