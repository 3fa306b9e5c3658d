// A quiz: saves the answers as they are chosen, counts them, and counts down to the end. The form itself needs none of this.
import { arabic, clock, fill } from "./format.js";
import { Region } from "./region.js";

const form = document.querySelector("[data-quiz]");
const region = new Region(form);
const questions = [...form.querySelectorAll("[data-question]")];
const touched = new Set();
let dirty = false;
let busy = false;
let failures = 0;
let timer = null;

form.addEventListener("input", () => changed(600));
form.addEventListener("change", (event) => {
  touched.add(event.target.closest("[data-question]"));
  changed(0);
});
addEventListener("online", () => save());
document.addEventListener("visibilitychange", () => save(document.hidden));
addEventListener("pagehide", () => save(true));
count();
countdown();

function changed(pause) {
  dirty = true;
  count();
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

// All answers every time, so that the last request alone decides; one at a time, unless the page goes away.
async function save(leaving = false) {
  if (!dirty || (busy && !leaving)) return;
  clearTimeout(timer);
  dirty = false;
  busy = true;
  region.tell("saving");
  try {
    const response = await fetch(form.dataset.answersUrl, {
      method: "PUT", keepalive: leaving === true, credentials: "same-origin", body: JSON.stringify({ answers: answers() }),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": form.dataset.csrf },
    });
    await settle(response);
  } catch {
    again();
  }
  busy = false;
  if (dirty && failures === 0) save();
}

async function settle(response) {
  if (response.status === 429 || response.status >= 500) return again();
  failures = 0;
  if (response.ok) return region.tell("saved");
  if (response.status === 401) return region.tell("signed-out");
  if (response.status === 403) return region.tell("reload");
  region.tell("refused", await response.json().catch(() => ({})));
}

function again() {
  dirty = true;
  region.tell("waiting");
  timer = setTimeout(save, Math.min(30_000, 1000 * 2 ** failures));
  failures += 1;
}

// {question: ["choice"…] | "text" | number}; a question not answered yet is left out, one whose last tick was taken away is [].
function answers() {
  const given = questions.map((question) => [question.dataset.question, answer(question)]);
  return Object.fromEntries(given.filter(([, value]) => value !== null));
}

function answer(question) {
  const { kind } = question.dataset;
  if (kind === "short_text" || kind === "number") {
    const text = question.querySelector("input, textarea").value.trim();
    if (text === "" || kind === "short_text") return text || null;
    const number = Number(arabic(text).replace(/,/g, ""));
    return Number.isFinite(number) ? number : null;
  }
  const chosen = [...question.querySelectorAll("input:checked")].map((input) => input.value);
  return chosen.length || touched.has(question) ? chosen : null;
}

function count() {
  const told = form.querySelector("[data-quiz-answered]");
  const n = questions.map(answer).filter((given) => given !== null && given.length !== 0).length;
  if (told) told.textContent = fill(told.dataset.text, { n, total: questions.length });
  // Handing in with gaps is allowed, but nobody should do it unawares.
  const button = form.querySelector("[data-text-gaps]");
  if (!button) return;
  button.dataset.question ??= button.dataset.confirm;
  const gaps = questions.length - n;
  button.dataset.confirm = gaps ? fill(button.dataset.textGaps, { n: gaps }) : button.dataset.question;
}

// Counts by the server's clock. Screen readers hear it once a minute; at the end the form is handed in as it stands.
function countdown() {
  const told = form.querySelector("[data-closes-at]");
  if (!told) return;
  const skew = told.dataset.now ? new Date(told.dataset.now) - Date.now() : 0;
  const closes = new Date(told.dataset.closesAt);
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  told.after(spoken);
  told.setAttribute("aria-hidden", "true");
  let minute = null;
  const tick = () => {
    const left = closes - Date.now() - skew;
    const text = left > 0 ? fill(told.dataset.textLeft, { time: clock(left) }) : told.dataset.textOver;
    told.textContent = text;
    told.classList.toggle("timer--short", left < 300_000);
    if (minute !== Math.ceil(left / 60_000)) {
      minute = Math.ceil(left / 60_000);
      spoken.textContent = text;
    }
    if (left > 0) return;
    clearInterval(running);
    form.submit();
  };
  const running = setInterval(tick, 1000);
  tick();
}
