// Text as it is typed: digits, groups and lengths. Nothing here touches the page.

// Sizes of the groups as they are printed: 1-2345-67890-12-3 and JT1-2345678-90.
const shapes = {
  "citizen-id": { sizes: [1, 4, 5, 2, 1], keep: /[0-9]/, may: /^[0-9\s.–-]*$/ },
  "laser-code": { sizes: [3, 7, 2], keep: /[0-9A-Z]/, may: /^[0-9A-Z\s.–-]*$/ },
};

export function arabic(text) {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

// The value in groups, and the caret behind the same character as before. What does not fit the shape at all is left alone,
// so that the server can say what is wrong with it.
export function group(shape, value, caret) {
  const { sizes, keep, may } = shapes[shape];
  const plain = arabic(value).toUpperCase();
  if (plain.length !== value.length || !may.test(plain)) return { value, caret };
  const kept = (text) => [...text].filter((character) => keep.test(character));
  const all = kept(plain);
  const before = kept(plain.slice(0, caret)).length;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const ends = new Set(sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0)).filter((end) => end < total));
  let out = "";
  let place = 0;
  all.forEach((character, index) => {
    if (ends.has(index)) out += "-";
    out += character;
    if (index + 1 === before) place = out.length;
  });
  return { value: out, caret: place };
}

// Characters as a reader counts them: ที่ is one.
export function graphemes(text) {
  if (!globalThis.Intl?.Segmenter) return [...text].length;
  let count = 0;
  for (const _ of new Intl.Segmenter("th").segment(text)) count += 1;
  return count;
}

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// "In 3 hours", "2 days ago": the largest unit of which at least one has passed.
export function relative(milliseconds, language) {
  const units = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];
  const [unit, size] = units.find(([, size]) => Math.abs(milliseconds) >= size) ?? units[2];
  // Never "tomorrow": 47 hours from now may well be the day after.
  const amount = unit === "day" ? Math.round(milliseconds / size) : Math.trunc(milliseconds / size);
  return new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(amount, unit);
}

// Time left on a clock: 1:02:05 or 2:05.
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
