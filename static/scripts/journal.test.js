import assert from "node:assert/strict";
import { test } from "node:test";
import { Journal, firstRequest, sturdyStorage } from "./journal.js";

const memory = () => sturdyStorage(null);
const opened = { at: "2026-07-03T02:00:00.000Z", lesson: "l1", kind: "opened" };

test("events are numbered from 1 and the number goes on after a reload", () => {
  const storage = memory();
  new Journal(storage, "k").append(opened);
  const later = new Journal(storage, "k");
  assert.equal(later.append(opened).seq, 2);
  assert.deepEqual(later.pending().map((event) => event.seq), [1, 2]);
});

test("the client keeps its id, and another key has another", () => {
  const storage = memory();
  const client = new Journal(storage, "a").client;
  assert.match(client, /^[0-9a-f]{32}$/);
  assert.equal(new Journal(storage, "a").client, client);
  assert.notEqual(new Journal(storage, "b").client, client);
});

test("an event leaves the journal only when it is acknowledged", () => {
  const journal = new Journal(memory(), "k");
  for (let n = 0; n < 5; n += 1) journal.append(opened);
  journal.acknowledge(3);
  assert.deepEqual(journal.pending().map((event) => event.seq), [4, 5]);
  journal.acknowledge(3);
  assert.equal(journal.pending().length, 2);
  journal.acknowledge(5);
  assert.equal(journal.append(opened).seq, 6);
});

test("a number the server has already is never given again", () => {
  const journal = new Journal(memory(), "k");
  journal.append(opened);
  journal.acknowledge(40);
  assert.equal(journal.append(opened).seq, 41);
});

test("two tabs on one journal never give the same number", () => {
  const storage = memory();
  const [one, two] = [new Journal(storage, "k"), new Journal(storage, "k")];
  const seqs = [one.append(opened), two.append(opened), one.append(opened)].map((event) => event.seq);
  assert.deepEqual(seqs, [1, 2, 3]);
  two.acknowledge(2);
  assert.deepEqual(one.pending().map((event) => event.seq), [3]);
});

test("refused events are set aside with their reason and not sent again", () => {
  const journal = new Journal(memory(), "k");
  for (let n = 0; n < 3; n += 1) journal.append(opened);
  journal.refuse([2], "The film is shorter than that.");
  assert.deepEqual(journal.pending().map((event) => event.seq), [1, 3]);
  assert.equal(journal.refused()[0].detail, "The film is shorter than that.");
});

test("what cannot be read in storage starts anew", () => {
  const storage = memory();
  storage.setItem("k", "{half");
  assert.equal(new Journal(storage, "k").append(opened).seq, 1);
});

test("storage that refuses to write is replaced by memory", () => {
  const full = sturdyStorage({ getItem: () => null, setItem() { throw new Error("QuotaExceededError"); } });
  const journal = new Journal(full, "k");
  journal.append(opened);
  assert.equal(journal.append(opened).seq, 2);
});

test("a request holds the oldest events and stays under its size", () => {
  const pending = Array.from({ length: 2000 }, (_, index) => ({ seq: index + 1, ...opened, lesson: "บทที่-๑" }));
  const request = firstRequest("c", pending, 10_000);
  assert.equal(request.events[0].seq, 1);
  assert.ok(new TextEncoder().encode(request.body).length <= 10_000);
  assert.ok(request.events.length > 50);
  assert.deepEqual(JSON.parse(request.body), { client: "c", events: request.events });
});

test("requests one after another carry every event once", () => {
  const journal = new Journal(memory(), "k");
  for (let n = 0; n < 1500; n += 1) journal.append(opened);
  const seen = [];
  for (let request; (request = firstRequest("c", journal.pending())); journal.acknowledge(request.events.at(-1).seq)) {
    assert.ok(new TextEncoder().encode(request.body).length < 60_000);
    seen.push(...request.events.map((event) => event.seq));
  }
  assert.deepEqual(seen, Array.from({ length: 1500 }, (_, index) => index + 1));
});

test("one event larger than a request still goes, alone", () => {
  const request = firstRequest("c", [{ seq: 1, kind: "x".repeat(200) }, { seq: 2 }], 100);
  assert.equal(request.events.length, 1);
});

test("an empty journal makes no request", () => {
  assert.equal(firstRequest("c", []), null);
});
