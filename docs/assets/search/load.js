// Search on every page: the index and its engine, fetched only when somebody is about to search.
(function (own) {
  "use strict";

  var PARTS = ["check/01-words.js", "search/dictionary.js", "search/shelf.js", "search/engine.js", "search/rank.js", "search/results.js"];
  var header = document.querySelector(".bk-search");
  var base = new URL(header ? header.dataset.base.replace(/\/?$/, "/") : "./", document.baseURI);
  var loading = null, shards = new Map();

  // The full address of a path in the site.
  own.address = function (path) { return new URL(path, base).href; };

  // The engine, when the first result can be shown. The same one every time; after a failure the next call tries again.
  own.load = function () {
    if (!loading) {
      loading = Promise.all([json("index.json")].concat(PARTS.map(script))).then(function (got) {
        return own.open(got[0]);
      });
      loading.catch(function () { loading = null; });
    }
    return loading;
  };

  // The engine, when references, glossary, guides and source documents are found too.
  var all = null;
  own.loadAll = function () {
    if (!all) {
      all = own.load().then(function (engine) {
        return Promise.all([json(engine.files.references), json(engine.files.pages)]).then(function (both) {
          engine.extend(both[0], both[1]);
          return engine;
        });
      });
      all.catch(function () { all = null; });
    }
    return all;
  };

  // The reader's sentence of claim number n, fetched with those beside it.
  own.sentence = function (engine, n) {
    var files = engine.files, place = Math.floor(n / files.shard);
    if (!shards.has(place)) shards.set(place, json(files.sentences[place]));
    return shards.get(place).then(function (sentences) { return sentences[n % files.shard]; });
  };

  // A file of the index.
  function json(file) {
    return fetch(own.address("assets/index/" + file)).then(function (answer) {
      if (!answer.ok) throw new Error(file + ": " + answer.status);
      return answer.json();
    });
  }

  function script(path) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = own.address("assets/" + path);
      element.async = false;  // in this order, since each part needs the ones before
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  // An element with a class, and text or other elements inside: never HTML.
  own.element = function (name, className, inside) {
    var element = document.createElement(name);
    if (className) element.className = className;
    element.append.apply(element, [].concat(inside || []));
    return element;
  };

  // A claim's marks: its verdict, how sure, and when it was reviewed, as pages of records show them.
  own.marks = function (claim) {
    var sign = own.element("span", "bk-verdict__sign", claim.sign), circles = own.element("span", "bk-certainty__circles", claim.circles);
    sign.setAttribute("aria-hidden", "true");
    circles.setAttribute("aria-hidden", "true");
    var date = own.element("time", "", claim.reviewed);
    date.dateTime = claim.reviewed;
    return own.element("span", "bk-marks", [
      own.element("span", "bk-verdict bk-verdict--" + claim.verdict + (claim.harm ? " bk-verdict--harm" : ""), [sign, " " + claim.word]),
      own.element("span", "bk-certainty bk-certainty--" + claim.certainty, [circles, " How sure: " + claim.sure]),
      own.element("span", "bk-soft bk-small", ["Reviewed ", date])
    ]);
  };

  // An element that takes a claim's sentence as soon as it is there.
  own.sentenceOf = function (engine, n, name, className) {
    var element = own.element(name, className);
    own.sentence(engine, n).then(function (sentence) { element.textContent = sentence; }, function () {});
    return element;
  };

  own.count = function (number, one, many) { return number + " " + (number === 1 ? one : many); };
})(globalThis.BackedSearch = globalThis.BackedSearch || {});
