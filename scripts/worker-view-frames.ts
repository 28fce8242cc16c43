import { createHash } from "node:crypto";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { WORKER_VIEW, workerViewHeaders } from "../server/http/edge/worker-view.ts";

/** The documents, by the name of their entry in `client/worker-view/frame`. */
const NAMES = ["classic", "script", "template"] as const;
type Name = (typeof NAMES)[number];

const root = join(import.meta.dirname, "../client");

/**
 * Builds the documents that draw the worker's view. Script and styles are inside, because a sandboxed document's requests are
 * another site's to the server; a document is named after its script's hash, which its policy allows. The page finds their
 * addresses in `__WORKER_VIEW_FRAMES__`.
 */
export function workerViewFrames(): Plugin {
  const built = new Map<string, string>();
  return {
    name: "worker-view-frames",
    async config(_config, { command }) {
      const addresses: Partial<Record<Name, string>> = {};
      for (const name of NAMES) {
        if (command === "serve") {
          addresses[name] = `${WORKER_VIEW}${name}.html`;
          continue;
        }
        const { path, html } = await documentOf(name);
        built.set(path, html);
        addresses[name] = path;
      }
      return { define: { __WORKER_VIEW_FRAMES__: JSON.stringify(addresses) } };
    },
    buildStart() {
      for (const [path, source] of built) this.emitFile({ type: "asset", fileName: path.slice(1), source });
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const name = NAMES.find((one) => request.url === `${WORKER_VIEW}${one}.html`);
        if (name === undefined) return next();
        const { path, html } = await documentOf(name);
        response.setHeaders(new Map(Object.entries(workerViewHeaders(path))));
        response.setHeader("Content-Type", "text/html").setHeader("Cache-Control", "no-store").end(html);
      });
    },
  };
}

async function documentOf(name: Name): Promise<{ path: string; html: string }> {
  const made = await build({
    configFile: false,
    root,
    logLevel: "warn",
    build: {
      write: false,
      modulePreload: false,
      cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: join(root, `worker-view/frame/${name}.ts`),
        // Vite's own code asks for `import.meta`, which the documents have not, only if it is there.
        checks: { emptyImportMeta: false },
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const files = [made].flat().flatMap((one) => ("output" in one ? one.output : []));
  const script = files.map((file) => (file.type === "chunk" ? file.code : "")).join("");
  const styles = files
    .map((file) => (file.type === "asset" && file.fileName.endsWith(".css") ? file.source : ""))
    .join("");
  // Neither may end the element it is in.
  const code = script.replaceAll(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "<\\!--");
  const hash = createHash("sha256").update(code).digest("base64url");
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Worker's view</title>
<style>${styles.replaceAll(/<\/(?=style)/gi, "<\\/")}</style></head><body><script>${code}</script></body></html>
`;
  return { path: `${WORKER_VIEW}${name}-${hash}.html`, html };
}
