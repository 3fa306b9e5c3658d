import assert from "node:assert/strict";
import { test } from "node:test";
import { Journal, sturdyStorage } from "./journal.js";
import { Sender } from "./sender.js";

const answer = (status, body = {}, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const accept = (body) => answer(200, { accepted_up_to: JSON.parse(body).events.at(-1).seq, percent: 10, lessons: [] });

// A sender with two events waiting, a server played by `serve`, and a record of all that happened.
function scene(serve) {
  const journal = new Journal(sturdyStorage(null), "k");
  const seen = { posts: [], states: [], answers: [], timers: [], problems: [] };
  const sender = new Sender({
    journal,
    post: async (body, keepalive) => {
      seen.posts.push({ ...JSON.parse(body), keepalive });
      return serve(body, seen.posts.length, keepalive);
    },
    tell: (state, problem) => { seen.states.push(state); seen.problems.push(problem); },
    answered: (one) => seen.answers.push(one),
    later: (act, ms) => seen.timers.push({ act, ms }),
  });
  const add = () => journal.append({ lesson: "l1", kind: "opened" });
  add();
  add();
  return { sender, journal, seen, add };
}

const seqs = ({ events }) => events.map((event) => event.seq);

test("what is acknowledged leaves the journal", async () => {
  const { sender, journal, seen } = scene(accept);
  await sender.flush();
  assert.deepEqual(seen.states, ["saving", "saved"]);
  assert.equal(journal.pending().length, 0);
  assert.equal(seen.answers[0].percent, 10);
});

test("events that come while a request is under way go in the next one", async () => {
  const stage = scene((body, turn) => {
    if (turn === 1) {
      stage.add();
      stage.sender.flush();
    }
    return accept(body);
  });
  await stage.sender.flush();
  assert.deepEqual(stage.seen.posts.map(seqs), [[1, 2], [3]]);
});

test("a lost connection keeps everything and tries again, later each time", async () => {
  const { sender, journal, seen } = scene((body, turn) => {
    if (turn < 3) throw new TypeError("Failed to fetch");
    return accept(body);
  });
  await sender.flush();
  assert.equal(journal.pending().length, 2);
  assert.equal(seen.states.at(-1), "waiting");
  await sender.flush(); // a heartbeat does not jump the queue
  assert.equal(seen.posts.length, 1);
  await seen.timers[0].act();
  await seen.timers[1].act();
  assert.ok(seen.timers[1].ms > seen.timers[0].ms);
  assert.equal(journal.pending().length, 0);
  assert.equal(seen.states.at(-1), "saved");
});

test("a busy server is asked again when it wants", async () => {
  const { sender, seen } = scene(() => answer(429, {}, { "Retry-After": "30" }));
  await sender.flush();
  assert.equal(seen.timers[0].ms, 30_000);
});

test("signed out: the journal stays, nothing more is sent until the person is back", async () => {
  let signedIn = false;
  const { sender, journal, seen } = scene((body) => (signedIn ? accept(body) : answer(401)));
  await sender.flush();
  await sender.flush();
  assert.deepEqual([seen.posts.length, seen.states.at(-1), journal.pending().length], [1, "signed-out", 2]);
  signedIn = true;
  await sender.flush({ now: true });
  assert.equal(journal.pending().length, 0);
});

test("a stale page is asked to reload", async () => {
  const { sender, journal, seen } = scene(() => answer(403));
  await sender.flush();
  assert.deepEqual([seen.states.at(-1), journal.pending().length], ["reload", 2]);
});

test("only the event the server points at is refused", async () => {
  const { sender, journal, seen } = scene((body, turn) => (turn === 1 ? answer(422, { detail: "Too long.", errors: [{ field: "/events/1/to" }] }) : accept(body)));
  await sender.flush();
  assert.deepEqual(seen.posts.map(seqs), [[1, 2], [1]]);
  assert.deepEqual(journal.refused().map((event) => event.seq), [2]);
  assert.equal(seen.problems[seen.states.indexOf("refused")].detail, "Too long.");
});

test("a refusal that points at nothing sets the whole request aside", async () => {
  const { sender, journal } = scene(() => answer(409, { detail: "You have left this course." }));
  await sender.flush();
  assert.equal(journal.pending().length, 0);
  assert.equal(journal.refused().length, 2);
});

test("any other answer stops, and loses nothing", async () => {
  const { sender, journal, seen } = scene(() => answer(404, { detail: "No such enrolment." }));
  await sender.flush();
  assert.deepEqual([seen.states.at(-1), journal.pending().length], ["stopped", 2]);
});

test("an answer that acknowledges nothing does not spin", async () => {
  const { sender, seen } = scene(() => answer(200, { accepted_up_to: 0 }));
  await sender.flush();
  assert.deepEqual([seen.posts.length, seen.timers.length], [1, 1]);
});

test("leaving the page sends from the oldest event on, with keepalive, and not the same twice", async () => {
  const { sender, journal, seen } = scene(accept);
  const [first, second] = [sender.flushNow(), sender.flushNow()];
  await first;
  await second;
  assert.deepEqual(seen.posts.map((post) => [seqs(post), post.keepalive]), [[[1, 2], true]]);
  assert.equal(journal.pending().length, 0);
});
