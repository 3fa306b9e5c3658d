// What the data model of Open Badges 3.0 asks of a credential, in our own words: members, types, formats.
// 1EdTech's own schema comes in no package, and its text is not ours to copy.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const text = { type: "string", minLength: 1 };
const uri = { type: "string", format: "uri" };
const language = { type: "string", pattern: "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$" };
// "DateTimeZ": with an offset.
const instant = { type: "string", format: "date-time" };
const typed = (...names) => ({
  type: "array", items: text, minItems: 1, allOf: names.map((name) => ({ contains: { const: name } })),
});
const thing = (required, properties) => ({ type: "object", required, properties });

const profile = thing(["id", "type"], { id: uri, type: typed("Profile"), name: text, url: uri });
const identity = thing(["type", "hashed", "identityHash", "identityType"], {
  type: { const: "IdentityObject" },
  hashed: { type: "boolean" },
  identityHash: { type: "string", pattern: "^sha256\\$[0-9a-f]{64}$" },
  // Of a list that others extend by "ext:…".
  identityType: { enum: ["name", "emailAddress", "userName", "accountId"] },
  salt: text,
});
const result = thing(["type"], { type: typed("Result"), resultDescription: uri, value: { type: "string" }, status: text });
const resultDescription = thing(["id", "type", "name", "resultType"], {
  id: uri, type: typed("ResultDescription"), name: text,
  resultType: { enum: ["Percent", "RawScore", "ScaledScore", "LetterGrade", "Result", "Status"] },
  requiredValue: { type: "string" }, valueMin: { type: "string" }, valueMax: { type: "string" },
});
const achievement = thing(["id", "type", "criteria", "description", "name"], {
  id: uri, type: typed("Achievement"), name: text, description: text, inLanguage: language,
  achievementType: { enum: ["Certificate", "CertificateOfCompletion", "Course", "Badge"] },
  criteria: { ...thing([], { id: uri, narrative: text }), anyOf: [{ required: ["id"] }, { required: ["narrative"] }] },
  related: { type: "array", items: thing(["id", "type"], { id: uri, type: typed("Related"), inLanguage: language }) },
  resultDescription: { type: "array", items: resultDescription },
});
const subject = {
  ...thing(["type", "achievement"], {
    id: uri, type: typed("AchievementSubject"), achievement,
    identifier: { type: "array", items: identity, minItems: 1 },
    result: { type: "array", items: result },
  }),
  anyOf: [{ required: ["id"] }, { required: ["identifier"] }],
};
const proof = thing(["type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"], {
  type: { const: "DataIntegrityProof" }, cryptosuite: { const: "eddsa-rdfc-2022" }, created: instant,
  verificationMethod: uri, proofPurpose: { const: "assertionMethod" }, proofValue: { type: "string", pattern: "^z[1-9A-HJ-NP-Za-km-z]+$" },
});
const credential = {
  ...thing(["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "credentialSchema", "credentialStatus", "proof"], {
    "@context": {
      type: "array",
      prefixItems: [
        { const: "https://www.w3.org/ns/credentials/v2" },
        { const: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" },
      ],
      minItems: 2,
    },
    id: uri, name: text, issuer: profile, validFrom: instant, validUntil: instant, credentialSubject: subject, proof,
    type: typed("VerifiableCredential", "OpenBadgeCredential"),
    credentialSchema: {
      type: "array",
      items: thing(["id", "type"], { id: uri, type: text }),
      contains: { properties: { type: { const: "1EdTechJsonSchemaValidator2019" } } },
    },
    // One at most, and no list of them.
    credentialStatus: thing(["id", "type", "statusPurpose", "statusListIndex", "statusListCredential"], {
      id: uri, type: { const: "BitstringStatusListEntry" }, statusPurpose: { const: "revocation" },
      statusListIndex: { type: "string", pattern: "^[0-9]+$" }, statusListCredential: uri,
    }),
  }),
  // No word beside those of the data model.
  additionalProperties: false,
};
credential.properties.description = text;

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const check = ajv.compile(credential);

// What is wrong with the shape of a credential.
export function mistakes(document) {
  return check(document) ? [] : check.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
