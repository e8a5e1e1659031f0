// Filter as you type and sort by heading, for tables that ask for it. Every page works without this file.
"use strict";

const fold = (text) => text.toLocaleLowerCase("sv").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function addFilter(table) {
  const tools = document.querySelector(`[data-filter-for="${table.id}"]`);
  if (!tools) return;
  const input = tools.querySelector("input");
  const count = tools.querySelector("output");
  const rows = [...table.tBodies[0].rows].map((row) => [row, fold(row.textContent)]);
  tools.hidden = false;
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${shown} / ${rows.length}` : "";
  });
}

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent.trim();
}

function sortBy(table, column, order) {
  const rows = [...table.tBodies[0].rows];
  const sign = order === "descending" ? -1 : 1;
  rows.sort((a, b) => sign * key(a, column).localeCompare(key(b, column), "sv", { numeric: true }));
  table.tBodies[0].append(...rows);
}

function addSort(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of heads) {
        other.removeAttribute("aria-sort");
        other.firstElementChild.removeAttribute("data-order");
      }
      head.setAttribute("aria-sort", order);
      button.dataset.order = order;
      sortBy(table, column, order);
    });
  });
}

for (const table of document.querySelectorAll("table[data-enhance]")) {
  addFilter(table);
  addSort(table);
}
