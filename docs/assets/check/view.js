// What the check found, as elements of the page. Text of others and of records only ever becomes text, never markup.
(function (own) {
  "use strict";

  own.ORDER = ["contradicted", "unsupported", "overstated", "partly-supported", "supported", "not-checkable", "out-of-scope"];
  var QUOTED = 600, OUT = { sign: "·", word: "Not covered here" };

  // A new element; children are elements or text.
  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (attributes[name] !== null && attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
    });
    [].concat(children || []).forEach(function (child) { if (child !== null && child !== "") element.append(child); });
    return element;
  }

  // Sign and word of a finding's verdict; a source that nobody saw has a word of its own.
  own.shown = function (finding, words) {
    if (finding.abstained) return OUT;
    var pair = words.verdicts[finding.verdict];
    return { sign: pair[0], word: finding.ground === "source-not-seen" ? words.source_not_seen : pair[1] };
  };

  own.wordOf = function (verdict, words) { return verdict === "out-of-scope" ? OUT : { sign: words.verdicts[verdict][0], word: words.verdicts[verdict][1] }; };

  // "3 statements: 1 backed, 2 not covered here."
  own.summary = function (counts, words) {
    var total = 0, parts = own.ORDER.filter(function (verdict) { return counts[verdict]; }).map(function (verdict) {
      total += counts[verdict];
      return counts[verdict] + " " + words.counted[verdict][counts[verdict] === 1 ? 0 : 1];
    });
    return total + (total === 1 ? " statement: " : " statements: ") + (parts.join(", ") || "nothing to check") + ".";
  };

  // The warning signs that the text itself describes; before anything else, whatever was found.
  own.emergency = function (signs, address) {
    var urgent = signs.urgent.length > 0;
    if (!urgent && !signs.soon.length) return null;
    var said = (urgent ? signs.urgent : signs.soon).map(function (words) { return "“" + words + "”"; }).join(", ");
    return make("aside", { "class": "bk-redflags" }, [
      make("p", { "class": "bk-box__title" }, urgent ? "This may be an emergency" : "Have this looked at soon"),
      make("p", {}, [
        "The text says " + said + ". " + (urgent ? "If this is you or somebody near you, and it is new: get emergency care now. Do not wait for an answer from this page."
          : "If this is you or somebody near you, with back or leg pain: ask a doctor within days, and sooner if you feel ill."),
        " ", make("a", { href: address("about/safety/") }, "When to get help")
      ])
    ]);
  };

  // The text as it was pasted; every statement in it is a link to what was found about it.
  own.marked = function (text, findings, words) {
    var box = make("div", { "class": "bk-check__text" }), at = 0;
    findings.slice().sort(function (one, other) { return one.a - other.a; }).forEach(function (finding) {
      if (finding.a < at) return;
      box.append(text.slice(at, finding.a));
      at = finding.b;
      var shown = own.shown(finding, words);
      box.append(make("a", { href: "#finding-" + finding.number, id: "said-" + finding.number, "class": "bk-said bk-said--" + finding.verdict, "data-finding": finding.number }, [
        finding.abstained ? null : make("span", { "class": "bk-said__sign", "aria-hidden": "true" }, shown.sign),
        make("span", { "class": "bk-hidden" }, shown.word + ": "), text.slice(finding.a, at)
      ]));
    });
    box.append(text.slice(at));
    return box;
  };

  // A part of a sentence begins with what joined it to the rest; of a very long one the two ends are shown.
  own.quoted = function (text) {
    var whole = text.replace(/^(?:and|but|or|so|yet|while|which|that)\s+/, "… ");
    return whole.length <= QUOTED ? whole : whole.slice(0, QUOTED - 150) + " … " + whole.slice(-120);
  };

  // For an address: half a character, as where a text was cut, has no place there.
  own.encoded = function (text) { return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "")); };

  own.finding = function (finding, found) {
    var words = found.words, shown = own.shown(finding, words);
    var parts = [
      make("blockquote", { "class": "bk-finding__said" }, own.quoted(finding.text)),
      make("p", { "class": "bk-marks" }, make("span", { "class": "bk-stamp bk-stamp--" + finding.verdict }, [
        make("span", { "aria-hidden": "true" }, shown.sign), " " + shown.word + " ",
        finding.ground && !finding.abstained ? make("span", { "class": "bk-stamp__ground" }, words.grounds[finding.ground][0]) : null
      ]))
    ];
    var rest = finding.abstained ? silence(finding, found) : reasons(finding, found);
    if (found.findings.length > 1) rest.push(make("p", { "class": "bk-small bk-finding__place" }, make("a", { href: "#said-" + finding.number, "data-said": finding.number }, "Where the text says it")));
    return make("li", { "class": "bk-finding", id: "finding-" + finding.number, tabindex: "-1", "data-verdict": finding.verdict }, parts.concat(rest));
  };

  function reasons(finding, found) {
    var claim = finding.matches[0] && found.claims[finding.matches[0].claim], list = [make("p", {}, found.words.grounds[finding.ground][1])];
    if (finding.warning) list.push(make("p", { "class": "bk-safety" }, "This does not show that it is safe."));
    if (finding.parts.length > 1) list.push(make("p", { "class": "bk-finding__label" }, "Item by item"), make("ul", { "class": "bk-differences" }, finding.parts.map(function (part) { return partOf(part, found); })));
    if (finding.differences.length) {
      list.push(make("p", { "class": "bk-finding__label" }, "Where the sentence and the evidence differ"));
      list.push(make("ul", { "class": "bk-differences" }, finding.differences.map(function (words) { return make("li", {}, words); })));
    }
    if (claim) list.push(make("p", { "class": "bk-finding__label" }, "The closest claim we hold"), held(claim, found));
    list.push(read(finding));
    return list;
  }

  function partOf(part, found) {
    var claim = found.claims[part.claim], shown = own.wordOf(part.verdict, found.words);
    return make("li", {}, [shown.sign + " " + shown.word + ": " + (found.names[part.outcome] || part.outcome) + ". Closest claim: ",
      make("a", { href: found.address("claims/" + part.claim + "/") }, claim.claim)]);
  }

  // The claim with its verdict, level, sentence and sources; the last two are fetched when the finding is shown.
  function held(claim, found) {
    var words = found.words, shown = words.claim_verdicts[claim.verdict], level = words.certainties[claim.certainty];
    var named = claim.kind + " " + claim.verdict, harm = claim.kind === "harm" || claim.kind === "precaution";
    return make("div", { "class": "bk-finding__claim", "data-claim": claim.id }, [
      make("p", {}, make("a", { href: found.address("claims/" + claim.id + "/") }, claim.claim)),
      make("p", { "class": "bk-marks" }, [
        make("span", { "class": "bk-verdict bk-verdict--" + claim.verdict + (harm ? " bk-verdict--harm" : "") }, [
          make("span", { "class": "bk-verdict__sign", "aria-hidden": "true" }, words.sign_by_kind[named] || shown[0]), " " + (words.by_kind[named] || shown[1])
        ]), " ",
        make("span", { "class": "bk-certainty" }, [make("span", { "class": "bk-certainty__circles", "aria-hidden": "true" }, level[0]), " How sure: " + level[1]])
      ])
    ]);
  }

  // What the check took the sentence to say, so that a reader can see when it misread.
  function read(finding) {
    var looked = finding.looked, names = [looked.intervention || looked.factor, looked.outcome, looked.condition].filter(Boolean);
    var strength = { hedged: "with care", plain: "as a fact", absolute: "without any doubt" }[finding.strength];
    return make("p", { "class": "bk-soft bk-small" }, "Read as: " + names.join(" · ") + (names.length ? ", " : "") + (finding.question ? "asked" : "said " + strength) +
      (finding.carried ? "; the treatment was named earlier in the text" : "") + ".");
  }

  function silence(finding, found) {
    var looked = finding.looked, near = finding.nearest && found.claims[finding.nearest];
    var slots = [["treatment", looked.intervention || looked.factor], ["complaint", looked.condition], ["outcome", looked.outcome]];
    var list = slots.map(function (slot) { return slot[0] + ": " + (slot[1] || "none found"); }).join("; ");
    return [
      make("p", {}, finding.why === "emergency" ? "This speaks of signs that need emergency care. The studies we hold were not done in people who have them, so we give no verdict. Do not wait: get help first."
        : "We hold nothing that answers this, so we give no verdict. That says nothing for it or against it."),
      make("p", { "class": "bk-soft bk-small" }, "What we looked for. " + list.charAt(0).toUpperCase() + list.slice(1) + "."),
      near ? make("p", {}, ["The nearest question that we cover: ", make("a", { href: found.address("claims/" + near.id + "/") }, near.claim)]) : null,
      make("p", {}, [make("a", { href: suggestion(finding, found), rel: "external" }, "Suggest this claim"),
        make("span", { "class": "bk-soft bk-small" }, " This opens a public form with the sentence in it.")])
    ];
  }

  function suggestion(finding, found) {
    var said = finding.text.replace(/\s+/g, " ").slice(0, 300), looked = finding.looked;
    var fields = [["title", "Claim: " + said.slice(0, 80)], ["claim", said], ["intervention", looked.intervention], ["condition", looked.condition], ["outcome", looked.outcome]];
    return found.suggest + fields.filter(function (field) { return field[1]; }).map(function (field) {
      return "&" + field[0] + "=" + own.encoded(field[1]);
    }).join("");
  }

  // Papers that the text names: what each did, what it found on claims of ours, and which statements here it bears on.
  own.citations = function (found) {
    if (!found.result.citations.length) return null;
    return make("section", { "class": "bk-check__papers", "aria-labelledby": "papers" }, [
      make("h2", { id: "papers", tabindex: "-1" }, "Papers that the text names"),
      make("ul", { "class": "bk-list" }, found.result.citations.map(function (citation) {
        var bears = own.bears(found, citation);
        return make("li", {}, [
          make("a", { href: found.address("references/" + citation.key + "/") }, citation.label), make("p", {}, citation.about.charAt(0).toUpperCase() + citation.about.slice(1)),
          make("details", {}, [make("summary", {}, "What it found, in our words"), make("ul", { "class": "bk-differences", "data-reference": citation.key, "data-claims": citation.claims.join(" ") })]),
          make("p", { "class": "bk-soft bk-small" }, bears.length ? ["Bears on: "].concat(bears.map(function (finding, i) {
            return make("a", { href: "#finding-" + finding.number, "data-finding": finding.number }, (i ? "; " : "") + "“" + own.quoted(finding.text) + "”");
          })) : "None of the statements in this text rests on it, as far as we see.")
        ]);
      }))
    ]);
  };

  // The findings that rest on a paper which the text names.
  own.bears = function (found, citation) { return found.findings.filter(function (finding) { return touches(finding, citation); }); };

  function touches(finding, citation) {
    return finding.references.indexOf(citation.key) >= 0 || finding.matches.slice(0, 1).some(function (match) { return citation.claims.indexOf(match.claim) >= 0; });
  }

  own.make = make;
})(globalThis.BackedCheckPage = globalThis.BackedCheckPage || {});
