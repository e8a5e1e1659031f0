/* The desk without script works by one save button; with script a row saves itself and keys are shorter. */
(function () {
  "use strict";
  var token = document.querySelector("[name=csrfmiddlewaretoken]");
  document.addEventListener("htmx:configRequest", function (event) {
    if (token) { event.detail.headers["X-CSRFToken"] = token.value; }
  });
  /* A row that was refused or that somebody else changed comes back with its sentence: show it like any answer. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 400 || status === 403 || status === 409) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  function fields(row) { return Array.prototype.slice.call(row.querySelectorAll("input:not([type=hidden]), select, textarea")); }
  document.addEventListener("keydown", function (event) {
    var row = event.target.closest && event.target.closest("[data-row]");
    if (!row) { return; }
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
      var next = rows[rows.indexOf(row) + 1];
      if (next && fields(next)[0]) { fields(next)[0].focus(); } else { event.target.blur(); }
    }
    if (/^[1-9]$/.test(event.key) && event.target.type === "radio") {
      var choice = row.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (choice) { choice.checked = true; choice.focus(); choice.dispatchEvent(new Event("change", { bubbles: true })); }
    }
  });
}());
