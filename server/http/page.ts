import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Express, RequestHandler, Response } from "express";
import { problem } from "../../shared/api/problem.ts";
import { refuseMethod } from "./mount.ts";
import { sendProblem } from "./problems.ts";
import { nonceOf } from "./security.ts";

const NONCE_PLACE = "__CSP_NONCE__";
/** A file of the built client: at most one folder deep, a plain name, an extension. Any other path is a page. */
const FILE = /^\/((?:assets\/)?[\w-][\w.-]*\.\w+)$/;
const COMPRESSED = { br: ".br", gzip: ".gz" } as const;

const HINT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Task Desk</title>
<h1>The page has not been built yet</h1>
<p>Run <code>npm start</code>, or <code>npm run build</code> and reload. While developing, <code>npm run dev</code> serves the page.</p></html>`;

/** Serves the built client: its files, and its page at every other path outside the API. */
export function mountPage(app: Express, clientDir: string): void {
  app.get(/^\/(?!api(?:\/|$))/, async (request, response, next) => {
    const file = FILE.exec(request.path)?.[1];
    if (file && file !== "index.html")
      await sendAsset({ clientDir, file, encodings: request.acceptsEncodings() }, response, next);
    else await sendPage(clientDir, response);
  });
  app.all(/^\/(?!api(?:\/|$))/, refuseMethod(["GET"]));
}

async function sendPage(clientDir: string, response: Response): Promise<void> {
  let html: string;
  try {
    html = await readFile(join(clientDir, "index.html"), "utf8");
  } catch {
    response.status(503).set("Cache-Control", "no-store").type("html").send(HINT);
    return;
  }
  response
    .set("Cache-Control", "no-store")
    .type("html")
    .send(html.replaceAll(NONCE_PLACE, nonceOf(response)));
}

async function sendAsset(
  { clientDir, file, encodings }: { clientDir: string; file: string; encodings: string[] },
  response: Response,
  next: Parameters<RequestHandler>[2],
): Promise<void> {
  const encoding = await bestEncoding(join(clientDir, file), encodings);
  const ending = encoding ? COMPRESSED[encoding] : "";
  response.type(extname(file)).vary("Accept-Encoding");
  if (encoding) response.set("Content-Encoding", encoding);
  // Files in assets are named by their content, so they never change.
  const lasting = file.startsWith("assets/");
  const options = { root: clientDir, immutable: lasting, maxAge: lasting ? "1y" : 0, dotfiles: "ignore" as const };
  response.sendFile(file + ending, options, (error?: Error & { status?: number }) => {
    if (!error || response.headersSent) return;
    response.removeHeader("Content-Encoding");
    if (error.status === 404) sendProblem(response, problem(404, "NO_SUCH_ROUTE"));
    else next(error);
  });
}

/** The best encoding that the browser accepts and the build has made a compressed copy for. */
async function bestEncoding(path: string, encodings: string[]): Promise<keyof typeof COMPRESSED | null> {
  for (const encoding of ["br", "gzip"] as const)
    if (encodings.includes(encoding) && (await stat(path + COMPRESSED[encoding]).catch(() => null))?.isFile())
      return encoding;
  return null;
}
