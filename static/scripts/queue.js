// Keys of the officer's queue. Without them everything works by Tab, Enter and the space bar.
const STORED = "queue-keys";
const LAST = "queue-row";

// Moves by rows in a table with data-rows; follows links with data-key on the page of one request.
export function queueKeys() {
  const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
  const help = document.getElementById("queue-keys");
  if (!rows.length && !document.querySelector("[data-key]")) return;
  const choice = help?.querySelector("[data-keys-on]");
  const isOn = () => localStorage.getItem(STORED) !== "off";
  if (choice) {
    choice.checked = isOn();
    choice.onchange = () => localStorage.setItem(STORED, choice.checked ? "on" : "off");
  }
  // Whoever comes back from a request goes on at its row.
  if (rows.length) {
    document.getElementById(sessionStorage.getItem(LAST))?.querySelector("th a")?.focus();
    sessionStorage.removeItem(LAST);
  } else {
    sessionStorage.setItem(LAST, location.pathname.split("/").pop());
  }
  const open = (event) => {
    if (!help?.showModal) return;
    event.preventDefault();
    help.showModal();
  };
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const key = latin(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    // In a field, letters are letters and arrows are the field's.
    const inField = target.closest("input:not([type=checkbox]), select, textarea, summary, [contenteditable]");
    if (inField) return;
    if (key === "?") return open(event);
    if (!isOn()) return;
    const link = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (link) {
      event.preventDefault();
      return link.click();
    }
    const at = rows.findIndex((row) => row.contains(target));
    const arrows = at >= 0 || target === document.body;
    if (key === "j" || (key === "ArrowDown" && arrows)) return go(rows[at + 1], event);
    if (key === "k" || (key === "ArrowUp" && at >= 0)) return go(rows[at - 1], event);
    if (key === "x" && at >= 0) {
      event.preventDefault();
      rows[at].querySelector("input[type=checkbox]")?.click();
    }
  });
}

// The sign that is printed on the key, also where another layout is in use: many officers type Thai.
function latin({ key, code, shiftKey }) {
  if (/^[ -~]/.test(key)) return key;
  if (code === "Slash" && shiftKey) return "?";
  return /^Key[A-Z]$/.test(code) && !shiftKey ? code.slice(3).toLowerCase() : key;
}

function go(row, event) {
  if (!row) return;
  event.preventDefault();
  row.querySelector("th a")?.focus();
}
