// Tables whose rows can be put in another order. Without this script they are plain tables in the order of their text.
(() => {
  "use strict";
  const TOTALS = ["合计", "总计", "小计", "共计"];
  const LEAST = 3; // rows; fewer are seen at a glance
  const BLANK = /^[\s—–-]*$/;
  const NUMBER = /^-?\d[\d,]*(\.\d+)?%?$/;
  const DAY = /^(\d{4})(?:年|-)(\d{1,2})(?:月|-)(?:(\d{1,2})日?)?$/;
  const words = new Intl.Collator("zh-Hans-CN", { numeric: true });

  const text = (row, column) => row.cells[column].textContent.trim();
  const number = (value) => (NUMBER.test(value) ? Number(value.replace(/[,%]/g, "")) : null);
  const day = (value) => {
    const found = DAY.exec(value);
    return found && Number(found[1]) * 10000 + Number(found[2]) * 100 + Number(found[3] || 0);
  };

  // How a column is compared: as numbers or days where every cell that says something is one, else as words.
  const reader = (rows, column) => {
    const said = rows.map((row) => text(row, column)).filter((value) => !BLANK.test(value));
    return [number, day].find((read) => said.length && said.every((value) => read(value) !== null)) || null;
  };

  // Cells that say nothing stand last in either direction.
  const sorted = (rows, column, direction) => {
    const read = reader(rows, column);
    const compare = (a, b) => (read ? read(a) - read(b) : words.compare(a, b));
    return [...rows].sort((one, other) => {
      const [a, b] = [text(one, column), text(other, column)];
      if (BLANK.test(a) || BLANK.test(b)) return BLANK.test(a) - BLANK.test(b);
      return direction === "ascending" ? compare(a, b) : compare(b, a);
    });
  };

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  const makeSortable = (table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const original = [...body.rows];
    const fixed = original.filter((row) => TOTALS.includes(text(row, 0)));
    const free = original.filter((row) => !fixed.includes(row));
    const regular = original.every((row) => row.cells.length === heads.length && [...row.cells].every((cell) => cell.rowSpan === 1));
    if (free.length < LEAST || !regular || table.tHead.rows.length !== 1) return;

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = NEXT[head.getAttribute("aria-sort") || "none"];
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        if (direction === "none") {
          body.append(...original);
        } else {
          head.setAttribute("aria-sort", direction);
          body.append(...sorted(free, column, direction), ...fixed);
        }
      });
    });

    const hint = document.createElement("span");
    hint.className = "visually-hidden";
    hint.dataset.needsScript = "";
    hint.textContent = table.dataset.sortable;
    (table.caption || table.createCaption()).append(hint);
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table[data-sortable]").forEach(makeSortable));
})();
