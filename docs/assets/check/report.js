// The result as a report to paste elsewhere: plain text, or Markdown in which nothing of the pasted text is markup.
(function (own) {
  "use strict";

  function escaped(text) {
    return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
  }

  // `found` as in page.js; `markdown` or plain text.
  own.report = function (found, markdown) {
    var lines = [], say = markdown ? escaped : function (text) { return text.replace(/\s+/g, " "); };
    lines.push((markdown ? "# " : "") + "What is backed in this text", "", own.summary(found.result.counts, found.words) + (found.findings.length > 1 ? " The gravest comes first." : ""), "");
    var urgent = found.result.emergency.urgent, soon = found.result.emergency.soon, help = found.address("about/safety/");
    if (urgent.length) lines.push("The text describes signs that need emergency care now: " + urgent.map(say).join(", ") + ". " + help, "");
    if (soon.length) lines.push("The text describes signs to have looked at soon: " + soon.map(say).join(", ") + ". " + help, "");
    found.findings.forEach(function (finding) { lines = lines.concat(one(finding, found, say, markdown)); });
    lines = lines.concat(papers(found, say, markdown));
    lines.push("", "Backed reports what studies show about statements. It judges sentences as worded, never people or firms, and it " +
      "cannot say what anybody should do. " + found.address("") + (found.searched ? " (evidence searched up to " + found.searched + ")" : ""));
    return lines.join("\n") + "\n";
  };

  function one(finding, found, say, markdown) {
    var shown = own.shown(finding, found.words), bold = markdown ? "**" : "", dash = markdown ? "  - " : "    ";
    var ground = finding.abstained ? "" : " (" + found.words.grounds[finding.ground][0] + ")";
    var lines = ["- " + shown.sign + " " + bold + shown.word + bold + ground + ": “" + say(own.quoted(finding.text)) + "”"];
    if (finding.abstained) return lines.concat(nearest(finding, found, say, dash));
    lines.push(dash + found.words.grounds[finding.ground][1]);
    if (finding.parts.length > 1) finding.parts.forEach(function (part) {
      lines.push(dash + (found.names[part.outcome] || part.outcome) + ": " + own.wordOf(part.verdict, found.words).word.toLowerCase());
    });
    finding.differences.forEach(function (words) { lines.push(dash + words); });
    if (finding.warning) lines.push(dash + "This does not show that it is safe.");
    var claim = finding.matches[0] && found.claims[finding.matches[0].claim];
    if (claim) lines.push(dash + "Closest claim: " + say(claim.claim) + " (how sure: " + found.words.certainties[claim.certainty][1] + ") " + found.address("claims/" + claim.id + "/"));
    return lines;
  }

  function nearest(finding, found, say, dash) {
    var claim = finding.nearest && found.claims[finding.nearest];
    return claim ? [dash + "The nearest question that we cover: " + say(claim.claim) + " " + found.address("claims/" + claim.id + "/")] : [];
  }

  function papers(found, say, markdown) {
    if (!found.result.citations.length) return [];
    return ["", (markdown ? "## " : "") + "Papers that the text names", ""].concat(found.result.citations.map(function (citation) {
      return "- " + say(citation.label) + ", " + say(citation.about) + " " + found.address("references/" + citation.key + "/");
    }));
  }
})(globalThis.BackedCheckPage = globalThis.BackedCheckPage || {});
