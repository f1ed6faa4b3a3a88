// Keys for reading: "/" goes to the search field, "j" and "k" to the next and the last item of a list.

const ITEMS = ".claims > li h3 a, tbody tr th[scope=row] a";

function writing(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function step(by) {
  const items = [...document.querySelectorAll(ITEMS)].filter((item) => item.offsetParent !== null);
  const at = items.indexOf(document.activeElement);
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// Listens; keys with Ctrl, Alt or Meta stay the browser's, and so do those of a field.
export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || writing(event.target)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.querySelector("main input[type=search]")?.focus();
    else return;
    event.preventDefault();
  });
}
