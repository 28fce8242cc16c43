import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { fillSignIn } from "./sign-in-form.ts";

declare function attack(url: string): Promise<string[]>;
declare function submitForm(url: string): void;

/** A page that tries to read, to invite and to listen with the visitor's cookie. */
const ATTACK = `<!doctype html><form method="post" enctype="text/plain"><input name='{"name":"Eve","role":"administrator","x":"' value='"}'></form>
<script>
const options = { credentials: "include", method: "POST", body: '{"name":"Eve","role":"administrator"}' };
const tried = (request) => request.then(({ type }) => type, () => "fetch failed");
async function attack(url) {
  return [
    await tried(fetch(url + "/api/people", { credentials: "include" })),
    await tried(fetch(url + "/api/people", { ...options, headers: { "Content-Type": "application/json" } })),
    await tried(fetch(url + "/api/people", { ...options, mode: "no-cors" })),
    await new Promise((done) => { const stream = new EventSource(url + "/api/events", { withCredentials: true }); stream.onopen = () => done("open"); stream.onerror = () => done("stream failed"); }),
  ];
}
function submitForm(url) { document.forms[0].action = url + "/api/people"; document.forms[0].submit(); }
</script>`;

const desk = startDeskWithPeople({ Ada: "administrator" });

/** Everybody, asked for by the page itself. */
const people = (page: Page): Promise<object[]> =>
  page.evaluate(async () => ((await (await fetch("/api/people")).json()) as { items: object[] }).items);

it("another site's page does nothing in the name of who is signed in", async () => {
  const page = await desk.open();
  await page.goto("/sign-in");
  await fillSignIn(page, "Ada");
  await page.getByRole("button", { name: "Signed in as Ada · Administrator" }).waitFor();
  // Another port is another origin, but the same site: the cookie comes along. From "localhost" it does not.
  const other = createServer((_request, response) => void response.setHeader("Content-Type", "text/html").end(ATTACK));
  await once(other.listen(0, "127.0.0.1"), "listening");
  const { port } = other.address() as AddressInfo;
  const before = (await people(page)).length;
  for (const host of ["127.0.0.1", "localhost"]) {
    await page.goto(`http://${host}:${port}/`);
    const read = await page.evaluate((url) => attack(url), desk.url);
    expect(read).toEqual(["fetch failed", "fetch failed", "fetch failed", "stream failed"]);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/api/people")),
      page.evaluate((url) => submitForm(url), desk.url),
    ]);
    expect(answer.status()).toBe(403);
    await page.waitForURL(`${desk.url}/api/people`);
  }
  other.close();
  other.closeAllConnections();
  await page.goto(`${desk.url}/`);
  await page.getByRole("button", { name: "Signed in as Ada · Administrator" }).waitFor();
  expect(await people(page)).toHaveLength(before);
  // The browser reports what it has blocked.
  expect(desk.takeComplaints().join()).toContain("blocked by CORS policy");
});
