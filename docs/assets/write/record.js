// A claim's record as text, out of answers: the same, line for line, as the command `new claim` writes.
(function () {
  "use strict";

  var PLAIN = /^[\p{L}\p{N}_“][^\n]*$/u, NOT_PLAIN = /: | #|:$|\s$|^(true|false|null|yes|no|on|off)$/i;

  // A text as a YAML scalar that every reader takes as this text: plain where it can be, else quoted.
  function scalar(text, inFlow) {
    var plain = PLAIN.test(text) && !NOT_PLAIN.test(text) && !(inFlow && /[[\]{},]/.test(text));
    return plain ? text : JSON.stringify(text);
  }

  function list(texts) {
    return "[" + texts.map(function (text) { return scalar(text, true); }).join(", ") + "]";
  }

  function slug(text) {
    var plain = text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
    return (plain.match(/[a-z0-9]+/g) || []).join("-").slice(0, 60).replace(/^-+|-+$/g, "");
  }

  function commented(lines) {
    return lines.map(function (line) { return "# " + line; });
  }

  function about(data, kind, values, help) {
    var lines = [];
    data.about.forEach(function (field) {
      if (values[field.key]) {
        lines.push(field.key + ": " + scalar(values[field.key]));
      } else if (help && kind.without.indexOf("about." + field.key) < 0) {
        lines.push("# " + field.example[0] + "  " + data.mark + " " + field.told);
      }
    });
    return lines.map(function (line) { return "  " + line; });
  }

  function comparison(data, kind, key) {
    var source = data.references.find(function (each) { return each[0] === key; });
    return (source && kind.likely[source[3]]) || kind.otherwise;
  }

  function examples(data, kind, answers) {
    if (!answers.sources.length) return {};
    var first = answers.about.outcome ? "outcome: " + answers.about.outcome + ", " : "";
    var likely = answers.sources.map(function (key) { return comparison(data, kind, key); });
    var evidence = ["evidence:"];
    answers.sources.forEach(function (key, at) {
      evidence.push("- source: " + key, "  bears: for", "  as: " + likely[at], "  found: ...", "  results:",
        "  - {" + first + data.row + "}  " + data.mark + " measure: " + data.measures + "; leave out what the source does not give",
        "  at: abstract");
    });
    var all = "[" + answers.sources.join(", ") + "]";
    var start = likely.find(function (each) { return data.starts.indexOf(each) >= 0; }) || "randomized";
    var steps = Object.keys(data.steps).map(function (domain) {
      return "  " + domain + ": {down: 0}  " + data.mark + " to rate it down: {down: 1, because: why, sources: " + all + "}";
    });
    return {
      evidence: evidence,
      rating: ["rating:", "  start: " + start].concat(steps),
      estimate: ["estimate: {source: " + answers.sources[0] + ", result: 1}"]
    };
  }

  function evidence(items) {
    var lines = ["evidence:"];
    items.forEach(function (item) {
      lines.push("- source: " + item.source, "  bears: " + item.bears, "  as: " + item.as, "  found: " + scalar(item.found));
      if (item.at) lines.push("  at: " + scalar(item.at));
    });
    return lines;
  }

  function rating(data, given) {
    return ["rating:", "  start: " + given.start].concat(Object.keys(data.steps).map(function (domain) {
      var step = given.steps[domain] || { down: "0" }, parts = ["down: " + step.down];
      if (step.because) parts.push("because: " + scalar(step.because, true));
      if (step.down !== "0") parts.push("sources: " + list(step.sources));
      return "  " + domain + ": {" + parts.join(", ") + "}";
    }));
  }

  // Lines of what was answered, by key; `help` adds the rest as the command does.
  function known(data, kind, answers, help) {
    var values = {
      claim: ["claim: " + scalar(answers.claim)],
      kind: ["kind: " + answers.kind],
      about: ["about:"].concat(about(data, kind, answers.about, help)),
      finding: ["finding: " + (answers.finding || "untested")],
      searched: ["searched:", "  on: " + answers.today, "  in: " + list(answers.searchedIn), "  for: " + scalar(answers.searchedFor)],
      reviewed: ["reviewed: " + answers.today],
      "review-by": ["review-by: " + later(answers.today, data.years)]
    };
    if (answers.severity) values.severity = ["severity: " + answers.severity];
    if (answers.size) values.size = ["size: " + answers.size];
    if (answers.evidence.length) values.evidence = evidence(answers.evidence);
    if (answers.rating) values.rating = rating(data, answers.rating);
    else values.certainty = ["certainty: " + (kind.graded ? "none" : "not-graded")]; // with a rating it follows, and `fix` writes it
    return values;
  }

  function later(today, years) {
    var parts = today.split("-");
    return (Number(parts[0]) + years) + "-" + parts[1] + "-" + (Number(parts[2]) > 28 ? "28" : parts[2]);
  }

  function record(data, answers, help) {
    var kind = data.kinds[answers.kind], values = known(data, kind, answers, help), lines = data.head.slice(0, help ? undefined : 1);
    var shown = help ? examples(data, kind, answers) : {};
    data.fields.forEach(function (field) {
      if (values[field.key]) {
        if (help) lines.push(data.mark + " " + field.told);
        lines = lines.concat(values[field.key]);
      } else if (help && kind.without.indexOf(field.key) < 0) {
        lines = lines.concat(data.mark + " " + field.told, commented(shown[field.key] || field.example));
      }
    });
    return lines.join("\n") + "\n";
  }

  // The id that the record gets unless its editor chooses another.
  function idOf(answers) {
    var what = answers.about.intervention || answers.about.factor, which = answers.about.outcome || answers.about.condition;
    return what && which ? what + "-" + which : slug(answers.claim);
  }

  function words(data, text) {
    var found = {};
    (text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) || []).forEach(function (word) {
      var short = word.length > 4 ? word.replace(/(ing|ed|es|s)$/, "") : word;
      if (data.small.indexOf(short) < 0) found[short] = true;
    });
    return Object.keys(found);
  }

  function likeness(one, other) {
    var common = one.filter(function (word) { return other.indexOf(word) >= 0; }).length;
    var all = one.length + other.length - common;
    return one.length && other.length ? common / all : 0;
  }

  // Claims that ask the same, or are worded nearly the same: [id, claim].
  function like(data, answers) {
    var own = words(data, answers.claim), about = answers.about;
    return data.claims.filter(function (each) {
      var terms = [about.intervention || null, about.factor || null, about.outcome || null];
      var same = (terms[0] || terms[1]) && each[2] === answers.kind && [4, 5, 6].every(function (at) { return each[at] === terms[at - 4]; });
      var open = !about.condition || !each[3] || about.condition === each[3];
      return (same && open) || likeness(own, words(data, each[1])) >= data.near;
    }).slice(0, 5);
  }

  window.BackedWrite = { record: record, scalar: scalar, slug: slug, idOf: idOf, like: like, comparison: comparison };
})();
