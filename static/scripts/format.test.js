import assert from "node:assert/strict";
import { test } from "node:test";
import { arabic, clock, fill, graphemes, group, relative } from "./format.js";

// Types the characters one by one, as a person would, and gives what stands in the field.
function type(shape, text, value = "", caret = value.length) {
  for (const character of text) ({ value, caret } = group(shape, value.slice(0, caret) + character + value.slice(caret), caret + 1));
  return { value, caret };
}

test("a citizen id is grouped as it is printed", () => {
  assert.equal(type("citizen-id", "1234567890123").value, "1-2345-67890-12-3");
});

test("Thai digits become Arabic", () => {
  assert.equal(arabic("๐๑๒๓๔๕๖๗๘๙"), "0123456789");
  assert.equal(type("citizen-id", "๑๒๓๔๕๖๗๘๙๐๑๒๓").value, "1-2345-67890-12-3");
});

test("spaces and dashes that were typed or pasted are put in order", () => {
  assert.equal(group("citizen-id", "1 2345 67890 12 3", 17).value, "1-2345-67890-12-3");
});

test("no dash stands at the end, so that a backspace always removes a digit", () => {
  assert.equal(type("citizen-id", "12345").value, "1-2345");
});

test("the caret stays behind the digit it was behind", () => {
  assert.deepEqual(type("citizen-id", "9", "1-2345-67890-12", 3), { value: "1-2934-56789-01-2", caret: 4 });
  assert.deepEqual(group("citizen-id", "1-345-67890-12-3", 2), { value: "1-3456-78901-23", caret: 1 });
});

test("a fourteenth digit is kept for the server to complain about", () => {
  assert.equal(type("citizen-id", "12345678901234").value, "1-2345-67890-12-34");
});

test("what is no number is left alone", () => {
  assert.deepEqual(group("citizen-id", "somchai@example.go.th", 5), { value: "somchai@example.go.th", caret: 5 });
});

test("a laser code is grouped and in capitals", () => {
  assert.equal(type("laser-code", "jt0123456789").value, "JT0-1234567-89");
});

test("lengths are counted as readers count", () => {
  assert.equal(graphemes("ที่"), 1);
  assert.equal(graphemes("น้ำ"), 1);
  assert.equal(graphemes("abc"), 3);
});

test("sentences are filled by name", () => {
  assert.equal(fill("ตอบแล้ว {n} จาก {total} ข้อ", { n: 2, total: 5 }), "ตอบแล้ว 2 จาก 5 ข้อ");
});

test("time left is read from a clock", () => {
  assert.equal(clock(125_000), "2:05");
  assert.equal(clock(3_725_000), "1:02:05");
  assert.equal(clock(-5), "0:00");
});

test("due times are told in the largest unit", () => {
  assert.equal(relative(3 * 3_600_000 + 5, "en"), "in 3 hours");
  assert.equal(relative(-2 * 86_400_000, "en"), "2 days ago");
  assert.equal(relative(2 * 86_400_000 - 60_000, "en"), "in 2 days");
  assert.match(relative(60_000, "th"), /นาที/);
});
