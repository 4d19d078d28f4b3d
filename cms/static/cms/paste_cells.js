/* Lets a range of a spreadsheet be pasted into the cells of a table in the editor, from the cell that has the focus on.
   Rows that are missing are added where the table can grow; without this script each cell is typed by itself. */
(() => {
  "use strict";

  const AREAS = ".typed-table-block, [data-paste-cells]";
  const FIELDS = "input:not([type=hidden]), textarea";
  const CELLS = "td input:not([type=hidden]), td textarea";

  const rowsOf = (body) => [...body.rows].map((row) => [...row.querySelectorAll(CELLS)]);

  const rangeOf = (text) => {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    return lines.map((line) => line.split("\t").map((cell) => cell.replace(/^"([\s\S]*)"$/, "$1").trim()));
  };

  const put = (field, text) => {
    const figure = field.type === "number" || field.inputMode === "decimal";
    field.value = figure ? text.replace(/[,，\s%％]/g, "") : text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("paste", (event) => {
    const field = event.target;
    const area = field instanceof Element && field.matches(FIELDS) && field.closest("td") ? field.closest(AREAS) : null;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!area || !/[\t\n]/.test(text.replace(/\n$/, ""))) return;
    const body = field.closest("tbody");
    const adder = area.querySelector("[data-add-row]");
    const top = [...body.rows].indexOf(field.closest("tr"));
    const left = rowsOf(body)[top].indexOf(field);
    event.preventDefault();
    rangeOf(text).forEach((cells, down) => {
      if (top + down >= body.rows.length) adder?.click();
      const fields = rowsOf(body)[top + down] ?? [];
      cells.forEach((cell, across) => fields[left + across] && put(fields[left + across], cell));
    });
  });
})();
