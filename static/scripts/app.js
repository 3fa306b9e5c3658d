// Loaded on every page. Each part makes something easier that also works without it.
import { drop } from "./drop.js";
import { fill, graphemes, group, relative } from "./format.js";
import { live } from "./live.js";
import { queueKeys } from "./queue.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const words = document.body.dataset;

confirmations();
copying();
revealing();
dialogs();
grouping();
counting();
bulk();
dueTimes();
menus();
languageLink();
live();
queueKeys();
drop();
all("[data-open-wide]").forEach((details) => { details.open = matchMedia("(min-width: 64rem)").matches; });
all(".prose table").filter((table) => table.scrollWidth > table.clientWidth).forEach((table) => { table.tabIndex = 0; });
document.querySelector("[data-focus]")?.focus();

// Asks before a form with data-confirm is sent, and holds a second press of the same button.
function confirmations() {
  const agreed = new WeakSet();
  const held = new Map();
  const release = (form) => {
    held.get(form)?.removeAttribute?.("aria-busy");
    held.delete(form);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    const question = button?.dataset.confirm ?? form.dataset.confirm;
    if (held.has(form)) return event.preventDefault();
    if (question && !agreed.delete(form)) {
      event.preventDefault();
      return ask(question, button, () => {
        agreed.add(form);
        if (button) button.click();
        else form.requestSubmit();
      });
    }
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post" || form.dataset.once === "off") return;
    held.set(form, button);
    button?.setAttribute("aria-busy", "true");
    setTimeout(release, 8000, form);
  });
  addEventListener("pageshow", () => [...held.keys()].forEach(release));
}

function ask(question, button, then) {
  const dialog = element("dialog", "dialog");
  if (!dialog.showModal) {
    if (confirm(question)) then();
    return;
  }
  const text = element("p", "", question);
  text.id = "confirm-question";
  dialog.setAttribute("aria-labelledby", text.id);
  const danger = button?.classList.contains("button--danger") ? " button--danger" : "";
  const yes = element("button", `button${danger}`, button?.textContent.trim() || words.textConfirm);
  const no = element("button", "button button--secondary", words.textCancel);
  const actions = element("div", "actions");
  actions.append(yes, no);
  dialog.append(text, actions);
  document.body.append(dialog);
  yes.onclick = () => dialog.close("yes");
  no.onclick = () => dialog.close();
  dialog.onclose = () => {
    dialog.remove();
    if (dialog.returnValue === "yes") then();
  };
  dialog.showModal();
  no.focus();
}

function copying() {
  all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.onclick = async () => {
      const source = byId(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
      } catch {
        getSelection().selectAllChildren(source);
        document.execCommand("copy");
      }
      toast(words.textCopied);
    };
  });
}

function revealing() {
  all("[data-reveal]").forEach((button) => {
    const input = byId(button.dataset.reveal);
    const show = button.textContent;
    button.hidden = false;
    button.onclick = () => {
      const hiding = input.type === "text";
      input.type = hiding ? "password" : "text";
      button.textContent = hiding ? show : button.dataset.textHide;
    };
    input.form?.addEventListener("submit", () => { input.type = "password"; });
  });
}

function dialogs() {
  all("[data-open]").forEach((button) => {
    const dialog = byId(button.dataset.open);
    if (!dialog?.showModal) return;
    button.hidden = false;
    button.onclick = () => dialog.showModal();
  });
}

function grouping() {
  all("[data-format]").forEach((input) => {
    const tidy = () => {
      const next = group(input.dataset.format, input.value, input.selectionStart ?? input.value.length);
      if (next.value === input.value) return;
      input.value = next.value;
      if (document.activeElement === input) input.setSelectionRange(next.caret, next.caret);
    };
    input.addEventListener("input", (event) => { if (!event.isComposing) tidy(); });
    input.addEventListener("compositionend", tidy);
    if (input.value) tidy();
  });
}

function counting() {
  all("[data-count-for]").forEach((hint) => {
    const area = byId(hint.dataset.countFor);
    area.addEventListener("input", () => {
      const left = area.dataset.count - graphemes(area.value);
      hint.textContent = fill(left < 0 ? hint.dataset.textOver : hint.dataset.textLeft, { n: Math.abs(left) });
      hint.classList.toggle("field-error", left < 0);
    });
  });
  all("[data-password-for]").forEach((hint) => {
    const input = byId(hint.dataset.passwordFor);
    const meter = document.querySelector(`[data-strength-for="${input.id}"]`);
    const empty = hint.textContent;
    input.addEventListener("input", () => {
      const count = graphemes(input.value);
      const short = input.dataset.min - count;
      hint.textContent = count === 0 ? empty : short > 0 ? fill(hint.dataset.textShort, { n: short }) : hint.dataset.textEnough;
      if (meter) {
        meter.hidden = count === 0;
        meter.value = count;
      }
    });
  });
}

function bulk() {
  all("[data-select-all]").forEach((box) => {
    const { selectAll: name } = box.dataset;
    const { form } = box;
    const boxes = () => all(`input[type=checkbox][name="${name}"]`, form);
    const told = form.querySelector(`[data-selected-count="${name}"]`);
    const empty = told?.textContent;
    const tell = () => {
      const n = boxes().filter((one) => one.checked).length;
      box.checked = n > 0 && n === boxes().length;
      box.indeterminate = n > 0 && !box.checked;
      if (told) told.textContent = n ? fill(told.dataset.text, { n }) : empty;
    };
    form.addEventListener("change", (event) => {
      if (event.target === box) boxes().forEach((one) => { one.checked = box.checked; });
      tell();
    });
    tell();
  });
}

function dueTimes() {
  const due = all("[data-due]");
  const tell = () => due.forEach((one) => { one.textContent = relative(new Date(one.dataset.due) - Date.now(), document.documentElement.lang); });
  if (!due.length) return;
  tell();
  setInterval(tell, 60_000);
}

function menus() {
  all("[data-menu]").forEach((menu) => {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
}

// The other language of this very page: the same search and the same place.
function languageLink() {
  all("a.language").forEach((link) => {
    link.addEventListener("click", () => {
      const there = new URL(link.href);
      if (there.pathname !== location.pathname) return;
      new URLSearchParams(location.search).forEach((value, name) => { if (!there.searchParams.has(name)) there.searchParams.append(name, value); });
      there.hash = location.hash;
      link.href = there;
    });
  });
}

function toast(text) {
  const region = document.querySelector("[data-toasts]");
  if (!region || !text) return;
  const one = element("p", "toast", text);
  region.append(one);
  setTimeout(() => one.remove(), 4000);
}

function element(name, className, text = "") {
  const one = document.createElement(name);
  if (className) one.className = className;
  one.textContent = text;
  return one;
}
