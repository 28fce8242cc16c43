import type { RequestListener } from "node:http";
import express from "express";
import { problem } from "../../shared/api/problem.ts";
import { EVENTS_PATH } from "../../shared/api/routes.ts";
import type { Desk } from "./desk.ts";
import { beforeExpress } from "./direct.ts";
import { mountDocs } from "./docs/docs-page.ts";
import { openEvents } from "./events.ts";
import { guard } from "./guard.ts";
import { handlersOf } from "./handlers.ts";
import { followAnswers, mountMetrics } from "./metrics.ts";
import { mountRoutes, refuseMethod } from "./mount.ts";
import { mountPage } from "./page.ts";
import { problemOfThrown, sendProblem } from "./problems.ts";
import { securityHeaders } from "./security.ts";
import { createShares } from "./shares.ts";
import { createAccess, forViewers } from "./sign-in/access.ts";
import { mountOidc } from "./sign-in/oidc-pages.ts";

/** The HTTP application. `close` ends the event streams, which would never end by themselves. */
export function createApp(desk: Desk): { app: RequestListener; close(): void } {
  const app = express();
  app
    .disable("x-powered-by")
    .disable("etag")
    .enable("case sensitive routing")
    .enable("strict routing")
    .set("query parser", false)
    .set("trust proxy", desk.trustProxy);
  app.use(followAnswers(desk), securityHeaders(), guard(desk.allowedHosts));
  const access = createAccess(desk.signIn);
  const shares = createShares();
  const events = openEvents(desk.submissions);
  const answers = mountRoutes(app, handlersOf(desk), desk, { access, shares });
  app
    .route(EVENTS_PATH)
    .get(forViewers(access, shares), events.handler)
    .all(refuseMethod(["GET"]));
  mountMetrics(app, desk);
  mountDocs(app, desk.version);
  if (desk.signIn?.oidc) mountOidc(app, desk.signIn.oidc, access);
  mountPage(app, desk.clientDir, desk.signIn !== null);
  app.use((_request, response) => sendProblem(response, problem(404, "NO_SUCH_ROUTE")));
  app.use(problemOfThrown(desk.log));
  const close = () => {
    events.close();
    access.close();
  };
  return { app: beforeExpress(app, desk, answers.createSubmission), close };
}
