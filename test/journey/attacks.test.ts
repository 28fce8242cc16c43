import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { launchBrowser, visit } from "./browser.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";

/** Text that runs a script wherever it is taken for HTML, in an attribute, or for an address. */
const HOSTILE = `"'><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>javascript:window.hacked=1`;
const POOL = "1080021";
const field = (type: string, more: object = {}) => ({ type, required: false, hidden: false, ...more });
const pool = {
  id: POOL,
  name: `Pool ${HOSTILE}`,
  input_spec: {
    note: field("string"),
    [`x${HOSTILE}`]: field("string"),
    size: field("string", { allowed_values: [HOSTILE, "small"] }),
    page: field("url"),
  },
  output_spec: { result: field("string", { allowed_values: [HOSTILE, "ok"] }) },
};
const ADA = `Ada <img src=x onerror="window.hacked=1">`;

let toloka: FaultyToloka;
let desk: Desk;
let browser: Browser;
let other: Server;
beforeAll(async () => {
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { [ADA]: "administrator" });
  toloka = await startFaultyToloka({ pools: [pool] as never });
  desk = await startDesk({ toloka, env: { SIGN_IN: "password" }, dataDir });
  other = createServer((_request, response) =>
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Another site</title>"),
  ).listen(0, "127.0.0.1");
  await once(other, "listening");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  other?.close();
  await desk?.remove();
  await toloka?.close();
});

/** A browser in which Ada is signed in. */
async function signedIn() {
  const made = await visit(browser, desk.url);
  const answered = await made.context.request.post(`${desk.url}/api/sign-in`, {
    data: { name: ADA, password: PASSWORD },
  });
  expect(answered.status()).toBe(200);
  return made;
}

describe("a page of another site, open in the browser of a person who is signed in", () => {
  // The port makes another origin of the same site, to which even strict cookies are sent; the name another site.
  it.each(["127.0.0.1", "localhost"])("creates nothing and reads nothing, on %s", async (host) => {
    const { page, context } = await signedIn();
    await page.goto(`http://${host}:${(other.address() as AddressInfo).port}/`);
    const read = await page.evaluate(
      async ({ url, body }) => {
        const tried = async (options: RequestInit): Promise<string> => {
          const answer = await fetch(`${url}/api/submissions`, { credentials: "include", ...options }).catch(
            () => null,
          );
          return answer === null ? "failed" : `${answer.type} ${await answer.text()}`;
        };
        const json = { "content-type": "application/json" };
        const found = [
          await tried({}),
          await tried({ mode: "no-cors" }),
          await tried({ method: "POST", body, headers: json }),
          await tried({ method: "POST", body, mode: "no-cors" }),
        ];
        navigator.sendBeacon(`${url}/api/submissions`, new Blob([body], { type: "text/plain" }));
        const stream = await new Promise<string>((resolve) => {
          const source = new EventSource(`${url}/api/events`, { withCredentials: true });
          source.onopen = () => resolve("open");
          source.onerror = () => resolve("failed");
        });
        const frame = document.createElement("iframe");
        frame.name = "inner";
        document.body.append(frame);
        const form = document.createElement("form");
        Object.assign(form, {
          action: `${url}/api/submissions`,
          method: "post",
          enctype: "text/plain",
          target: "inner",
        });
        const input = document.createElement("input");
        // As text/plain it is sent as JSON with a member of its own.
        input.name = `${body.slice(0, -1)},"x":"`;
        input.value = '"}';
        form.append(input);
        document.body.append(form);
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
        form.submit();
        await loaded;
        return [...found, stream];
      },
      {
        url: desk.url,
        body: JSON.stringify({ task: { pool_id: POOL, input_values: { note: "forged" }, overlap: 1 } }),
      },
    );
    expect(read).toEqual(Array(5).fill("failed"));
    // The browser has sent them, and the server has refused them: requests of scripts, the beacon and the form.
    const refused = desk.logged.filter(({ fields }) => {
      const { path, status } = fields as { path?: string; status?: number };
      return path === "/api/submissions" && status === 403;
    });
    expect(refused.filter(({ fields }) => (fields as { method: string }).method === "POST").length).toBeGreaterThan(2);
    const listed = await context.request.get(`${desk.url}/api/submissions`);
    expect(((await listed.json()) as { items: object[] }).items).toEqual([]);
    expect(toloka.requests.filter(({ method }) => method === "POST")).toEqual([]);
    await page.goto(`http://${host}:${(other.address() as AddressInfo).port}/`);
    await page.setContent(`<iframe name="inner" src="${desk.url}/"></iframe>`);
    const inner = await (await page.waitForSelector("iframe")).contentFrame();
    expect(await inner!.locator("form, nav, main").count()).toBe(0);
    await context.close();
  });
});

describe("text that Toloka or a person has set", () => {
  it("is shown as text on every page, and runs nothing", async () => {
    const { page, context, complaints } = await signedIn();
    const form = newTaskPage(page);
    await form.open(POOL);
    await page.getByText(pool.name).first().waitFor();
    await form.text("note").fill(HOSTILE);
    await form.field("page").fill("https://example.com/a.png");
    await form.create.click();
    await createdTaskId(form);
    for (const path of [
      "/",
      "/submissions",
      `/submissions?q=${encodeURIComponent(HOSTILE)}`,
      `/pools/${POOL}/new?input.note=${encodeURIComponent(HOSTILE)}`,
      `/pools/${encodeURIComponent(HOSTILE)}/new`,
      `/submissions/${encodeURIComponent(HOSTILE)}`,
      "/people",
      "/account",
      "/connection",
    ]) {
      await page.goto(path);
      await page.getByRole("main").waitFor();
      await page.waitForLoadState("networkidle");
      expect([path, await page.evaluate(() => "hacked" in window)]).toEqual([path, false]);
      expect([path, await page.locator('img[src="x"], script:not([src])').count()]).toEqual([path, 0]);
    }
    await page.goto("/submissions");
    await page.getByText("onerror").first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
