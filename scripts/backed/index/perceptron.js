// Learning by a perceptron with a margin, averaged over all steps: see taught.py, which runs this in embedded V8.
// `task`: {parts, terms: how many there are, rows: for each sentence [its term, its parts ...], orders: the sentences as they
// come, once for each round, margin}. Gives a line for each part: [number of a term, weight, ...], in whole numbers.
(function (task) {
  "use strict";

  var width = task.terms, weights = new Int32Array(task.parts * width), sums = new Float64Array(task.parts * width);
  var points = new Int32Array(width), step = 0;

  function rival(term) {
    var best = -1;
    for (var n = 0; n < width; n++) if (n !== term && (best < 0 || points[n] > points[best])) best = n;
    return best;
  }

  function change(row, term, by) {
    for (var at = 1; at < row.length; at++) {
      weights[row[at] * width + term] += by;
      sums[row[at] * width + term] += by * step;
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

  // What is less than one decides nothing.
  function line(part) {
    var found = [];
    for (var n = 0; n < width; n++) {
      var mean = weights[part * width + n] - sums[part * width + n] / (step + 1);
      if (Math.abs(mean) >= 1) found.push(n, Math.round(mean));
    }
    return found;
  }

  task.orders.forEach(function (order) { order.forEach(function (at) { learn(task.rows[at]); }); });
  return Array.from({ length: task.parts }, function (_, part) { return line(part); });
})
