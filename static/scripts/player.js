// The lesson page: keeps what was read or watched in a journal, brings it to the server, and shows what the server answers.
import { Journal, sturdyStorage } from "./journal.js";
import { reading } from "./reading.js";
import { Region } from "./region.js";
import { Sender } from "./sender.js";
import { eachOrphan, take } from "./slot.js";
import { video } from "./video.js";

const main = document.querySelector("[data-player]");
const { enrolment, lesson, kind, eventsUrl, csrf } = main.dataset;
const storage = sturdyStorage(pick(() => localStorage));
const region = new Region(main);

let sender = null; // none until a place for the journal was found
let release = () => {};
let open = false;
const early = []; // events from before there was a sender

const film = kind === "video" ? video(main, (from, to) => record("watched", { from, to })) : { report() {}, playing: () => false };
if (kind === "reading") reading(main, (page) => record("read", { page }));

addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
addEventListener("pagehide", () => {
  close();
  release();
  sender = null;
});
addEventListener("online", () => sender?.flush({ now: true }));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    enter();
    sender?.flush({ now: true });
  } else if (film.playing()) {
    film.report();
    sender?.flushNow();
  } else {
    close();
  }
});
begin();

// Finds a journal, sends what earlier visits left in it and in journals of closed tabs.
async function begin() {
  const slot = await take(enrolment);
  release = slot.release;
  sender = makeSender(slot.key);
  early.splice(0).forEach((event) => sender.journal.append(event));
  enter();
  await sender.flush();
  await eachOrphan(enrolment, slot.key, (key) => makeSender(key, { tell() {}, later: () => null }).flush());
}

function makeSender(key, instead) {
  return new Sender({ journal: new Journal(storage, key), post, answered: show, tell: (state, problem) => region.tell(state, problem), ...instead });
}

async function post(body, keepalive) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), 30_000);
  try {
    return await fetch(eventsUrl, {
      method: "POST", body, keepalive, credentials: "same-origin", signal: patience.signal,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": csrf },
    });
  } finally {
    clearTimeout(timer);
  }
}

function record(kind, more = {}) {
  const event = { at: new Date().toISOString(), lesson, kind, ...more };
  if (!sender) return early.push(event);
  sender.journal.append(event);
  sender.flush();
}

function enter() {
  if (open) return;
  open = true;
  record("opened");
}

// The page is hidden or goes away: this may be the last moment in which anything runs.
function close() {
  film.report();
  if (open && sender) {
    open = false;
    sender.journal.append({ at: new Date().toISOString(), lesson, kind: "closed" });
  }
  sender?.flushNow();
}

// Sets the page to what the server knows.
function show({ percent, lessons = [] }) {
  const each = (name, value, act) => document.querySelectorAll(`[data-${name}${value === undefined ? "" : `="${CSS.escape(value)}"`}]`).forEach(act);
  const words = { not_started: main.dataset.textNotStarted, started: main.dataset.textStarted, done: main.dataset.textDone };
  if (Number.isFinite(percent)) {
    each("course-progress", undefined, (bar) => { bar.value = percent; });
    each("course-percent", undefined, (text) => { text.textContent = Math.floor(percent); });
  }
  for (const { id, state, percent: part } of lessons) {
    each("lesson-progress", id, (bar) => { bar.value = part; });
    const locked = (item) => item?.classList.contains("lesson--locked") && state === "not_started";
    each("lesson-item", id, (item) => {
      if (locked(item)) return;
      item.classList.remove("lesson--not_started", "lesson--started", "lesson--done", "lesson--locked");
      item.classList.add(`lesson--${state}`);
    });
    each("lesson-state", id, (text) => {
      if (locked(text.closest("[data-lesson-item]"))) return;
      text.textContent = words[state] ?? text.textContent;
      if (text.classList.contains("state")) text.className = `state state--${state}`;
    });
    if (state !== "done") continue;
    each("when-done", id, (part) => { part.hidden = false; });
    each("unlock-after", id, (link) => {
      if (link.hasAttribute("href")) return;
      link.href = link.dataset.href;
      const item = link.closest(".lesson--locked");
      item?.classList.replace("lesson--locked", "lesson--not_started");
      const text = item?.querySelector("[data-lesson-state]");
      if (text && words.not_started) text.textContent = words.not_started;
    });
  }
}

function pick(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
