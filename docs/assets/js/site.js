// Small helps on every page; each page is complete without them.
(function () {
  "use strict";

  // Nothing built knows today's date, so that a commit gives the same bytes on any day: overdue is worked out here.
  function markOverdue() {
    var today = new Date().toISOString().slice(0, 10);
    var soon = new Date(Date.now() + 90 * 864e5).toISOString().slice(0, 10);
    document.querySelectorAll("time[data-review-by]").forEach(function (time) {
      if (time.getAttribute("datetime") < today) {
        var note = document.createElement("span");
        note.className = "bk-overdue";
        note.textContent = " (review overdue)";
        time.after(note);
      } else if (time.getAttribute("datetime") < soon) {
        time.after(" (due soon)");
      }
    });
  }

  function tellAges() {
    document.querySelectorAll("time[data-age]").forEach(function (time) {
      var days = Math.floor((Date.now() - Date.parse(time.getAttribute("datetime"))) / 864e5);
      if (days > 0) time.after(" (" + (days === 1 ? "1 day" : days + " days") + " ago)");
    });
  }

  // <button data-copy="id-of-an-element"> copies that element's text.
  function copy(event) {
    var button = event.target.closest("[data-copy]");
    var source = button && document.getElementById(button.getAttribute("data-copy"));
    if (!source || !navigator.clipboard) return;
    var label = button.textContent;
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = label; }, 2000);
    });
  }

  // <button data-download="id-of-an-element" data-name="file.bib"> saves that element's text as a file.
  function save(event) {
    var button = event.target.closest("[data-download]");
    var source = button && document.getElementById(button.getAttribute("data-download"));
    if (!source) return;
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([source.textContent.replace(/^\n/, "")], { type: "application/octet-stream" }));
    link.download = button.getAttribute("data-name");
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function print(event) {
    if (event.target.closest("[data-print]")) window.print();
  }

  // The theme's menu button is a label, which no key reaches: at 400 % zoom it is the only way to the pages.
  function openMenuByKey() {
    var label = document.querySelector(".md-header__inner label[for=__drawer]");
    if (!label) return;
    label.tabIndex = 0;
    label.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  }

  // Card and handout open by their address. Focus goes into them, and back to where they were opened from.
  var opener = null;

  function sheet() { return document.querySelector(".bk-sheet:target"); }

  function moveFocus() {
    var open = sheet();
    if (open) {
      open.tabIndex = -1;
      open.focus({ preventScroll: true });
    } else if (opener) {
      opener.focus();
      opener = null;
    }
  }

  function noteOpener(event) {
    var link = event.target.closest(".bk-take a");
    if (link) opener = link;
  }

  function closeSheet(event) {
    var open = event.key === "Escape" && sheet();
    if (open) open.querySelector(".bk-sheet__tools a").click();
  }

  document.addEventListener("click", noteOpener);
  document.addEventListener("keydown", closeSheet);
  window.addEventListener("hashchange", moveFocus);
  if (sheet()) moveFocus();

  document.addEventListener("click", copy);
  document.addEventListener("click", save);
  document.addEventListener("click", print);
  openMenuByKey();
  markOverdue();
  tellAges();
})();
