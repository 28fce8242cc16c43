import express, { type Express } from "express";
import { problem } from "../../shared/api/problem.ts";
import { EVENTS_PATH } from "../../shared/api/routes.ts";
import { untraced } from "../tracing/trace.ts";
import { openEvents } from "./answers/events.ts";
import { problemOfThrown, sendProblem } from "./answers/problems.ts";
import { record } from "./audit/record.ts";
import type { Desk } from "./desk.ts";
import { mountDocs } from "./docs/docs-page.ts";
import { guard } from "./edge/guard.ts";
import { encryptedOnly } from "./edge/plain-http.ts";
import { securityHeaders } from "./edge/security.ts";
import { createShares } from "./edge/shares.ts";
import { handlersOf } from "./handlers.ts";
import { followAnswers, mountMetrics } from "./metrics.ts";
import { mountRoutes, refuseMethod } from "./mount.ts";
import { mountPage } from "./page.ts";
import { createAccess, forViewers } from "./sign-in/access.ts";
import { mountOidc } from "./sign-in/oidc-pages.ts";
import { traceRequests } from "./trace-requests.ts";

/** Adds to the audit log what is refused before anything else, which may be an attack. */
const noteRefusal =
  ({ signIn, log }: Desk): Parameters<typeof guard>[1] =>
  (request, { status, code }) => {
    if (signIn === null) return;
    void record(signIn.audit, log, request, { action: "requestFromElsewhere", identity: null, status, code });
  };

/** The HTTP application. `close` ends the event streams, which would never end by themselves. */
export function createApp(desk: Desk): { app: Express; close(): void } {
  const app = express();
  app
    .disable("x-powered-by")
    .disable("etag")
    .enable("case sensitive routing")
    .enable("strict routing")
    .set("query parser", false)
    .set("trust proxy", desk.trustProxy);
  if (desk.trace !== untraced) app.use(traceRequests(desk.trace));
  app.use(
    followAnswers(desk),
    securityHeaders(desk.hstsSubdomains),
    guard(desk.allowedHosts, noteRefusal(desk)),
    encryptedOnly(desk.plainHttp, noteRefusal(desk)),
  );
  const access = createAccess(desk.signIn);
  const shares = createShares();
  const events = openEvents(desk.connections[0].submissions);
  app
    .route(EVENTS_PATH)
    .get(forViewers({ access, shares, desk }, "events"), events.handler)
    .all(refuseMethod(["GET"]));
  mountMetrics(app, desk);
  mountDocs(app, desk.version);
  mountRoutes(app, handlersOf, desk, { access, shares });
  mountOidc(app, desk, access);
  mountPage(app, desk.clientDir, desk.signIn !== null);
  app.use((_request, response) => sendProblem(response, problem(404, "NO_SUCH_ROUTE")));
  app.use(problemOfThrown(desk.log));
  const close = () => {
    events.close();
    access.close();
  };
  return { app, close };
}
