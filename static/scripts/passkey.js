// Passkeys: asks the server for a question, lets the browser answer it, and sends the answer with the form.
// A form with data-passkey="create" or "get" says by data-ask where questions come from and by data-origin where passkeys work.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.busy) return;
    form.dataset.busy = "true";
    run(form).finally(() => delete form.dataset.busy);
  });
});

async function run(form) {
  const message = form.querySelector("[data-passkey-message]");
  message.hidden = true;
  const say = (key) => {
    message.textContent = message.dataset[key].replace("{origin}", form.dataset.origin);
    message.hidden = false;
  };
  if (location.origin !== form.dataset.origin) return say("textElsewhere");
  if (!window.PublicKeyCredential || !navigator.credentials) return say("textMissing");
  let asked;
  try {
    asked = await ask(form);
  } catch {
    return say("textFailed");
  }
  try {
    const credential = await answer(form.dataset.passkey, asked.options);
    form.elements.passkey_ceremony.value = asked.ceremony;
    form.elements.passkey_credential.value = JSON.stringify(written(credential));
  } catch (error) {
    return say(error.name === "InvalidStateError" ? "textKnown" : "textStopped");
  }
  form.submit();
}

async function ask(form) {
  const response = await fetch(form.dataset.ask, {
    method: "POST",
    headers: { "X-CSRF-Token": form.elements.csrf_token.value, "Content-Type": "application/x-www-form-urlencoded" },
    body: "",
  });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

function answer(kind, options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (kind === "get") {
    publicKey.allowCredentials = (options.allowCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...options.user, id: bytes(options.user.id) };
  publicKey.excludeCredentials = (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  return navigator.credentials.create({ publicKey });
}

// The answer as JSON, binary values in base64url.
function written(credential) {
  const { response } = credential;
  const said = {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: {},
    response: { clientDataJSON: text(response.clientDataJSON) },
  };
  if (response.attestationObject) {
    said.response.attestationObject = text(response.attestationObject);
    said.response.transports = response.getTransports?.() ?? [];
  } else {
    said.response.authenticatorData = text(response.authenticatorData);
    said.response.signature = text(response.signature);
    said.response.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return said;
}
