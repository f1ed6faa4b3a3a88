// The address of what is looked at, and of each statement, to be copied.

async function copy(address, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = "copied";
  } catch {
    button.textContent = address;
    return;
  }
  setTimeout(() => (button.textContent = before), 1500);
}

// Puts a button that copies the page's address into its foot.
export function offerLink(foot = document.querySelector(".foot .links")) {
  if (!foot) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "copy this page’s address";
  button.addEventListener("click", () => copy(location.href, button));
  foot.append(" · ", button);
}
