import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { createWorkerSniffer } from "./sniff-in-worker.ts";

const scriptOf = (source: string): URL => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>');

describe("a file is recognised apart from the server's own thread", () => {
  it("as it is in the same thread, one after another", async () => {
    const sniff = createWorkerSniffer();
    const html = Buffer.from("<!doctype html><p>no</p>");
    const [first, second] = await Promise.all([sniff(svg), sniff(html)]);
    expect(first).toMatchObject({ type: "image/svg+xml", width: 30, height: 20 });
    expect(second).toMatchObject({ type: "text/html", html: true });
  });

  it("is given up after its time, while the server answers on; the next file gets a new thread", async () => {
    const hangs = `
      import { parentPort } from "node:worker_threads";
      parentPort.postMessage("ready");
      parentPort.on("message", (bytes) => { if (bytes[0] === 0) for (;;); parentPort.postMessage({ type: "well" }); });`;
    const sniff = createWorkerSniffer(scriptOf(hangs), { timeoutMs: 400 });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    expect(await sniff(new Uint8Array([0]))).toBeNull();
    expect(await sniff(new Uint8Array([1]))).toEqual({ type: "well" });
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(200);
  });

  it("is given up when it takes more memory than it may", async () => {
    const grows = `
      import { parentPort } from "node:worker_threads";
      parentPort.postMessage("ready");
      parentPort.on("message", () => { const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length)); });`;
    expect(await createWorkerSniffer(scriptOf(grows), { timeoutMs: 20_000, megabytes: 16 })(svg)).toBeNull();
  });
});
