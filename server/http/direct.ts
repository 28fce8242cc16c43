import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express } from "express";
import { routes } from "../../shared/api/routes.ts";
import type { Desk } from "./desk.ts";
import { refusalOf } from "./guard.ts";
import { followAnswer } from "./metrics.ts";
import type { Answer } from "./mount.ts";
import { sendProblem, sendThrown } from "./problems.ts";
import { setDataHeaders } from "./security.ts";

const { method, path } = routes.createSubmission;

/**
 * Answers what creates a task without Express's search for a route, and everything else with it: the same headers, guard, measures
 * and handler. With sign-in, who asks is known by what Express adds to a request, so that Express gets all of them.
 */
export function beforeExpress(app: Express, desk: Desk, createTask: Answer) {
  if (desk.signIn !== null) return app;
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== method || !isAtPath(request.url ?? "")) {
      app(request, response);
      return;
    }
    const asked = Object.assign(request, { path });
    followAnswer(desk, asked, response, () => path);
    setDataHeaders(response);
    const refusal = refusalOf(asked, desk.allowedHosts);
    if (refusal) sendProblem(response, refusal);
    else createTask(asked, response).catch((thrown: unknown) => sendThrown(desk.log, thrown, asked, response));
  };
}

const isAtPath = (url: string): boolean =>
  url.startsWith(path) && (url.length === path.length || url[path.length] === "?");
