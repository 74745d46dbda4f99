// On pages with a box to check statements in: its scripts, in their order. Elsewhere nothing is fetched.
(function () {
  "use strict";

  var PARTS = ["check/view.js", "check/report.js", "check/page.js"], box = document.querySelector("[data-check]");
  if (!box) return;
  var base = new URL(box.getAttribute("data-base"), document.baseURI);
  PARTS.forEach(function (part) {
    var script = document.createElement("script");
    script.src = new URL("assets/" + part, base).href;
    script.async = false;
    document.head.append(script);
  });
})();
