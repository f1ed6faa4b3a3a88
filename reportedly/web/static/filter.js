// A field above a long table that leaves only the rows in which all of its words stand.

const LEAST = 12;

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filtered(table, field, told) {
  const rows = [...table.tBodies[0].rows].map((row) => [row, folded(row.textContent)]);
  const show = () => {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [row, text] of rows) {
      row.hidden = !wanted.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    told.textContent = wanted.length ? `${left} of ${rows.length}` : "";
  };
  field.addEventListener("input", show);
}

// Puts such a field before each table that is marked for it and long enough.
export function offerFilters(root = document) {
  for (const table of root.querySelectorAll("table[data-filter]")) {
    if (table.tBodies[0].rows.length < LEAST) continue;
    const label = document.createElement("label");
    const field = document.createElement("input");
    const told = document.createElement("span");
    label.className = "filter";
    field.type = "search";
    told.setAttribute("role", "status");
    label.append(`${table.dataset.filter} `, field, " ", told);
    table.before(label);
    filtered(table, field, told);
  }
}
