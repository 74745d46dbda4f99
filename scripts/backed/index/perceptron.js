// Learning by a perceptron with a margin, averaged over all steps: see taught.py, which runs this in embedded V8.
// `task`: {parts, subjects, outcomes: how many there are, pairs: the subject and the outcome of each claim, rows: for each
// sentence [its pair, its parts ...], first, again: the sentences as they come, once for each round, margin, least: what a
// weight must come to after the first rounds, or it is left out of the others}. What a part speaks for a pair is what it
// speaks for its subject, its outcome, and the two together. Gives {subjects, outcomes, pairs}, each with a line for each
// part: [number, weight, ...], in whole numbers of `grain`.
(function (task) {
  "use strict";

  // All that can be spoken for stands in one row: subjects, outcomes, pairs.
  var together = task.subjects + task.outcomes, width = together + task.pairs.length, size = task.parts * width;
  var subject = task.pairs.map(function (pair) { return pair[0]; }), outcome = task.pairs.map(function (pair) { return task.subjects + pair[1]; });
  var weights = new Int32Array(size), sums = new Float64Array(size), open = new Uint8Array(size).fill(1), step = 0;
  var points = new Int32Array(width);

  function hear(row) {
    points.fill(0);
    for (var at = 1; at < row.length; at++) for (var n = 0, from = row[at] * width; n < width; n++) points[n] += weights[from + n];
  }

  function spoken(pair) { return points[subject[pair]] + points[outcome[pair]] + points[together + pair]; }

  function rival(pair) {
    var best = -1, most = 0;
    for (var n = 0; n < task.pairs.length; n++) {
      var found = spoken(n);
      if (n !== pair && (best < 0 || found > most)) { best = n; most = found; }
    }
    return best;
  }

  function change(row, n, by) {
    for (var at = 1; at < row.length; at++) {
      var place = row[at] * width + n;
      if (!open[place]) continue;
      weights[place] += by;
      sums[place] += by * step;
    }
  }

  // Where its pair does not lead by the margin, a sentence's parts speak a little more for it, and a little less for the
  // other that comes nearest; nothing changes for what both have.
  function learn(row) {
    step++;
    hear(row);
    var own = row[0], other = rival(own);
    if (other < 0 || spoken(own) - spoken(other) > task.margin) return;
    [subject, outcome].forEach(function (of) {
      if (of[own] === of[other]) return;
      change(row, of[own], 1);
      change(row, of[other], -1);
    });
    change(row, together + own, 1);
    change(row, together + other, -1);
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

  function lines(from, to) {
    return Array.from({ length: task.parts }, function (_, part) {
      var found = [];
      for (var n = from; n < to; n++) {
        var weight = Math.round(mean(part * width + n) / task.grain);
        if (weight) found.push(n - from, weight);
      }
      return found;
    });
  }

  rounds(task.first);
  thin();
  rounds(task.again);
  return { subjects: lines(0, task.subjects), outcomes: lines(task.subjects, together), pairs: lines(together, width) };
})
