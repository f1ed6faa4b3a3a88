"use strict";
// Lights one statement at a time: its words, its marker, its line in the list. What is pointed at wins
// over what has the focus, and that over what was pinned by a click; Escape lets go of everything.
{
  const root = document.documentElement;
  const lists = document.getElementById("lists");
  const own = document.getElementById("own");
  const clear = document.getElementById("clear");
  const rows = new Map();
  const parts = new Map();
  for (const row of document.querySelectorAll(".st")) rows.set(row.dataset.n, row);
  for (const part of document.querySelectorAll("[data-s]")) {
    for (const n of part.dataset.s.split(" ")) {
      if (!parts.has(n)) parts.set(n, []);
      parts.get(n).push(part);
    }
  }
  root.classList.add("js");
  let pointed = null, focused = null, pinned = null, lit = null;

  const visible = (n) => rows.has(n) && (rows.get(n).matches(":not(.own), .does") || own.checked);
  const under = (element) => {
    const part = element.closest("[data-s]");
    if (part) return part.dataset.s.split(" ").filter(visible);
    const row = element.closest(".st");
    return row ? [row.dataset.n] : [];
  };
  const all = (n) => [...(parts.get(n) ?? []), rows.get(n)];

  function reveal(row) {
    const box = lists.getBoundingClientRect(), at = row.getBoundingClientRect();
    if (lists.scrollHeight <= lists.clientHeight) return;
    if (at.top < box.top || at.bottom > box.bottom) lists.scrollTop += at.top - box.top - box.height / 3;
  }

  function find(n) {
    const first = parts.get(n)?.find((part) => part.matches("article *") && part.getClientRects().length);
    if (!first) return;
    const at = first.getBoundingClientRect();
    const row = rows.get(n), sheet = getComputedStyle(row).position === "fixed";
    const bottom = sheet ? row.getBoundingClientRect().top - 20 : innerHeight - 40;
    if (at.top < 20 || at.bottom > bottom) scrollBy(0, at.top - innerHeight / 4);
  }

  function show(fromList) {
    const next = pointed ?? focused ?? pinned;
    if (next !== lit) {
      if (lit) for (const element of all(lit)) element.classList.remove("on");
      if (next) {
        for (const element of all(next)) {
          element.classList.add("on");
          element.dataset.lit = rows.get(next).dataset.tone;
        }
        if (!fromList) reveal(rows.get(next));
      }
      lit = next;
    }
    root.classList.toggle("lit", lit !== null);
  }

  function pin(n) {
    if (pinned) rows.get(pinned).classList.remove("pin");
    pinned = n;
    if (n) rows.get(n).classList.add("pin");
    root.classList.toggle("sheeted", n !== null);
    clear.hidden = n === null;
    const plain = location.href.split("#")[0];
    try { history.replaceState(null, "", n ? `${plain}#s${n}` : plain); } catch { /* not where pages have no address */ }
  }

  function letGo() {
    pin(null);
    pointed = focused = null;
    show();
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    pointed = under(event.target)[0] ?? null;
    show(lists.contains(event.target));
  });
  root.addEventListener("pointerleave", () => { pointed = null; show(); });
  document.addEventListener("focusin", (event) => {
    focused = event.target.matches(":focus-visible") ? under(event.target)[0] ?? null : null;
    show(lists.contains(event.target));
  });
  document.addEventListener("focusout", () => { focused = null; show(true); });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#clear")) return letGo();
    if (event.target.closest("input, label")) return;
    const link = event.target.closest("a[href]");
    const named = link && /^#[st](\d+)$/.exec(link.getAttribute("href"));
    if (link && !named) return;
    if (!named && !getSelection().isCollapsed) return;
    const found = named ? [named[1]] : under(event.target);
    if (!found.length) { if (!event.target.closest("aside")) letGo(); return; }
    const n = found[(found.indexOf(pinned) + 1) % found.length];
    pin(n);
    pointed = event.pointerType === "mouse" || !event.detail ? n : null;
    focused = null;
    show();
    reveal(rows.get(n));
    if (event.target.closest("aside") || getComputedStyle(rows.get(n)).position === "fixed") find(n);
    if (named) {
      event.preventDefault();
      if (!event.detail) {
        pointed = null;
        document.querySelector(link.hash)?.querySelector("a")?.focus();
        if (link.hash.startsWith("#t")) document.querySelector(link.hash)?.focus();
      }
    }
  });

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(); });
  own?.addEventListener("change", () => { if (pinned && !visible(pinned)) letGo(); });

  const asked = /^#[st](\d+)$/.exec(location.hash)?.[1];
  if (asked && rows.has(asked)) {
    if (!visible(asked)) own.checked = true;
    pin(asked);
    show();
    find(asked);
  }
}
