// Reading without a connection: saves what was opened, everything on request, and says what is saved and as of when.
(function () {
  "use strict";

  var header = document.querySelector(".bk-search"), line = document.getElementById("offline-state"), app = document.getElementById("offline-app");
  var base = new URL(header ? header.dataset.base.replace(/\/?$/, "/") : "./", document.baseURI).href;
  var NOTE = base + "-/saved", AT_ONCE = 6;
  var saving = Promise.resolve();  // what this page adds of its own

  // Not while the site is worked on (a copy would hide changes), nor where the reader asks to save data.
  function wanted() {
    var link = navigator.connection;
    return "serviceWorker" in navigator && "caches" in window && !(link && link.saveData) && !document.querySelector("script[src='/-/live.js']");
  }

  function today() {
    var now = new Date(), two = function (number) { return String(number).padStart(2, "0"); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function cacheOf() {
    return caches.keys().then(function (names) {
      var own = names.filter(function (name) { return name.indexOf("backed " + base + " ") === 0; });
      return own.length ? caches.open(own[own.length - 1]) : null;
    });
  }

  // {day, all} of the last saving, or null.
  function note() {
    return caches.match(NOTE).then(function (found) { return found ? found.json() : null; });
  }

  function write(cache, day, all) {
    return cache.put(NOTE, new Response(JSON.stringify({ day: day, all: all })));
  }

  // The page that is open and the files it was made of were fetched before anybody could save them.
  function saveOpened(cache) {
    var files = performance.getEntriesByType("resource").map(function (entry) { return entry.name; });
    var own = [location.href].concat(files).filter(function (url) { return url.indexOf(base) === 0; }).map(function (url) { return url.split(/[?#]/)[0]; });
    return save(cache, own, function () {});
  }

  function save(cache, addresses, told) {
    var left = Array.from(new Set(addresses)), done = 0, all = left.length;
    function next() {
      if (!left.length) return Promise.resolve();
      return cache.add(left.shift()).then(function () { told(++done, all); return next(); });
    }
    return Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  function saveAll(status) {
    return Promise.all([cacheOf(), fetch(base + "assets/offline/files.json").then(function (answer) { return answer.json(); })]).then(function (both) {
      var addresses = both[1].map(function (path) { return base + path; });
      return save(both[0], addresses, function (done, all) { status.textContent = "Saving: " + done + " of " + all + " files."; })
        .then(function () { return write(both[0], today(), true); });
    });
  }

  function forget() {
    return saving.then(function () { return navigator.serviceWorker.getRegistration(base); })
      .then(function (worker) { return worker && worker.unregister(); })
      .then(function () { return caches.keys(); })
      .then(function (names) {
        return Promise.all(names.filter(function (name) { return name.indexOf("backed " + base + " ") === 0; }).map(function (name) { return caches.delete(name); }));
      });
  }

  function show(saved) {
    if (!line || !saved) return;
    var link = document.createElement("a");
    link.href = base + "offline/";
    link.textContent = "Saved for offline, as of " + saved.day;
    line.replaceChildren(link, saved.all ? ": every page." : ": the pages that you opened.");
    line.hidden = false;
  }

  function button(text, main, act) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = "bk-button" + (main ? " bk-button--main" : "");
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  }

  function controls() {
    if (!app) return;
    var status = document.createElement("p"), all = button("Save every page", true, function () {
      all.disabled = true;
      saveAll(status).then(note).then(function (saved) {
        status.textContent = "Saved for offline, as of " + saved.day + ": every page.";
        show(saved);
      }, function () { status.textContent = "The saving stopped. What was saved stays; try again with a connection."; })
        .then(function () { all.disabled = false; });
    });
    status.setAttribute("role", "status");
    app.replaceChildren(all, " ", button("Remove what is saved", false, function () {
      forget().then(function () {
        status.textContent = "Nothing is saved any more, until you open another page.";
        if (line) line.hidden = true;
      });
    }), status);
  }

  function start() {
    if (!wanted()) return;
    controls();
    note().then(show);
    saving = navigator.serviceWorker.register(base + "sw.js").then(function () { return navigator.serviceWorker.ready; })
      .then(cacheOf).then(function (cache) {
        return saveOpened(cache).then(note).then(function (saved) {
          // The day of the first saving stands until a new version renews all: no copy is older than it says.
          return saved || write(cache, today(), false).then(note);
        });
      }).then(show, function () {});  // without a connection what was shown above stays
  }

  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
