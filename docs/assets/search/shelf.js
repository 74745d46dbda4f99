// Search, 2 of 5: shelves. References, glossary, written pages and source documents: found by words, ranked by rarity.
(function (own) {
  "use strict";

  var Postings = own.inside.Postings;

  // A kind of record beside the claims: items with a title and other words.
  function Shelf(dictionary) {
    this.items = [];
    this.titles = new Postings(dictionary);
    this.others = new Postings(dictionary);
  }

  Shelf.prototype.add = function (item, title, others) {
    this.titles.add(this.items.length, title);
    this.others.add(this.items.length, others);
    this.items.push(item);
  };

  // Items that hold every word that says something, best first.
  Shelf.prototype.find = function (tokens) {
    var size = this.items.length, scores = new Float64Array(size), fits = new Uint8Array(size), needed = 0, self = this, row;
    tokens.forEach(function (token) {
      row = new Float32Array(size);
      token.stems.forEach(function (weight, number) {
        raise(row, self.titles.of(number), weight);
        raise(row, self.others.of(number), weight * 0.5);
      });
      var rarity = Math.log(1 + size / (count(row) + 0.5));
      if (!token.weak) needed++;
      for (var i = 0; i < size; i++) {
        scores[i] += row[i] * rarity;
        if (row[i] && !token.weak) fits[i]++;
      }
    });
    if (!needed) return [];
    return order(size, function (n) { return fits[n] === needed ? scores[n] : 0; }).map(function (n) { return self.items[n]; });
  };

  function raise(row, places, weight) {
    for (var i = 0; i < places.length; i++) if (row[places[i]] < weight) row[places[i]] = weight;
  }

  function count(row) {
    var found = 0;
    for (var i = 0; i < row.length; i++) if (row[i] > 0) found++;
    return found;
  }

  // Places 0..size-1 with a score above 0, best first; equal scores keep their order.
  function order(size, score) {
    var scores = new Float64Array(size), found = [];
    for (var n = 0; n < size; n++) if ((scores[n] = score(n)) > 0) found.push(n);
    return found.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
  }

  own.inside.Shelf = Shelf;
  own.inside.raise = raise;
  own.inside.order = order;
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
