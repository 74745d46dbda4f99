// Runs beside the pages and answers for them without a connection. The build puts a line before this, VERSION, and
// writes both as sw.js at the top of the site: any change to the site is a new version.
//
// With a connection every file comes from the site and the saved copy is renewed, so nobody reads an old page online.
(function () {
  "use strict";

  var PREFIX = "backed ", CACHE = PREFIX + self.registration.scope + " ", NAME = CACHE + VERSION;
  var NOTE = self.registration.scope + "-/saved";
  var FIRST = ["./", "search/", "offline/"];  // saved at the first visit, beside the page that was opened

  self.addEventListener("install", function (event) {
    event.waitUntil(caches.open(NAME).then(function (cache) { return cache.addAll(FIRST); }).then(function () { return self.skipWaiting(); }));
  });

  // What an older version had saved is fetched again; only then is the old copy dropped.
  self.addEventListener("activate", function (event) {
    event.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return name.indexOf(CACHE) === 0 && name !== NAME; }).map(renew));
    }).then(function () { return self.clients.claim(); }));
  });

  function renew(old) {
    return Promise.all([caches.open(old), caches.open(NAME)]).then(function (both) {
      return both[0].keys().then(function (requests) {
        return requests.reduce(function (before, request) {
          return before.then(function () { return request.url === NOTE ? dated(both[0]) : fetch(request.url, { cache: "no-cache" }); })
            .then(function (answer) { return answer.ok ? both[1].put(request.url, answer) : null; });  // what is gone is not kept
        }, Promise.resolve());
      });
    }).then(function () { return caches.delete(old); }, function () {});
  }

  // The note that page.js reads, with the day on which everything was fetched again.
  function dated(cache) {
    return cache.match(NOTE).then(function (found) { return found.json(); }).then(function (note) {
      var now = new Date(), two = function (number) { return String(number).padStart(2, "0"); };
      note.day = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
      return new Response(JSON.stringify(note));
    });
  }

  self.addEventListener("fetch", function (event) {
    var request = event.request, url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin || url.href.indexOf(self.registration.scope) !== 0) return;
    event.respondWith(fetch(request).then(function (answer) {
      if (answer.ok && answer.type === "basic" && !answer.redirected) keep(event, plain(url), answer.clone());
      return answer;
    }, function () { return saved(request, url); }));
  });

  // One copy of a page, whatever was searched for on it.
  function plain(url) {
    return url.origin + url.pathname;
  }

  function keep(event, address, answer) {
    event.waitUntil(caches.open(NAME).then(function (cache) { return cache.put(address, answer); }).catch(function () {}));
  }

  function saved(request, url) {
    return caches.match(plain(url)).then(function (found) {
      if (found) return found;
      if (request.mode !== "navigate") return Response.error();
      return caches.match(new URL("offline/", self.registration.scope).href).then(function (page) { return page || Response.error(); });
    });
  }
})();
