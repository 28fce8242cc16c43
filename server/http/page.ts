import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Express, Request, Response } from "express";
import sirv from "sirv";
import { problem } from "../../shared/api/problem.ts";
import { sendProblem } from "./answers/problems.ts";
import { nonceOf } from "./edge/security.ts";
import { WORKER_VIEW } from "./edge/worker-view.ts";
import { refuseMethod } from "./mount.ts";

const NONCE_PLACE = "__CSP_NONCE__";
/** A file of the built client: at most one folder deep, a plain name, an extension. Any other path is a page. */
const FILE = /^\/(?:(?:assets|worker-view)\/)?[\w-][\w.-]*\.\w+$/;

/** Sent with their nonce only, at their own addresses. */
const PAGES = new Set(["/index.html", "/sign-in.html"]);

const HINT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Task Desk</title>
<h1>The page has not been built yet</h1>
<p>Run <code>npm start</code>, or <code>npm run build</code> and reload. While developing, <code>npm run dev</code> serves the page.</p></html>`;

/** Serves the built client: its files, the page for signing in (if people do), and its page at every other path outside the API. */
export function mountPage(app: Express, clientDir: string, signIn = false): void {
  const sendFile = filesOf(clientDir);
  app.get(/^\/(?!api(?:\/|$))/, async (request, response) => {
    if (FILE.test(request.path) && !PAGES.has(request.path)) sendFile(request, response);
    else if (request.path.startsWith(WORKER_VIEW)) sendProblem(response, problem(404, "NO_SUCH_ROUTE"));
    else await sendPage(clientDir, signIn && request.path === "/sign-in" ? "sign-in.html" : "index.html", response);
  });
  app.all(/^\/(?!api(?:\/|$))/, refuseMethod(["GET"]));
}

async function sendPage(clientDir: string, name: string, response: Response): Promise<void> {
  let html: string;
  try {
    html = await readFile(join(clientDir, name), "utf8");
  } catch {
    response.status(503).set("Cache-Control", "no-store").type("html").send(HINT);
    return;
  }
  response
    .set("Cache-Control", "no-store")
    .type("html")
    .send(html.replaceAll(NONCE_PLACE, nonceOf(response)));
}

/** Sends the files of a folder, or the compressed copies beside them; 404 for a file that is not there. */
function filesOf(dir: string): (request: Request, response: Response) => void {
  const send = sirv(dir, {
    // Looks for a file when it is asked for, not at the start: the page may be built while the server runs.
    dev: true,
    etag: true,
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders: (response, path) => {
      // These files are named by their content, so they never change.
      const lasting = path.startsWith("/assets/") || path.startsWith(WORKER_VIEW);
      response.setHeader("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "public, max-age=0");
    },
  });
  return (request, response) => {
    // A file that cannot be read, or a range that does not exist, would end the server.
    response.once("pipe", (file: NodeJS.ReadableStream) => file.once("error", () => response.destroy()));
    delete request.headers.range;
    send(request, response, () => sendProblem(response, problem(404, "NO_SUCH_ROUTE")));
  };
}
