import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { frameOf, openView, withoutRefusals } from "./worker-frame.ts";

const PLAIN = "5001";
const HOSTILE = "5002";

/** Everything that a hostile view asked this server for. */
const reached: string[] = [];
let listener: Server;
let address = "";
beforeAll(async () => {
  listener = createServer((request, response) => {
    reached.push(String(request.url));
    response.end();
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(() => {
  listener.closeAllConnections();
  listener.close();
});

const output_spec = {
  result: { type: "string", required: true, hidden: false, allowed_values: ["OK", "BAD"] },
  place: { type: "coordinates", required: false, hidden: false },
};
const desk = startDeskInBrowser([
  {
    id: PLAIN,
    name: "Shoes",
    input_spec: {
      title: { type: "string", required: true, hidden: false },
      picture: { type: "url", required: false, hidden: false },
    },
    output_spec,
    markup: `{{#if picture}}{{img src=picture}}{{/if}}<h2>{{title}}</h2>{{#if title}}<a href="https://example.com/shop">Shop</a>{{/if}}
{{field type="radio" name="result" value="OK" label="Yes"}}{{field type="radio" name="result" value="BAD" label="No"}}
{{field type="input" name="place" label="Place"}}{{field type="file-img" name="photo"}}`,
  },
  {
    id: HOSTILE,
    name: "Hostile",
    input_spec: { html: { type: "string", required: true, hidden: false } },
    output_spec,
    markup: `{{{html}}}{{field type="radio" name="result" value="OK" label="Yes"}}{{field type="input" name="place"}}`,
  },
]);

describe("the worker's view in New task", () => {
  it("follows the form, and its answer becomes the known solution", async () => {
    const { page, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    await form.open(PLAIN);
    const frame = await openView(page);
    await form.field("title").fill("Red <b>boots</b>");
    await frame.getByRole("heading", { name: "Red <b>boots</b>" }).waitFor();
    await frame.getByText("A field of type “file-img” (photo): files stay with the worker.").waitFor();
    await frame.getByRole("button", { name: "Submit" }).click();
    await page.getByText("The interface doesn't accept this answer yet.").waitFor();
    await frame.getByRole("radio", { name: "No" }).check();
    await frame.getByRole("textbox", { name: "Place" }).fill("55.7,37.6");
    await page.getByText("place is left out: coordinates never match exactly.").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Use this answer" }).click();
    const known = form.task.getByRole("radiogroup", { name: /^result/ });
    await expect.poll(() => known.getByRole("radio", { name: "BAD" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Clear answer" }).click();
    await expect.poll(() => frame.getByRole("radio", { name: "No" }).isChecked()).toBe(false);
    await page.getByRole("button", { name: "Show known solution" }).click();
    await expect.poll(() => frame.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
    withoutRefusals(complaints);
  });

  it("says which picture did not load, and shows the address of a link before it opens it", async () => {
    const { page, context, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    await context.route("https://example.com/*", (route) => route.fulfill({ body: "no picture" }));
    await form.open(PLAIN, "?input.title=Boots&input.picture=https://example.com/boots.jpg");
    const frame = await openView(page);
    await frame.getByText("Couldn't load: https://example.com/boots.jpg").waitFor();
    await frame.getByRole("link", { name: "Shop" }).click();
    await page.getByText("Open this link in a new tab? https://example.com/shop").waitFor();
    const opened = context.waitForEvent("page");
    await page.getByRole("button", { name: "Open link" }).click();
    const tab = await opened;
    await tab.waitForURL("https://example.com/shop");
    expect(await tab.evaluate(() => [opener, document.referrer])).toEqual([null, ""]);
    // The tab that was chosen last is shown again.
    await form.open(PLAIN);
    await frame.getByRole("link", { name: "Shop" }).waitFor();
    withoutRefusals(complaints);
  });
});

/** HTML in a value, and what it tries to reach. */
const HOSTILE_HTML = (to: string): [what: string, html: string][] => [
  ["script", `<script>fetch("${to}/script");parent.document.title="taken"</script>`],
  ["handler", `<img src="x:" onerror="new Image().src='${to}/handler'">`],
  ["load handler", `<svg onload="location='${to}/svg'"></svg>`],
  ["javascript link", `<a id="js" href="javascript:location='${to}/javascript'">go</a>`],
  ["frame", `<iframe src="${to}/frame"></iframe><iframe srcdoc="<img src=${to}/srcdoc>"></iframe>`],
  ["refresh", `<meta http-equiv="refresh" content="0;url=${to}/refresh">`],
  ["base", `<base href="${to}/base/"><base target="_top">`],
  ["style sheet", `<link rel="stylesheet" href="${to}/sheet"><style>@import "${to}/import"</style>`],
  ["font", `<style>@font-face{font-family:x;src:url(${to}/font)}p{font-family:x}</style><p>x</p>`],
  ["object", `<object data="${to}/object"></object><embed src="${to}/embed">`],
  ["form", `<form action="${to}/form"><input name="attributes"><button id="send">send</button></form>`],
  ["prefetch", `<link rel="prefetch" href="${to}/prefetch"><link rel="preload" as="script" href="${to}/preload">`],
  [
    "typed text by styles",
    `<style>input[value^="s"], input[name]:not([value=""]) ~ * { background: url(${to}/typed) }</style>`,
  ],
  ["clobbering", `<img name="createElement"><img name="body"><form id="parent"></form><a id="top"></a>`],
];

describe("a hostile value in the view", () => {
  it("reaches no server but for pictures, runs nothing, and leaves page and frame alive", async () => {
    const { page, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    const all = [...HOSTILE_HTML(address), ["picture", `<img src="${address}/picture">`]] as const;
    await form.open(HOSTILE);
    const frame = await openView(page);
    for (const [what, html] of all) {
      await form.field("html").fill(`${html}<i>${what} drawn</i>`);
      await frame.getByText(`${what} drawn`).waitFor();
      for (const id of ["js", "send"]) {
        const trap = frame.locator(`#${id}`);
        if ((await trap.count()) > 0) await trap.click();
      }
      await frame.getByRole("radio", { name: "Yes" }).check();
      await frame.getByRole("textbox", { name: "place" }).fill("1,2");
      await page.getByText("The interface accepts this answer.").waitFor();
    }
    await expect.poll(() => reached).toEqual(["/picture"]);
    expect(await page.title()).not.toContain("taken");
    expect(page.url()).toContain(`/pools/${HOSTILE}/new`);
    expect(page.context().pages()).toHaveLength(1);
    const own = page.frames().find((one) => one.url().includes("/worker-view/"))!;
    expect(await own.evaluate(() => [origin, typeof RTCPeerConnection])).toEqual(["null", "undefined"]);
    withoutRefusals(complaints);
  });

  it("a script that got in nevertheless reaches neither page nor network, and cannot freeze or flood the page", async () => {
    const { page, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    await form.open(HOSTILE, "?input.html=text");
    await openView(page);
    const own = page.frames().find((one) => one.url().includes("/worker-view/"))!;
    reached.length = 0;
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.url()));
    // The debugger is not bound by the policy on scripts: this is more than a view can do.
    const tried = await own.evaluate(async (to) => {
      const attempts: Record<string, () => unknown> = {
        parent: () => parent.document.body,
        top: () => top!.document.cookie,
        cookie: () => document.cookie,
        localStorage: () => localStorage,
        sessionStorage: () => sessionStorage,
        indexedDB: () => indexedDB.open("x"),
        navigateTop: () => {
          top!.location.href = `${to}/top`;
        },
        popup: () => {
          if (open(`${to}/popup`) === null) throw new Error("blocked");
        },
        fetch: () => fetch(`${to}/fetch`),
        api: () => fetch("/api/session"),
        worker: () => new Worker(URL.createObjectURL(new Blob(["1"]))),
        eval: () => new Function("return 1")(),
        request: () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = resolve;
            request.onerror = reject;
            request.open("GET", `${to}/request`);
            request.send();
          }),
        events: () =>
          new Promise((resolve, reject) => {
            const source = new EventSource(`${to}/events`);
            source.onopen = resolve;
            source.onerror = reject;
          }),
        serviceWorker: () => navigator.serviceWorker.register("/worker.js"),
        socket: () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(to.replace("http", "ws"));
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
      };
      navigator.sendBeacon(`${to}/beacon`);
      const link = document.createElement("a");
      link.href = "data:application/octet-stream,x";
      link.download = "x";
      link.click();
      const refused: string[] = [];
      for (const [name, attempt] of Object.entries(attempts))
        try {
          const made = await attempt();
          if (made instanceof Worker) await new Promise((_, reject) => (made.onerror = reject));
        } catch {
          refused.push(name);
        }
      return Object.keys(attempts).filter((name) => !refused.includes(name));
    }, address);
    expect(tried).toEqual([]);
    await own.evaluate(() => {
      for (let count = 0; count < 5000; count += 1) parent.postMessage("flood", "*");
    });
    await page.getByText("The interface sent too many messages and was removed.").waitFor();
    await page.getByRole("button", { name: "Start again" }).click();
    await frameOf(page).getByRole("button", { name: "Submit" }).waitFor();
    const again = page.frames().find((one) => one.url().includes("/worker-view/"))!;
    again.evaluate("for(;;);").catch(() => undefined);
    await form.field("html").fill("typing goes on");
    await page.getByText("The interface stopped responding and was removed.").waitFor();
    expect(await form.field("html").inputValue()).toBe("typing goes on");
    await page.getByRole("button", { name: "Start again" }).click();
    await frameOf(page).getByRole("button", { name: "Submit" }).waitFor();
    const last = page.frames().find((one) => one.url().includes("/worker-view/"))!;
    await last.evaluate((to) => {
      const form = document.createElement("form");
      form.action = `${to}/form`;
      document.body.append(form);
      form.submit();
    }, address);
    await last.evaluate((to) => void location.assign(`${to}/itself`), address).catch(() => undefined);
    await page.getByText("The interface stopped responding and was removed.").waitFor();
    expect([reached, downloads]).toEqual([[], []]);
    withoutRefusals(complaints);
  });
});
