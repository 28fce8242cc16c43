import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MESSAGES_VERSION, writeMessage } from "../../client/worker-view/messages.ts";
import { type JsonObject, stringifyJson } from "../../shared/values/json.ts";
import { violations } from "./axe.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { frameOf, openView, withoutRefusals } from "./worker-frame.ts";

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

const SHOES = "5101";
const VALUES = "5102";
const OPERATION = "0f8b6c1e-0000-4000-8000-000000005101";
const output = (path: string): JsonObject => ({ type: "data.output", path });
const input = (path: string): JsonObject => ({ type: "data.input", path });
const string = (required: boolean): JsonObject => ({ type: "string", required, hidden: false });

const shoes: JsonObject = {
  view: {
    type: "view.list",
    items: [
      { type: "view.markdown", content: input("title") },
      {
        type: "field.button-radio-group",
        label: "Is it a shoe?",
        data: output("result"),
        options: [
          { label: "Yes", value: "OK" },
          { label: "No", value: "BAD" },
        ],
        validation: { type: "condition.required", hint: "Choose an answer" },
      },
      { type: "field.text", label: "Comment", data: output("comment") },
    ],
  },
  plugins: [
    {
      type: "plugin.hotkeys",
      "1": { type: "action.set", data: output("result"), payload: "OK" },
      "2": { type: "action.set", data: output("result"), payload: "BAD" },
    },
  ],
};

const values: JsonObject = {
  view: {
    type: "view.list",
    items: [
      { type: "view.markdown", content: input("text") },
      { type: "view.text", content: input("text") },
      { type: "view.link", url: input("url"), content: "link" },
      { type: "view.link-group", links: [{ url: input("url"), content: "grouped" }] },
      { type: "view.action-button", label: "button", action: { type: "action.open-link", payload: input("url") } },
      { type: "view.iframe", url: input("url") },
      { type: "view.image", url: input("url") },
      { type: "view.video", url: input("url") },
      { type: "field.image-annotation", data: output("shapes"), image: input("url") },
      { type: "field.text", label: "Answer", data: output("result") },
    ],
  },
};

const nested = (depth: number): JsonObject =>
  depth === 0 ? { type: "view.text", content: "x" } : { type: "view.group", content: nested(depth - 1) };
const counting = (depth: number): JsonObject => ({
  type: "helper.transform",
  items: Array.from({ length: 40 }, (_, index) => index),
  into: depth === 0 ? { type: "data.local", path: "item" } : counting(depth - 1),
});
const swap = (from: string, to: string): JsonObject => ({
  type: "plugin.trigger",
  fireImmediately: true,
  onChangeOf: output(from),
  action: { type: "action.set", data: output(to), payload: { type: "helper.join", items: [output(from), "x"] } },
});
const text: JsonObject = { type: "view.text", content: "drawn" };
/** Each part is the one before it, twice: after 24 times 16 MB of text. */
const doubling = (times: number): JsonObject => {
  const vars: JsonObject = { t0: "x" };
  for (let at = 1; at <= times; at += 1) {
    const before = { $ref: `vars.t${at - 1}` };
    vars[`t${at}`] = { type: "helper.join", items: [before, before] };
  }
  return { view: { type: "view.text", content: { $ref: `vars.t${times}` } }, vars };
};

