// Keys for reviewing: each button, field or link that has a key says which, and is pressed, or gone to, by it.

function writing(target) {
  return target.closest("input, select, textarea") !== null;
}

function hint(element) {
  const key = document.createElement("kbd");
  key.textContent = element.dataset.key;
  key.setAttribute("aria-hidden", "true");
  element.append(" ", key);
  element.setAttribute("aria-keyshortcuts", element.dataset.key);
}

for (const element of document.querySelectorAll("button[data-key], a[data-key]")) hint(element);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (writing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const wanted = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input")) wanted.select();
  else wanted.click();
});
