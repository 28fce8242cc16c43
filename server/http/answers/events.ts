import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { problem } from "../../../shared/api/problem.ts";
import type { ChangeEvent } from "../../../shared/api/routes.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Submissions } from "../../submissions/submissions.ts";
import { sendProblem } from "./problems.ts";

/** How long a browser waits before it connects again, in milliseconds. */
const RETRY_MS = 2000;
/** How often something is sent so that proxies keep the connection open, in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** A client that is this many bytes behind is disconnected. It connects again and reloads. */
const MAX_BEHIND = 256 * 1024;
const MAX_STREAMS = 1000;

/**
 * The stream of changes as server-sent events: `change` for one submission, `resync` if anything may have changed (after
 * the connection to the browser or to the journal was lost). Event ids belong to this process: a client that returns with
 * an older id, or with another process's id, gets `resync`.
 */
export function openEvents(submissions: Pick<Submissions, "changes">, heartbeat: number = HEARTBEAT_MS) {
  const streams = new Set<Response>();
  const process = randomUUID().slice(0, 8);
  let count = 0;

  function send(stream: Response, text: string): void {
    if (stream.writableLength > MAX_BEHIND) stream.destroy();
    else stream.write(text);
  }
  const toAll = (text: string) => {
    for (const stream of streams) send(stream, text);
  };
  const unsubscribe = submissions.changes((change: ChangeEvent | null) => {
    const id = `id: ${process}-${++count}\n`;
    toAll(change ? `${id}event: change\ndata: ${stringifyJson(change)}\n\n` : `${id}event: resync\ndata: {}\n\n`);
  });
  const beat = setInterval(() => toAll(": still here\n\n"), heartbeat);
  beat.unref();

  const handler: RequestHandler = (request, response) => {
    if (streams.size >= MAX_STREAMS) return sendProblem(response, problem(503, "TOO_MANY_PAGES"));
    response.set({ "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
    if (request.method === "HEAD") return void response.end();
    response.flushHeaders();
    const last = request.get("Last-Event-ID");
    // The browser stores an id without data, and raises no event for it.
    const opening = `retry: ${RETRY_MS}\nid: ${process}-${count}\n\n`;
    response.write(last && last !== `${process}-${count}` ? `${opening}event: resync\ndata: {}\n\n` : opening);
    streams.add(response);
    response.once("close", () => streams.delete(response));
  };

  return {
    handler,
    /** Ends every stream. */
    close(): void {
      unsubscribe();
      clearInterval(beat);
      for (const stream of streams) stream.end();
    },
  };
}
