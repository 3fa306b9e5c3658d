// The event log of one enrolment in one browser: written to storage first, dropped only when the server has it.
// Every call reads storage again, so that a second tab on the same log does no harm.

const limit = 58_000; // bytes; a request that outlives its page may carry 64 KB
const most = 400; // events in one request

export class Journal {
  // storage: like localStorage. key: where to keep it. random: makes the client's id.
  constructor(storage, key, random = randomId) {
    Object.assign(this, { storage, key, random });
  }

  get client() {
    return this.#change((log) => log.client);
  }

  // Numbers the event and keeps it; gives the event with its seq.
  append(event) {
    return this.#change((log) => {
      const kept = { seq: log.next, ...event };
      log.next += 1;
      log.events.push(kept);
      return kept;
    });
  }

  pending() {
    return this.#read().events;
  }

  // The server has everything up to this seq.
  acknowledge(upTo) {
    this.#change((log) => {
      log.events = log.events.filter((event) => event.seq > upTo);
      log.next = Math.max(log.next, upTo + 1);
    });
  }

  // The server will never take these; they are set aside with the reason and not sent again.
  refuse(seqs, detail) {
    this.#change((log) => {
      const out = new Set(seqs);
      log.refused.push(...log.events.filter((event) => out.has(event.seq)).map((event) => ({ ...event, detail })));
      log.refused = log.refused.slice(-50);
      log.events = log.events.filter((event) => !out.has(event.seq));
    });
  }

  refused() {
    return this.#read().refused;
  }

  #read() {
    try {
      const log = JSON.parse(this.storage.getItem(this.key));
      if (log?.client && Number.isInteger(log.next) && Array.isArray(log.events)) return { refused: [], ...log };
    } catch {
      // Unreadable is as good as absent: a new client starts at 1.
    }
    return { client: this.random(), next: 1, events: [], refused: [] };
  }

  #change(act) {
    const log = this.#read();
    const result = act(log);
    this.storage.setItem(this.key, JSON.stringify(log));
    return result;
  }
}

// The oldest events that fit into one request: {events, body}, or null when nothing waits.
// Always from the oldest on, so that two requests under way can arrive in any order.
export function firstRequest(client, pending, bytes = limit) {
  const size = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
  let total = size({ client, events: [] });
  let count = 0;
  while (count < Math.min(pending.length, most)) {
    total += size(pending[count]) + 1;
    if (count > 0 && total > bytes) break;
    count += 1;
  }
  if (count === 0) return null;
  const events = pending.slice(0, count);
  return { events, body: JSON.stringify({ client, events }) };
}

// Storage that keeps working, for this page at least, where the browser refuses it.
export function sturdyStorage(storage) {
  const memory = new Map();
  return {
    getItem(key) {
      if (memory.has(key)) return memory.get(key);
      try {
        return storage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        storage.setItem(key, value);
        memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
  };
}

export function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
