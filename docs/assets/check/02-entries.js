// 2, first part. Entries: the pieces of a list of references, which state nothing.
(function (own) {
  "use strict";

  // Pieces of a list of references state nothing: authors, a journal with its volume, a bare year or number of a paper, and
  // the title between them.
  function mark(found) {
    found.forEach(function (piece) { piece.entry = AUTHORS.test(piece.text) ? "authors" : BARE.test(piece.text) || JOURNAL.test(piece.text) ? "place" : null; });
    found.forEach(function (piece, at) {
      var last = piece.entry === "authors" ? found.slice(at + 1, at + 4).findIndex(function (next) { return next.block === piece.block && next.entry === "place"; }) : -1;
      found.slice(at + 1, at + 1 + last).forEach(function (title) { title.entry = title.entry || "title"; });
    });
  }

  // "Moustafa IM, Diab AA.", "Moustafa, I. M., & Diab, A. A. (2013)."; "2012.", "doi:10.1016/..."; "Eur J Phys 48(3):1-9."
  var NAME = "(?:(?:van|von|de|den|der|la) )*[A-Z\\u00c0-\\u00de][\\w\\u00c0-\\u017f'’-]+", INITIALS = "(?:,? [A-Z][A-Z-]{0,3}|,(?: ?[A-Z]\\.-?)+)";
  var AUTHORS = new RegExp("^(?:\\[?\\d+[\\].]? )?" + NAME + INITIALS + "(?:(?:,|,? &|,? and|;) " + NAME + INITIALS + ")*,?(?: et al\\.?(?: [A-Z].*)?)?\\.?(?: \\(?(?:19|20)\\d\\d[a-z]?\\)?\\.?)?$");
  var BARE = /^(?:[\W\d]*|(?:https?:\/\/)?(?:doi|pmid|pmcid|dx\.doi)\b\S*\s?\S*)$/i;
  var JOURNAL = /^(?:[A-Z(&][\w()&:'’-]*[.,]? |of |and |the |in |for ){0,10}(?:[A-Z]\w*[.,]? )?(?:(?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d+)?; ?)?\d+ ?(?:\([\w ]+\))?(?:[:,] ?[a-z]?\d+(?:[-–]\d+)?)?\.?$/;

  own.entries = { mark: mark };
})(globalThis.BackedCheck = globalThis.BackedCheck || {});
