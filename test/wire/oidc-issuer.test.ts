import { afterEach, expect, it } from "vitest";
import { withProvider } from "../support/sign-in/desk-with-provider.ts";
import { browse } from "../support/sign-in/openid-provider.ts";

const DISCOVERY = "/.well-known/openid-configuration";

/** What the provider says of itself; null: the truth. */
let described: object | null = null;
const at = withProvider({ olga: { name: "Olga", groups: ["desk"] } }, (request, response) => {
  if (described === null || request.url !== DISCOVERY) return false;
  response.setHeader("Content-Type", "application/json").end(JSON.stringify(described));
  return true;
});
afterEach(() => {
  described = null;
});

const description = async () => (await (await fetch(at.provider.url + DISCOVERY)).json()) as object;

/** Signs in with an answer of the provider that names this issuer, or none; where the desk sends the browser then. */
async function arriveFrom(issuer: string | null): Promise<string> {
  const browser = browse();
  const callback = new URL(await browser.toCallback(at.home, "olga"));
  expect(callback.searchParams.get("iss")).toBe(at.provider.url);
  if (issuer === null) callback.searchParams.delete("iss");
  else callback.searchParams.set("iss", issuer);
  return (await browser.ask(callback.href)).to!.slice(at.home.length);
}

it("a provider that describes itself as another issuer is refused", async () => {
  described = { ...(await description()), issuer: "https://id.example.org" };
  await at.start();
  expect((await browse().ask(`${at.home}/sign-in/start`)).to).toBe(`${at.home}/sign-in?problem=OIDC_UNREACHABLE`);
  described = null;
  expect(await at.arrive(browse(), "olga")).toBe("/submissions");
});

it("an answer of another issuer is refused, and one that names none", async () => {
  await at.start();
  expect(await arriveFrom("https://id.example.org")).toBe("/sign-in?problem=OIDC_FAILED");
  expect(await arriveFrom(null)).toBe("/sign-in?problem=OIDC_FAILED");
  expect(await arriveFrom(at.provider.url)).toBe("/submissions");
});

it.each([
  ["another issuer is refused", "localhost", "/sign-in?problem=OIDC_FAILED"],
  ["the issuer itself is accepted", "127.0.0.1", "/submissions"],
])("an ID token of %s, also where answers don't name the issuer", async (_what, host, arrived) => {
  const issuer = at.provider.url.replace("127.0.0.1", host);
  described = { ...(await description()), issuer, authorization_response_iss_parameter_supported: false };
  await at.start({ OIDC_ISSUER: issuer });
  expect(await arriveFrom(null)).toBe(arrived);
});