/** Configs that would freeze or break what draws them, and what the frame says. `null`: it draws the view. */
const HOSTILE: [what: string, config: JsonObject, said: RegExp | null][] = [
  ["a part that contains itself", { view: { $ref: "vars.a" }, vars: { a: { $ref: "vars.a" } } }, /contains itself/],
  ["a part without a target", { view: { $ref: "vars.gone" } }, /does not exist/],
  ["150 levels", { view: nested(150) }, /nest 64 deep/],
  ["2.5 million elements", { view: { type: "view.text", content: counting(3) } }, /too much/],
  ["a text that doubles 24 times", doubling(24), /too much/],
  ["triggers without end", { view: text, plugins: [swap("a", "b"), swap("b", "a")] }, /without end/],
  [
    "a pattern that backtracks",
    {
      view: {
        type: "view.list",
        items: [
          text,
          {
            type: "field.text",
            data: { ...output("a"), default: `${"a".repeat(50)}!` },
            validation: { type: "condition.schema", schema: { type: "string", pattern: "^(a+)+$" } },
          },
        ],
      },
    },
    null,
  ],
  [
    "names of the language",
    {
      view: {
        type: "view.list",
        items: [
          text,
          { type: "constructor" },
          { type: "field.text", data: output("constructor.prototype.taken") },
          { type: "view.alert", theme: "constructor", content: text },
        ],
      },
    },
    null,
  ],
];
const poolOf = (id: string, config: JsonObject, input_spec: JsonObject = {}, output_spec: JsonObject = {}) => ({
  id,
  name: `Template ${id}`,
  input_spec,
  output_spec,
  config,
});
const LARGE = "5130";
const shoesPool = poolOf(
  SHOES,
  shoes,
  { title: string(true) },
  { result: { ...string(true), allowed_values: ["OK", "BAD"] }, comment: string(true) },
);
const desk = startDeskInBrowser([
  shoesPool,
  poolOf(VALUES, values, { text: string(false), url: string(false) }, { result: string(true) }),
  poolOf(LARGE, { view: { type: "view.text", content: "x".repeat(10 * 1024 * 1024) } }),
]);
const wide = { viewport: { width: 1920, height: 1080 } };
const frameIn = (page: Page) => page.frames().find((one) => one.url().includes("/worker-view/"))!;

