import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const sheet = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");
const [light, dark] = sheet.split("@media (prefers-color-scheme: dark)").map((part) =>
  Object.fromEntries([...part.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, colour]) => [name, colour])));

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(colour) {
  const hex = colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ["page", "surface", "tint"];
const texts = [
  ...surfaces.flatMap((ground) => [["ink", ground], ["ink-soft", ground], ["link", ground], ["bad", ground], ["good", ground], ["primary", ground]]),
  ["ink", "quiet-soft"], ["ink-soft", "quiet-soft"], ["ink", "saffron-soft"], ["ink", "info-soft"], ["link", "info-soft"], ["ink-soft", "info-soft"],
  ["ink", "good-soft"], ["ink", "attention-soft"], ["ink", "bad-soft"],
  ["info", "info-soft"], ["good", "good-soft"], ["attention", "attention-soft"], ["bad", "bad-soft"], ["ink-soft", "good-soft"], ["ink-soft", "attention-soft"],
  ["on-primary", "primary"], ["on-primary", "primary-strong"], ["on-bad", "bad"],
  ["bar-ink", "bar"], ["bar-soft", "bar"], ["bar-ink", "bar-lift"],
];
const shapes = [...surfaces.flatMap((ground) => [["edge", ground], ["ring", ground]]), ["saffron", "bar"]];

for (const [name, colours] of [["light", light], ["dark", { ...light, ...dark }]]) {
  test(`${name}: text can be read on every surface it stands on`, () => {
    for (const [ink, ground] of texts) {
      const ratio = contrast(colours[ink], colours[ground]);
      assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
  test(`${name}: edges of inputs and the focus ring can be seen`, () => {
    for (const [shape, ground] of shapes) {
      const ratio = contrast(colours[shape], colours[ground]);
      assert.ok(ratio >= 3, `${shape} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}
