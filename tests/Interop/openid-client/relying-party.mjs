import * as oidc from "openid-client";

/** Reads what the provider offers. The private key never leaves the service; its public half is at your JwksUri. */
export async function connect(issuer, clientId, jwk) {
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  const url = new URL(issuer);
  const onlyOnThisMachine = url.protocol === "http:" ? { execute: [oidc.allowInsecureRequests] } : undefined;
  return oidc.discovery(url, clientId, undefined, oidc.PrivateKeyJwt({ key, kid: jwk.kid }), onlyOnThisMachine);
}

/** Where to send the person's browser, and what to keep in their session until they come back. */
export async function begin(provider, redirectUri, { scope, resource, person }) {
  const keep = { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() };
  const address = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope,
    resource,
    state: keep.state,
    nonce: keep.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(keep.verifier),
    code_challenge_method: "S256",
    ...(person && { login_hint: person }),
  });
  return { address, keep };
}

/** The person came back to `address`: checks state, iss, nonce and the ID token, and asks who it is. */
export async function finish(provider, address, keep) {
  const tokens = await oidc.authorizationCodeGrant(provider, address, {
    pkceCodeVerifier: keep.verifier,
    expectedState: keep.state,
    expectedNonce: keep.nonce,
    idTokenExpected: true,
  });
  const person = await oidc.fetchUserInfo(provider, tokens.access_token, tokens.claims().sub);
  return { tokens, person };
}

/** Where to send the person's browser to sign out here as well. */
export function signOut(provider, idToken, postLogoutRedirectUri, state) {
  return oidc.buildEndSessionUrl(provider, { id_token_hint: idToken, post_logout_redirect_uri: postLogoutRedirectUri, state });
}
