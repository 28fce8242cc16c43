import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express, Request, RequestHandler } from "express";
import { problem } from "../../shared/api/problem.ts";
import type { Desk } from "./desk.ts";
import { refuseMethod } from "./mount.ts";
import { sendProblem } from "./problems.ts";

const PATH = "/metrics";

/** Measures each request under the pattern of its route, and logs it. */
export function followAnswers(desk: Followed): RequestHandler {
  return (request, response, next) => {
    followAnswer(desk, request, response, () => (request.route as { path?: string } | undefined)?.path ?? "page");
    next();
  };
}

type Followed = Pick<Desk, "metrics" | "log">;

/** Measures a request until it is answered, and logs it for debugging: its path without the query, no headers. */
export function followAnswer(
  { metrics, log }: Followed,
  { method = "", path }: Pick<IncomingMessage, "method"> & { path: string },
  response: ServerResponse,
  routeOf: () => string,
): void {
  const began = performance.now();
  response.once("finish", () => {
    const ms = performance.now() - began;
    const status = response.statusCode;
    metrics.answered(method, routeOf(), status, ms);
    log("debug", "answered", { method, path, status, ms: Math.round(ms) });
  });
}

/** Adds `/metrics`, for who shows the key, or without one for programs on this machine. */
export function mountMetrics(app: Express, { metrics, metricsKey, submissions }: Desk): void {
  app
    .route(PATH)
    .get(async (request, response) => {
      if (!mayRead(request, metricsKey)) return sendProblem(response, problem(401, "METRICS_KEY_REFUSED"));
      const [journal, queue] = await Promise.all([submissions.overview(), submissions.queue()]);
      response
        .set({ "Content-Type": metrics.contentType, "Cache-Control": "no-store" })
        .send(await metrics.text(journal, queue.paused !== null));
    })
    .all(refuseMethod(["GET"]));
}

function mayRead(request: Request, key: string | null): boolean {
  if (key === null) return isOfThisMachine(request);
  const shown = /^Bearer +(\S+)$/i.exec(request.get("Authorization") ?? "")?.[1];
  return shown !== undefined && timingSafeEqual(sha256(shown), sha256(key));
}

/** A reverse proxy on this machine passes on what others ask, and says so. */
const isOfThisMachine = ({ socket, headers }: Request): boolean =>
  /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? "") &&
  headers["x-forwarded-for"] === undefined &&
  headers.forwarded === undefined;

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
