// Brings a journal to the server: one request at a time, again and again until it is acknowledged.
import { firstRequest } from "./journal.js";

export class Sender {
  #busy = null;
  #failures = 0;
  #timer = null; // of the next attempt
  #halted = false; // until a person has done something
  #hurried = 0; // the last seq sent by flushNow
  #bytes;

  // post(body, keepalive) → Response. tell(state, problem): "saving" · "saved" · "waiting" · "signed-out" · "reload" · "refused" · "stopped".
  // answered(answer): the body of a 200. later(act, ms) → timer.
  constructor({ journal, post, tell = () => {}, answered = () => {}, later = (act, ms) => setTimeout(act, ms) }) {
    Object.assign(this, { journal, post, tell, answered, later });
  }

  // Sends what waits, unless the next attempt has its time already; `now` does not wait for that time.
  // Gives a promise for when there is no more to do at present.
  flush({ now = false } = {}) {
    if (now) this.#halted = false;
    else if (this.#halted || this.#timer !== null) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#busy ??= Promise.resolve().then(() => this.#run()).finally(() => { this.#busy = null; });
    return this.#busy;
  }

  // The page may be gone in a moment: send at once, beside any request under way. The journal keeps it all until an answer.
  async flushNow() {
    const request = this.#next();
    const last = request?.events.at(-1).seq;
    if (!request || last === this.#hurried) return;
    this.#hurried = last;
    try {
      const response = await this.post(request.body, true);
      if (response.ok) this.#took(await response.json(), request);
    } catch {
      this.#hurried = 0;
    }
  }

  async #run() {
    for (let request = this.#next(); request; request = this.#next()) {
      this.tell("saving");
      let response;
      try {
        response = await this.post(request.body, false);
        if (response.ok && !this.#took(await response.json(), request)) return this.#again();
      } catch {
        return this.#again();
      }
      if (response.ok) {
        this.#failures = 0;
        continue;
      }
      const { status } = response;
      if (status === 401) return this.#halt("signed-out");
      if (status === 403) return this.#halt("reload");
      if (status === 408 || status === 425 || status === 429 || status >= 500) return this.#again(Number(response.headers.get("Retry-After")) * 1000);
      if (status === 413 && request.events.length > 1) {
        this.#bytes = request.body.length / 2;
        continue;
      }
      const problem = await response.json().catch(() => ({}));
      if (![409, 413, 422].includes(status)) return this.#halt("stopped", problem);
      this.journal.refuse(wrong(request.events, problem), problem.detail ?? `${status}`);
      this.tell("refused", problem);
    }
    this.tell("saved");
  }

  #next() {
    return firstRequest(this.journal.client, this.journal.pending(), this.#bytes);
  }

  // An answer that acknowledges nothing of what was sent is no answer.
  #took(answer, request) {
    if (!Number.isInteger(answer.accepted_up_to) || answer.accepted_up_to < request.events[0].seq) return false;
    this.journal.acknowledge(answer.accepted_up_to);
    this.answered(answer);
    return true;
  }

  #halt(state, problem) {
    this.#halted = true;
    this.tell(state, problem);
  }

  // 1, 2, 4 … 60 seconds, a little apart from all other browsers that lost the same server.
  #again(asked = 0) {
    this.tell("waiting");
    const delay = Math.min(60_000, 1000 * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#failures += 1;
    this.#timer = this.later(() => this.flush({ now: true }), Math.max(delay, asked || 0));
  }
}

// The events a 422 points at ("/events/3/from"), or all of the request when it does not say.
function wrong(events, problem) {
  const named = (problem.errors ?? []).map(({ field }) => events[/^\/events\/(\d+)/.exec(field)?.[1]]);
  const some = named.length > 0 && named.every(Boolean) ? named : events;
  return some.map(({ seq }) => seq);
}
