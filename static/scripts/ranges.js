// Which seconds of a film were truly played. Positions are seconds of the film, times are milliseconds of the wall.

export class Played {
  #ranges = [];
  #open = null;

  // Playing goes on from here.
  start(position, at) {
    this.stop();
    this.#open = { from: position, to: position, at };
  }

  // The film stands here now. A step further than it can have played is a seek: what lies between was not watched.
  advance(position, at, rate = 1) {
    if (!this.#open) return;
    const step = position - this.#open.to;
    const possible = ((at - this.#open.at) / 1000) * rate + 1;
    if (step < 0 || step > possible) return this.start(position, at);
    this.#open.to = position;
    this.#open.at = at;
  }

  stop() {
    if (this.#open && this.#open.to > this.#open.from) this.#ranges.push([this.#open.from, this.#open.to]);
    this.#open = null;
  }

  // The ranges not yet taken, merged, in whole seconds. What is still open and shorter than a second stays until it grows.
  // end: how the last second is rounded; Math.ceil when the film is over, so that all of it counts.
  take(end = Math.round) {
    const ranges = this.#ranges;
    this.#ranges = [];
    if (this.#open && Math.round(this.#open.to) > Math.round(this.#open.from)) {
      ranges.push([this.#open.from, this.#open.to]);
      this.#open.from = this.#open.to;
    }
    return merge(ranges).map(([from, to]) => [Math.round(from), end(to)]).filter(([from, to]) => to > from);
  }
}

// The union of ranges, in order; ranges that touch become one.
export function merge(ranges) {
  const merged = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
