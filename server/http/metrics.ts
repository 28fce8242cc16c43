import { createHash, timingSafeEqual } from "node:crypto";
import type { Express, Request, RequestHandler } from "express";
import { problem } from "../../shared/api/problem.ts";
import { sendProblem } from "./answers/problems.ts";
import type { Desk } from "./desk.ts";
import { isLoopbackAddress } from "./edge/plain-http.ts";
import { refuseMethod } from "./mount.ts";

const PATH = "/metrics";

/** The pattern of a request's route. All files of the page, whose pattern is an expression, are one. */
export function routeOf(request: Request): string {
  const path = (request.route as { path?: string | RegExp } | undefined)?.path;
  return typeof path === "string" ? path : "page";
}

/** Measures each request under the pattern of its route, and logs it for debugging: its path without the query, no headers. */
export function followAnswers({ metrics, log }: Desk): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const { method, path } = request;
    response.once("finish", () => {
      const ms = performance.now() - began;
      const status = response.statusCode;
      metrics.answered(method, routeOf(request), status, ms);
      log("debug", "answered", { method, path, status, ms: Math.round(ms) });
    });
    next();
  };
}

/** Adds `/metrics`, for who shows the key, or without one for programs on this machine. */
export function mountMetrics(app: Express, { metrics, metricsKey, connections }: Desk): void {
  app
    .route(PATH)
    .get(async (request, response) => {
      if (!mayRead(request, metricsKey)) return sendProblem(response, problem(401, "METRICS_KEY_REFUSED"));
      const journals = await Promise.all(
        connections.map(async ({ name, submissions, reconciliations }) => {
          const [journal, queue, found] = await Promise.all([
            submissions.overview(),
            submissions.queue(),
            reconciliations.found(),
          ]);
          return { connection: name, journal, paused: queue.paused !== null, found };
        }),
      );
      response
        .set({ "Content-Type": metrics.contentType, "Cache-Control": "no-store" })
        .send(await metrics.text(journals));
    })
    .all(refuseMethod(["GET"]));
}

function mayRead(request: Request, key: Desk["metricsKey"]): boolean {
  if (key === null) return isOfThisMachine(request);
  const shown = /^Bearer +(\S+)$/i.exec(request.get("Authorization") ?? "")?.[1];
  return shown !== undefined && timingSafeEqual(sha256(shown), sha256(key()));
}

/** A reverse proxy on this machine passes on what others ask, and says so. */
const isOfThisMachine = ({ socket, headers }: Request): boolean =>
  isLoopbackAddress(socket.remoteAddress) &&
  headers["x-forwarded-for"] === undefined &&
  headers.forwarded === undefined;

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
