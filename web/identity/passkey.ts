// Passkeys on the sign-in and offer pages. Without this script, or without passkeys, the password goes on working.
// The server makes the options and checks the answer; this only carries both between it and the device.

type Ceremony = (options: unknown, signal: AbortSignal) => Promise<Credential | null>;

let underway: AbortController | undefined;

/** Starts a ceremony; a browser allows one at a time, so an earlier one (autofill) is given up. */
async function perform(form: HTMLFormElement, ceremony: Ceremony): Promise<void> {
  underway?.abort();
  const own = (underway = new AbortController());
  const credential = await ceremony(await fetchOptions(form, own.signal), own.signal);
  const field = form.querySelector<HTMLInputElement>("[data-passkey-credential]");
  if (!credential || !field || own.signal.aborted) return;
  field.value = JSON.stringify(toJson(credential as PublicKeyCredential));
  form.submit();
}

async function fetchOptions(form: HTMLFormElement, signal: AbortSignal): Promise<unknown> {
  const data = new FormData(form);
  const answer = await fetch(form.dataset["options"] ?? "", {
    method: "POST",
    signal,
    headers: { RequestVerificationToken: String(data.get("__RequestVerificationToken") ?? "") },
    // The ticket says where the person is going; the offer page refuses without it.
    body: new URLSearchParams([...data].map(([name, value]) => [name, String(value)])),
  });
  if (!answer.ok) throw new Error(`The options were refused: ${answer.status}`);
  return answer.json();
}

const create: Ceremony = (options, signal) =>
  navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
    signal,
  });

const get: Ceremony = (options, signal) =>
  navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    signal,
  });

/** Offers the passkeys in the list under the number field, where the browser can. */
const autofill: Ceremony = (options, signal) =>
  navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    mediation: "conditional",
    signal,
  });

/** Some password managers answer with an object that has no toJSON of its own. */
function toJson(credential: PublicKeyCredential): unknown {
  if (typeof credential.toJSON === "function") return credential.toJSON();
  const answer = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const parts: Record<string, unknown> = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] as const) {
    if (answer[name]) parts[name] = base64Url(answer[name]);
  }
  return {
    id: credential.id,
    rawId: base64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer.getTransports ? { ...parts, transports: answer.getTransports() } : parts,
  };
}

function base64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function enable(form: HTMLFormElement): void {
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    perform(form, form.dataset["passkey"] === "create" ? create : get).catch(() => {
      if (failed) failed.hidden = false;
    });
  });
}

async function start(): Promise<void> {
  if (typeof PublicKeyCredential === "undefined" || !("parseCreationOptionsFromJSON" in PublicKeyCredential)) return;
  for (const note of document.querySelectorAll<HTMLElement>("[data-passkey-unsupported]")) note.hidden = true;
  const supported = document.querySelector<HTMLInputElement>("[data-passkey-supported]");
  // The offer after a password speaks of this device, so it is made where this device can do it.
  if (supported && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) supported.value = "yes";
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) enable(form);

  const signIn = document.querySelector<HTMLFormElement>("form[data-passkey='sign-in']");
  const canFill = signIn && (await PublicKeyCredential.isConditionalMediationAvailable?.());
  // Whoever has pressed the button meanwhile is not to be interrupted.
  if (canFill && !underway) {
    // Nobody asked for it: when it ends without a passkey there is nothing to say.
    await perform(signIn, autofill).catch(() => undefined);
  }
}

void start();
