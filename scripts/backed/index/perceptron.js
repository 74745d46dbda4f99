// Learning by a perceptron with a margin, averaged over all steps: see taught.py, which runs this in embedded V8.
// `task`: {parts, terms: how many there are, rows: for each sentence [its term, its parts ...], first, again: the sentences as
// they come, once for each round, margin, least: what a weight must come to after the first rounds, or it is left out of
// the others}. Gives a line for each part: [number of a term, weight, ...], in whole numbers.
(function (task) {
  "use strict";

  var width = task.terms, size = task.parts * width, points = new Int32Array(width);
  var weights = new Int32Array(size), sums = new Float64Array(size), open = new Uint8Array(size).fill(1), step = 0;

  function rival(term) {
    var best = -1;
    for (var n = 0; n < width; n++) if (n !== term && (best < 0 || points[n] > points[best])) best = n;
    return best;
  }

  function change(row, term, by) {
    for (var at = 1; at < row.length; at++) {
      var place = row[at] * width + term;
      if (!open[place]) continue;
      weights[place] += by;
      sums[place] += by * step;
    }
  }

  // Where its term does not lead by the margin, a sentence's parts speak a little more for it, and a little less for the
  // other that comes nearest.
  function learn(row) {
    step++;
    points.fill(0);
    for (var at = 1; at < row.length; at++) for (var n = 0, from = row[at] * width; n < width; n++) points[n] += weights[from + n];
    var other = rival(row[0]);
    if (other < 0 || points[row[0]] - points[other] > task.margin) return;
    change(row, row[0], 1);
    change(row, other, -1);
  }

  function mean(place) { return weights[place] - sums[place] / (step + 1); }

  function rounds(orders) { orders.forEach(function (order) { order.forEach(function (at) { learn(task.rows[at]); }); }); }

  // What is left out is decided by the others, which then learn without it.
  function thin() {
    for (var place = 0; place < size; place++) {
      var found = mean(place);
      open[place] = Math.abs(found) >= task.least ? 1 : 0;
      weights[place] = open[place] ? Math.round(found) : 0;
    }
    sums.fill(0);
    step = 0;
  }

  function line(part) {
    var found = [];
    for (var n = 0; n < width; n++) {
      var weight = Math.round(mean(part * width + n));
      if (weight) found.push(n, weight);
    }
    return found;
  }

  rounds(task.first);
  thin();
  rounds(task.again);
  return Array.from({ length: task.parts }, function (_, part) { return line(part); });
})
