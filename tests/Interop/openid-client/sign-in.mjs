// A service written on openid-client (relying-party.mjs) signs one person in and out. The person's side is a browser
// without scripts. Settings come from the environment; it ends with 0, or with 1 and what went wrong.
import * as oidc from "openid-client";
import { Browser } from "./browser.mjs";
import { begin, connect, finish, signOut } from "./relying-party.mjs";

const setting = (name) => process.env[name] ?? fail(`${name} is not set`);
const issuer = setting("ISSUER");
const redirectUri = setting("REDIRECT_URI");
const postLogoutRedirectUri = setting("POST_LOGOUT_REDIRECT_URI");

function fail(message) {
  console.error(message);
  process.exit(1);
}

function check(holds, message) {
  if (!holds) fail(`not so: ${message}`);
  console.log(`ok: ${message}`);
}

const provider = await connect(issuer, setting("CLIENT_ID"), JSON.parse(setting("CLIENT_JWK")));
// The ID token's signature is checked against the published keys too, not only trusted for its channel.
oidc.enableNonRepudiationChecks(provider);
const asked = { scope: "openid profile national_id documents", resource: setting("RESOURCE"), person: setting("PERSON") };
const { address, keep } = await begin(provider, redirectUri, asked);

const browser = new Browser();
const page = await browser.follow(address);
const back = await browser.submit(page, { Password: setting("PASSWORD") }, (url) => url.href.startsWith(redirectUri));
check(back.url.searchParams.has("code"), "the person came back with a code");
check(back.url.searchParams.get("iss") === issuer, "the answer names its issuer (RFC 9207)");

const { tokens, person } = await finish(provider, back.url, keep);
check(tokens.claims().amr.includes("pwd"), "the ID token says how the person signed in");
check(tokens.scope === asked.scope, "the scopes were granted");
check(person.national_id === asked.person, "userinfo tells the national number");
check(person.name.length > 0, "userinfo tells the name");

const again = await finish(provider, back.url, keep).then(() => "accepted", (error) => error.error);
check(again === "invalid_grant", "the code is refused the second time");

const away = await browser.follow(signOut(provider, tokens.id_token, postLogoutRedirectUri, keep.state), (url) => url.href.startsWith(postLogoutRedirectUri));
check(away.url.searchParams.get("state") === keep.state, "signing out leads back with state");
const silent = (await begin(provider, redirectUri, asked)).address;
silent.searchParams.set("prompt", "none");
const gone = await browser.follow(silent, (url) => url.href.startsWith(redirectUri));
check(gone.url.searchParams.get("error") === "login_required", "nobody is signed in any more");
