import assert from "node:assert/strict";
import test from "node:test";
import { stateOf } from "./live.js";

test("the state of a page is read from its attribute", () => {
  assert.equal(stateOf('<div class="stack" data-live="" data-live-state="waiting unasked "><p>…</p></div>'), "waiting unasked ");
});

test("a page without a state has none", () => {
  assert.equal(stateOf("<p>data-live-state</p>"), undefined);
});
