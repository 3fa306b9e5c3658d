// Two OpenID providers as the tests need them: one with the face of ThaID, one with that of DGA
// Digital ID, by the certified library oidc-provider. Everybody here is invented.
//
//   node provider.mjs '{"base": "http://127.0.0.1:8080"}'
//
// prints one line of JSON with the issuers, the clients and their secrets, and serves until it ends.

import { createHash, createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { base } = JSON.parse(process.argv[2]);

/// The password of DGA's clients: seven times through MD5 of the value and "EGA".
const transformed = (secret) => {
  let text = secret;
  for (let turn = 0; turn < 7; turn += 1) text = createHash("md5").update(`${text}EGA`).digest("hex");
  return text;
};

const sudarat = {
  pid: "9100000000011", given_name: "สุดารัตน์", family_name: "เกื้อกูล", birthdate: "1990-05-17", ial: "2.3",
};
const nattapong = {
  pid: "9100000000020", given_name: "ณัฐพงษ์", family_name: "ศรีสุวรรณ", birthdate: "1985-11-02", ial: "2.3",
};
const people = {
  sudarat,
  nattapong,
  "bad-pid": { ...sudarat, pid: "9100000000012" },
  "no-pid": { ...sudarat, pid: undefined },
  "no-ial": { ...sudarat, ial: undefined },
  "no-name": { ...sudarat, given_name: undefined },
  "low-ial": { ...sudarat, ial: "1.1" },
  "typed-it-myself": { ...sudarat, typed: true },
};

const faces = {
  thaid: {
    client: "rian-at-thaid",
    secret: "a-secret-of-thaid",
    password: "a-secret-of-thaid",
    // ThaID's id_token carries the claims.
    conformIdTokenClaims: false,
    routes: {
      authorization: "/api/v2/oauth2/auth/", token: "/api/v2/oauth2/token/", jwks: "/jwks/",
    },
    scopes: ["pid", "given_name", "family_name", "birthdate", "ial"],
    claims: (person) => person,
  },
  digital_id: {
    client: "rian-at-dga",
    secret: "s3cret-example",
    password: transformed("s3cret-example"),
    // Here userinfo has them.
    conformIdTokenClaims: true,
    routes: {
      authorization: "/connect/authorize", token: "/connect/token", userinfo: "/connect/userinfo",
    },
    scopes: ["citizen_id", "citizen_id_verified", "given_name", "family_name", "ial_level"],
    claims: ({ pid, ial, typed, given_name, family_name }) => ({
      citizen_id: pid, citizen_id_verified: !typed, ial_level: ial, given_name, family_name,
    }),
  },
};

const page = (uid) => `<!doctype html><html lang="th"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Log in</title>
<form method="post" action="/interaction/${uid}">
<label>Name <input name="login" id="login"></label>
<button name="answer" value="yes">Agree</button> <button name="answer" value="no">Deny</button>
</form></html>`;

const body = (request) => new Promise((resolve) => {
  let text = "";
  request.on("data", (chunk) => { text += chunk; });
  request.on("end", () => resolve(new URLSearchParams(text)));
});

async function start(kind) {
  const face = faces[kind];
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const issuer = `http://127.0.0.1:${server.address().port}`;
  // By way of PEM: exporting a fresh key as JWK at once can wait for itself in Node 20.
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const key = createPrivateKey(pair.privateKey);
  const provider = new Provider(issuer, {
    clients: [{
      client_id: face.client,
      client_secret: face.password,
      redirect_uris: [`${base}/sign-ins/${kind}/callback`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_basic",
    }],
    clientAuthMethods: ["client_secret_basic"],
    claims: { openid: ["sub"], ...Object.fromEntries(face.scopes.map((scope) => [scope, [scope]])) },
    conformIdTokenClaims: face.conformIdTokenClaims,
    cookies: { keys: [randomBytes(32).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...face.claims(people[id]) }) }),
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: kind, use: "sig", alg: "RS256" }] },
    // Who logs in agrees; the button to deny stands on the same page.
    loadExistingGrant: async (ctx) => {
      const { client, session, params } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    routes: face.routes,
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
  });
  const callback = provider.callback();
  server.on("request", async (request, response) => {
    const uid = request.url.match(/^\/interaction\/([^/?]+)$/)?.[1];
    if (!uid) {
      callback(request, response);
    } else if (request.method === "POST") {
      const fields = await body(request);
      const result = fields.get("answer") === "yes" && people[fields.get("login")]
        ? { login: { accountId: fields.get("login") } }
        : { error: "access_denied", error_description: "the person said no" };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } else {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page(uid));
    }
  });
  return { issuer, client: face.client, secret: face.secret };
}

const [thaid, digital_id] = [await start("thaid"), await start("digital_id")];
console.log(JSON.stringify({ thaid, digital_id }));
// Whoever started this holds the other end of standard input: when they go, it goes.
process.stdin.on("end", () => process.exit(0)).resume();
