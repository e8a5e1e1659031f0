/* The desk without script works by one save button; with script a row saves itself and keys are shorter. */
(function () {
  "use strict";
  var token = document.querySelector("[name=csrfmiddlewaretoken]");
  document.addEventListener("htmx:configRequest", function (event) {
    if (token) { event.detail.headers["X-CSRFToken"] = token.value; }
    /* A row sends itself alone, not the whole form it stands in. */
    var row = event.detail.elt.closest("[data-row]");
    if (!row || !event.detail.formData) { return; }
    var own = row.id.replace(/^rad-/, "") + ".";
    Array.from(event.detail.formData.keys()).forEach(function (name) {
      if (name.indexOf(own) !== 0) { event.detail.formData.delete(name); }
    });
  });
  function written(row) { return fields(row).map(function (field) { return field.type === "radio" ? field.checked : field.value; }).join("\u0000"); }
  document.addEventListener("htmx:beforeRequest", function (event) {
    var row = event.detail.elt.closest("[data-row]");
    if (row) { row.sentAs = written(row); }
  });
  /* What is typed while the answer is on its way must not be replaced by it, whatever the answer says: of a saved row
     only the version is taken, and a refused one is sent again with what has been written since. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var row = event.detail.elt.closest("[data-row]"), status = event.detail.xhr.status;
    if (row && row.sentAs !== undefined && row.sentAs !== written(row)) {
      if (status === 200) { takeVersion(row, event.detail.xhr.responseText); }
      event.detail.shouldSwap = false;
      row.typedSince = true;
      return;
    }
    /* A row that was refused or that somebody else changed comes back with its sentence: show it like any answer. */
    if (status === 400 || status === 403 || status === 409) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  function takeVersion(row, text) {
    var answer = document.createElement("template");
    answer.innerHTML = text;
    var fresh = answer.content.querySelector("[name$='.version']");
    var standing = row.querySelector("[name$='.version']");
    if (fresh && standing) { standing.value = fresh.value; }
  }
  /* A press waits for the rows that are on their way, so that a person never meets her own earlier text as somebody else's. */
  var underway = 0, waiting = null, refused = null;
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt.closest("[data-row]")) { underway += 1; }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var id = event.detail.requestConfig && event.detail.requestConfig.elt.id;
    if (!id || id.indexOf("rad-") !== 0) { return; }
    underway -= 1;
    var row = document.getElementById(id);
    if (row && event.detail.xhr.status !== 200) {
      if (!row.typedSince) { refused = row; }
      tellNotSaved(row, event.detail.xhr.status);
    }
    if (row) { row.typedSince = false; }
    setTimeout(goOn, 0);  /* the next save of the same row starts after this event */
  });
  function goOn() {
    if (underway || !waiting) { return; }
    var press = waiting;
    waiting = null;
    if (refused) { fields(refused)[0].focus(); } else { press.form.requestSubmit(press.button); }
  }
  document.addEventListener("submit", function (event) {
    if (!underway) { return; }
    event.preventDefault();
    refused = null;
    waiting = { form: event.target, button: event.submitter };
  });
  window.addEventListener("beforeunload", function (event) { if (underway) { event.preventDefault(); } });
  /* No answer, or a fault at the server: the row keeps its text and says that it is not saved. */
  function tellNotSaved(row, status) {
    if (status && status < 500) { return; }
    var standing = row.querySelector("[data-not-saved]");
    if (standing) { standing.remove(); }
    var told = document.createElement("span");
    told.className = "errors";
    told.dataset.notSaved = "";
    told.setAttribute("role", "alert");
    told.textContent = document.getElementById("rapport").dataset.notSavedText;
    (row.querySelector("th") || row).append(told);
  }
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
