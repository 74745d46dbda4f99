// Search, 3 of 5: the engine. The index that scripts/backed/index/shared.py wrote, opened: words, terms and their names.
(function (own) {
  "use strict";

  var inside = own.inside, cut = inside.cut, STOP = inside.STOP;
  var Dictionary = inside.Dictionary, Postings = inside.Postings, Shelf = inside.Shelf;
  // A name of a term counts in full; a word for a kind of question, a level or a design says less.
  var GROUP_WEIGHT = { kind: 0.85, certainty: 0.5, verdict: 0.5, design: 0.55 };

  function Engine(data) {
    var claims = data.claims, self = this;
    this.data = data;
    this.files = data.files;  // names of the other files of the index
    this.size = claims.id.length;
    this.dictionary = new Dictionary();
    this.lines = new Postings(this.dictionary);
    this.others = new Postings(this.dictionary);
    this.identities = new Postings(this.dictionary);
    for (var n = 0; n < this.size; n++) {
      this.lines.add(n, claims.line[n]);
      this.others.add(n, claims.words[n]);
      this.identities.add(n, claims.id[n]);
    }
    this.readTags(data.tags);
    this.shelves = { documents: new Shelf(this.dictionary) };
    data.documents.forEach(function (row) {
      self.shelves.documents.add({ path: "statements/" + row[0] + "/", title: row[1], note: row[2].replace(/-/g, " ") }, row[1], "");
    });
    this.dictionary.freeze();
  }

  Engine.prototype.readTags = function (columns) {
    var groups = this.data.groups, claims = this.data.claims, self = this;
    this.phrases = [];                             // {tag, stems in order, how many are different}
    this.phrasesOf = new Postings(this.dictionary);
    this.tags = columns.id.map(function (id, number) {
      return { number: number, group: groups[columns.group[number]], id: id, label: columns.label[number], broader: columns.broader[number], names: columns.names[number] };
    });
    this.tags.forEach(function (tag) {
      tag.above = lineage(self.tags, tag.number);
      tag.lineage = Array.from(tag.above.keys());
      tag.below = new Set();
      tag.names.forEach(function (name) { self.addName(tag.number, name); });
    });
    this.tags.forEach(function (tag) { tag.above.forEach(function (steps, up) { self.tags[up].below.add(tag.number); }); });
    this.columns = groups.filter(function (group) { return group !== "design"; }).map(function (group) {
      return { group: group, weight: GROUP_WEIGHT[group] || 1, tags: Int32Array.from(claims[group]) };
    });
    this.rank = new Map();
    ["high", "moderate", "low", "very-low", "not-graded", "none"].forEach(function (level, place) {
      self.rank.set(self.tagNumber("certainty", level), place);
    });
  };

  // "spinal decompression (DRX9000, VAX-D)" is three names.
  Engine.prototype.addName = function (tag, name) {
    name.split(/[()]|, /).forEach(function (part) {
      var stems = cut(part).filter(function (word) { return !STOP.has(word); }).map(this.dictionary.add, this.dictionary);
      if (!stems.length) return;
      this.phrases.push({ tag: tag, stems: stems, different: new Set(stems).size });
      this.phrasesOf.add(this.phrases.length - 1, part);
    }, this);
  };

  // number of every broader tag, itself included -> steps up.
  function lineage(tags, number) {
    var found = new Map([[number, 0]]), queue = [number];
    while (queue.length) {
      var at = queue.shift();
      tags[at].broader.forEach(function (up) {
        if (!found.has(up)) { found.set(up, found.get(at) + 1); queue.push(up); }
      });
    }
    return found;
  }

  Engine.prototype.tagNumber = function (group, id) {
    var tag = this.tags.find(function (each) { return each.group === group && each.id === id; });
    return tag ? tag.number : -1;
  };

  // Adds what came after the claims: references, and glossary, pages and the words of source documents.
  Engine.prototype.extend = function (sources, more) {
    var references = new Shelf(this.dictionary), glossary = new Shelf(this.dictionary), pages = new Shelf(this.dictionary);
    var documents = this.shelves.documents;
    sources.key.forEach(function (key, n) {
      var words = [sources.families[n].join(" "), sources.container[n], sources.doi[n], sources.pmid[n], key, sources.about[n]];
      references.add({ path: "references/" + key + "/", title: sources.title[n], note: sources.short[n] + ", " + sources.about[n], notice: sources.notice[n] },
        sources.short[n] + " " + sources.title[n], words.join(" "));
    });
    more.glossary.forEach(function (row) {
      glossary.add({ path: "glossary/#" + row[0], title: row[1], note: row[3] }, [row[1]].concat(row[2]).join(" "), "");
    });
    more.pages.forEach(function (row) {
      var headings = row[2].map(function (pair) { return pair[0]; }).join(" ");
      pages.add({ path: row[0], title: row[1], headings: row[2] }, row[1] + " " + headings, row[3]);
    });
    more.documents.forEach(function (text, n) { documents.others.add(n, text); });
    this.shelves = { references: references, documents: documents, glossary: glossary, pages: pages };
    this.dictionary.freeze();
  };

  inside.Engine = Engine;
  inside.GROUP_WEIGHT = GROUP_WEIGHT;
  own.open = function (data) { return new Engine(data); };
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
