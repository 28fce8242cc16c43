import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import type { ChangeEvent } from "../../../shared/api/routes.ts";
import { until } from "../../../test/support/until.ts";
import { openEvents } from "./events.ts";

type Listener = (change: ChangeEvent | null) => void;
const change: ChangeEvent = { operation_id: "1", status: "created", pool_id: "2" };

let closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  closers = [];
});

/** The stream behind a server, with the end that the journal would hold. */
async function serve(heartbeat = 60_000) {
  let announce: Listener = () => {};
  let subscribed = true;
  const changes = (listener: Listener) => {
    announce = listener;
    return () => {
      subscribed = false;
    };
  };
  const events = openEvents({ changes }, heartbeat);
  const server = createServer(express().get("/", events.handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
    events.close,
  );
  const { port } = server.address() as AddressInfo;
  async function open(headers: Record<string, string> = {}) {
    const asked = get({ port, host: "127.0.0.1", headers });
    const [stream] = (await once(asked, "response")) as [IncomingMessage];
    let text = "";
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    stream.on("error", () => {});
    closers.push(() => asked.destroy());
    return {
      stream,
      text: () => text,
      /** Drops what was read so far: searching megabytes at each step would take longer than sending them. */
      forget: () => {
        text = "";
      },
      has: (part: string) => until(`"${part}" in the stream`, () => text.includes(part), 20_000, 1),
    };
  }
  return {
    open,
    announce: (one: ChangeEvent | null) => announce(one),
    subscribed: () => subscribed,
    close: events.close,
  };
}

const idIn = (text: string): string => /^id: (.*)$/m.exec(text)![1]!;

describe("the stream of changes", () => {
  it("sends each change to every reader, with an id", async () => {
    const desk = await serve();
    const [one, other] = [await desk.open(), await desk.open()];
    expect(one.stream.headers["content-type"]).toContain("text/event-stream");
    await Promise.all([one.has("retry: "), other.has("retry: ")]);
    desk.announce(change);
    for (const stream of [one, other]) {
      await stream.has("event: change\n");
      expect(stream.text()).toContain('data: {"operation_id":"1","status":"created","pool_id":"2"}\n\n');
    }
  });

  it("says resync when anything may have changed", async () => {
    const desk = await serve();
    const { has, text } = await desk.open();
    await has("retry: ");
    expect(text()).not.toContain("resync");
    desk.announce(null);
    await has("event: resync\ndata: {}\n\n");
  });

  it("says resync to a browser that missed something, and not to one that missed nothing", async () => {
    const desk = await serve();
    const first = await desk.open();
    await first.has("\n\n");
    const seen = idIn(first.text());
    const upToDate = await desk.open({ "last-event-id": seen });
    await upToDate.has("\n\n");
    expect(upToDate.text()).not.toContain("resync");
    desk.announce(change);
    await (await desk.open({ "last-event-id": seen })).has("event: resync");
    await (await desk.open({ "last-event-id": "of-an-earlier-process-7" })).has("event: resync");
  });

  it("sends a heartbeat while there are no changes, so that no proxy closes it", async () => {
    const { open } = await serve(5);
    await (await open()).has(": still here\n\n");
  });

  it("closes the stream of a client that does not read, and keeps the others", async () => {
    const desk = await serve();
    const [slow, quick] = [await desk.open(), await desk.open()];
    await quick.has("retry: ");
    slow.stream.pause();
    const cut = new Promise((resolve) => slow.stream.once("close", resolve));
    // Far more than what the system's own buffers take; the quick reader keeps up.
    for (let sent = 0; sent < 200; sent++) {
      desk.announce({ ...change, operation_id: `no-${sent}.`, pool_id: "x".repeat(64 * 1024) });
      await quick.has(`no-${sent}.`);
      quick.forget();
    }
    slow.stream.resume();
    await cut;
    expect(slow.stream.complete).toBe(false);
    desk.announce(change);
    await quick.has('"pool_id":"2"');
  });

  it("ends when the server stops", async () => {
    const desk = await serve();
    const { stream, has } = await desk.open();
    await has("retry: ");
    const ended = once(stream, "end");
    desk.close();
    await ended;
    expect(desk.subscribed()).toBe(false);
  });
});