describe("a view of Template Builder in New task", () => {
  it("follows the form, is answered by keys and fields, and its answer becomes the known solution", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(SHOES);
    // Before anything is typed.
    await page
      .getByRole("list", { name: "Pool check" })
      .getByText("The interface accepts an answer that output_spec refuses. comment: Required")
      .waitFor();
    const frame = await openView(page);
    await form.field("title").fill("# Red *boots*");
    await frame.getByRole("heading", { name: "Red boots" }).waitFor();
    await frame.getByRole("button", { name: "Submit" }).click();
    await frame.getByRole("alert").getByText("Choose an answer").waitFor();
    await page.getByText("The interface doesn't accept this answer yet.").waitFor();
    await page.keyboard.press("2");
    await expect.poll(() => frame.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
    await page.getByText("The interface accepts this answer, but the output spec doesn't").waitFor();
    await frame.getByRole("textbox", { name: "Comment" }).pressSequentially("1 or 2");
    await page.getByText("The interface accepts this answer.").waitFor();
    expect(await frame.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(await violations(frameIn(page))).toEqual([]);
    await page.getByRole("button", { name: "Use this answer" }).click();
    const known = form.task.getByRole("radiogroup", { name: /^result/ });
    await expect.poll(() => known.getByRole("radio", { name: "BAD" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Clear answer" }).click();
    await expect.poll(() => frame.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("");
    await page.getByRole("button", { name: "Show known solution" }).click();
    await expect.poll(() => frame.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("1 or 2");
    await frame.getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("button", { name: "Add as another solution" }).click();
    await page.getByRole("button", { name: "Show known solution 2" }).waitFor();
    withoutRefusals(complaints);
  });
});

describe("a view of Template Builder beside a submission", () => {
  it("shows the task and its known solution in the interface of that time, and says if the project has another now", async () => {
    const { page, complaints } = await desk.visit(wide);
    const known_solutions = [{ output_values: { result: "BAD", comment: "Sandals" }, correctness_weight: 1 }];
    const submitted = await desk.call("POST", "/api/submissions?wait=5", {
      task: { pool_id: SHOES, input_values: { title: "# Beach shoes" }, known_solutions, overlap: 3 },
      parameters: { operation_id: OPERATION },
    });
    expect(submitted.status).toBe(201);
    shoesPool.config = values;
    await desk.call("GET", `/api/pools/${SHOES}?fresh=true`);
    await page.goto(`/submissions/${OPERATION}`);
    await page.getByRole("button", { name: "Show worker's view" }).click();
    await page.getByText("Shown with the interface of the time when the task was created.").waitFor();
    shoesPool.config = shoes;
    const frame = frameOf(page);
    await frame.getByRole("heading", { name: "Beach shoes" }).waitFor();
    await page.getByRole("button", { name: "Show known solution" }).click();
    await expect.poll(() => frame.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("Sandals");
    expect(await frame.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
    withoutRefusals(complaints);
  });
});

describe("a hostile view of Template Builder", () => {
  it("runs nothing from a value, loads nothing but pictures and media, and opens only what the operator confirms", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(VALUES);
    const frame = await openView(page);
    const cases: [text: string, url: string][] = [
      [
        `<script>parent.document.title="taken"</script><img src=${address}/html><iframe src="${address}/frame"></iframe>`,
        "javascript:document.title='taken'",
      ],
      [
        `[a](javascript:alert(1)) ![b](javascript:alert(1)) ![](file:///etc/passwd)\n\n<style>@import "${address}/css"</style>`,
        "data:text/html,<script>document.title='taken'</script>",
      ],
      [`[x]: ${address}/reference`, `http://person:word@${address.slice(7)}/person`],
    ];
    for (const [index, [markup, url]] of cases.entries()) {
      await form.field("text").fill(`${markup}\n\nvalue ${index}`);
      await form.field("url").fill(url);
      await frame.getByText(`value ${index}`).first().waitFor();
      await frame.getByText(`Not a web address: ${url}`).first().waitFor();
      expect(await frame.locator("a, script, iframe, object, embed").count()).toBe(0);
      await frame.getByRole("button", { name: "button" }).click();
      await frame.getByRole("textbox", { name: "Answer" }).fill(String(index));
      await page.getByText("The interface accepts this answer.").waitFor();
    }
    expect(await page.getByText("Open this link in a new tab?").count()).toBe(0);
    expect([reached, await page.title()]).toEqual([[], expect.not.stringContaining("taken")]);
    expect(page.context().pages()).toHaveLength(1);
    withoutRefusals(complaints);
  });

  it("is stopped or drawn, one after another in the same document, which goes on answering", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(LARGE);
    const asked = page.waitForRequest(/\/worker-view\//);
    await page.getByRole("tab", { name: "Worker's view" }).click();
    await page.getByText("larger than 1 MiB and can't be shown").waitFor();
    await page.evaluate(startOwn, (await asked).url());
    const frame = frameIn(page);
    for (const [what, config, said] of HOSTILE) {
      const view_spec = { type: "tb", config: stringifyJson(config) };
      const given = { view_spec, input_spec: {}, output_spec: {}, input_values: {} };
      const more = { locale: "en", pretend: { location: null } } as const;
      const show = { kind: "show", version: MESSAGES_VERSION, given: { ...given, ...more } } as const;
      expect([what, await page.evaluate(sendOwn, [writeMessage(show)!, writeMessage({ kind: "ping" })!])]).toEqual([
        what,
        "pong",
      ]);
      const alert = frame.getByRole("alert").filter({ hasText: "can't be shown" });
      if (said === null) await frame.getByText("drawn").first().waitFor();
      else await alert.getByText(said).waitFor();
      expect([what, await alert.count()]).toEqual([what, said === null ? 0 : 1]);
    }
    withoutRefusals(complaints);
  });
});

/** In the page: shows the document as the desk does, and keeps the port to it. */
async function startOwn(address: string): Promise<void> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = address;
  const ready = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
  document.body.append(frame);
  await ready;
  const { port1, port2 } = new MessageChannel();
  Object.assign(window, { own: port1 });
  frame.contentWindow!.postMessage("", "*", [port2]);
}

/** In the page: sends messages to the document, and waits until it answers the last of them, a ping. */
function sendOwn(messages: string[]): Promise<string> {
  const { own } = window as unknown as { own: MessagePort };
  return new Promise((resolve) => {
    own.onmessage = ({ data }) => {
      const { kind } = JSON.parse(String(data)) as { kind: string };
      if (kind === "pong") resolve(kind);
    };
    for (const message of messages) own.postMessage(message);
  });
}
