import assert from "node:assert/strict";
import { test } from "node:test";
import { Played, merge } from "./ranges.js";

// Plays from one position to another in steps of a quarter second, as browsers report them.
function play(played, from, to, clock, rate = 1) {
  played.start(from, clock.now);
  for (let position = from + 0.25; position <= to; position += 0.25) {
    clock.now += 250 / rate;
    played.advance(position, clock.now, rate);
  }
}

test("ranges that overlap or touch become one", () => {
  assert.deepEqual(merge([[10, 20], [0, 5], [5, 8], [15, 30]]), [[0, 8], [10, 30]]);
  assert.deepEqual(merge([[0, 100], [10, 20]]), [[0, 100]]);
  assert.deepEqual(merge([]), []);
});

test("merging changes nothing the second time, and not what was given", () => {
  const given = [[3, 9], [0, 4]];
  const once = merge(given);
  assert.deepEqual(merge(once), once);
  assert.deepEqual(given, [[3, 9], [0, 4]]);
});

test("a film played through gives pieces that join", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 0, 5.25, clock);
  assert.deepEqual(played.take(), [[0, 5]]);
  for (let position = 5.5; position <= 10.25; position += 0.25) played.advance(position, (clock.now += 250));
  assert.deepEqual(played.take(), [[5, 10]]);
});

test("what a seek jumps over was not watched", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 0, 4, clock);
  played.advance(100, (clock.now += 250));
  played.advance(100.25, (clock.now += 250));
  for (let position = 100.5; position <= 103; position += 0.25) played.advance(position, (clock.now += 250));
  assert.deepEqual(played.take(), [[0, 4], [100, 103]]);
});

test("a seek back counts the second time once", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 0, 4, clock);
  played.stop();
  play(played, 2, 6, clock);
  assert.deepEqual(played.take(), [[0, 6]]);
});

test("a throttled tab reports once a second and loses nothing", () => {
  const played = new Played();
  played.start(0, 0);
  for (let second = 1; second <= 20; second += 1) played.advance(second, second * 1000);
  assert.deepEqual(played.take(), [[0, 20]]);
});

test("double speed is playing, not seeking", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 0, 20, clock, 2);
  assert.deepEqual(played.take(), [[0, 20]]);
});

test("waiting for data adds nothing", () => {
  const played = new Played();
  played.start(7, 0);
  played.advance(7, 30_000);
  assert.deepEqual(played.take(), []);
});

test("the last part of a second counts when the film is over", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 60, 63.25, clock);
  played.stop();
  assert.deepEqual(played.take(Math.ceil), [[60, 64]]);
});

test("nothing is reported twice", () => {
  const played = new Played();
  const clock = { now: 0 };
  play(played, 0, 3, clock);
  played.take();
  assert.deepEqual(played.take(), []);
});
