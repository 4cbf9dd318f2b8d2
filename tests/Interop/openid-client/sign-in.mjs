// A relying party written on openid-client signs one person in, as any service would: discovery, code flow with PKCE,
// private_key_jwt, userinfo, end-session. The person's side is a browser without scripts: cookies and forms.
// Settings come from the environment; it ends with 0, or with 1 and what went wrong.
import * as oidc from "openid-client";
import { Browser } from "./browser.mjs";

const setting = (name) => process.env[name] ?? fail(`${name} is not set`);
const issuer = new URL(setting("ISSUER"));
const redirectUri = setting("REDIRECT_URI");
const postLogoutRedirectUri = setting("POST_LOGOUT_REDIRECT_URI");
const jwk = JSON.parse(setting("CLIENT_JWK"));

function fail(message) {
  console.error(message);
  process.exit(1);
}

function check(holds, message) {
  if (!holds) fail(`not so: ${message}`);
  console.log(`ok: ${message}`);
}

const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
const options = issuer.protocol === "http:" ? { execute: [oidc.allowInsecureRequests] } : undefined;
const provider = await oidc.discovery(issuer, setting("CLIENT_ID"), undefined, oidc.PrivateKeyJwt({ key, kid: jwk.kid }), options);
// The ID token's signature is checked against the published keys too, not only trusted for its channel.
oidc.enableNonRepudiationChecks(provider);

// 1. The request.
const verifier = oidc.randomPKCECodeVerifier();
const state = oidc.randomState();
const nonce = oidc.randomNonce();
const request = oidc.buildAuthorizationUrl(provider, {
  redirect_uri: redirectUri,
  scope: "openid profile national_id documents",
  resource: setting("RESOURCE"),
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  login_hint: setting("PERSON"),
  state,
  nonce,
});

// 2. The person signs in.
const browser = new Browser();
const signIn = await browser.follow(request);
const answer = await browser.submit(signIn, { Password: setting("PASSWORD") }, (address) => address.href.startsWith(redirectUri));
check(answer.url.searchParams.has("code"), "the person came back with a code");
check(answer.url.searchParams.get("iss") === issuer.origin, "the answer names its issuer (RFC 9207)");

// 3. The code for tokens; openid-client checks iss, state, nonce, audience, times and signature.
const tokens = await oidc.authorizationCodeGrant(provider, answer.url, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
check(tokens.claims().amr.includes("pwd"), "the ID token says how the person signed in");
check(tokens.scope === "openid profile national_id documents", "the scopes were granted");

// 4. Who it is.
const person = await oidc.fetchUserInfo(provider, tokens.access_token, tokens.claims().sub);
check(person.national_id === setting("PERSON"), "userinfo tells the national number");
check(typeof person.name === "string" && person.name.length > 0, "userinfo tells the name");

// 5. The code again.
const again = await oidc
  .authorizationCodeGrant(provider, answer.url, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
  .then(() => "accepted", (error) => error.error);
check(again === "invalid_grant", "the code is refused the second time");

// 6. Signing out.
const logout = oidc.buildEndSessionUrl(provider, { id_token_hint: tokens.id_token, post_logout_redirect_uri: postLogoutRedirectUri, state });
const away = await browser.follow(logout, (address) => address.href.startsWith(postLogoutRedirectUri));
check(away.url.searchParams.get("state") === state, "signing out leads back with state");
const silent = oidc.buildAuthorizationUrl(provider, {
  redirect_uri: redirectUri,
  scope: "openid",
  prompt: "none",
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
const gone = await browser.follow(silent, (address) => address.href.startsWith(redirectUri));
check(gone.url.searchParams.get("error") === "login_required", "nobody is signed in any more");
