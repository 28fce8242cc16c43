import { createRequire } from "node:module";
import { join } from "node:path";
import type { Express } from "express";
import { problemCodes, sentenceFor } from "../../../shared/api/problem.ts";
import { refuseMethod } from "../mount.ts";
import { openApi } from "./openapi.ts";

const DOCS_PATH = "/api/docs";

const require = createRequire(import.meta.url);
/** The files that the page loads, by name. */
const FILES = {
  "swagger-ui.css": require.resolve("swagger-ui-dist/swagger-ui.css"),
  "swagger-ui-bundle.js": require.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
  "docs.css": join(import.meta.dirname, "page/docs.css"),
  "start.js": join(import.meta.dirname, "page/start.js"),
};

/** Serves the API's description, and the page on which it can be read and tried. */
export function mountDocs(app: Express, version: string): void {
  const get = refuseMethod(["GET"]);
  app
    .route("/api/openapi.json")
    .get((_request, response) => void response.json(openApi(version)))
    .all(get);
  app
    .route(DOCS_PATH)
    .get((_request, response) => void response.type("html").send(pageOf(version)))
    .all(get);
  for (const [name, path] of Object.entries(FILES))
    app
      .route(`${DOCS_PATH}/${name}`)
      .get((_request, response) => response.set("Cache-Control", "no-cache").sendFile(path))
      .all(get);
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const codes = problemCodes.map(
  (code) => `<tr><td><code>${escaped(code)}</code></td><td>${escaped(sentenceFor(code))}</td></tr>`,
);

const pageOf = (version: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Task Desk API</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${DOCS_PATH}/swagger-ui.css"><link rel="stylesheet" href="${DOCS_PATH}/docs.css">
<script defer src="${DOCS_PATH}/swagger-ui-bundle.js"></script><script defer src="${DOCS_PATH}/start.js"></script></head>
<body><header><a href="/">Task Desk</a><h1>Task Desk API ${escaped(version)}</h1><a href="/api/openapi.json">OpenAPI 3.1</a></header>
<main><div id="operations"></div>
<section><h2 id="problems">Problem codes</h2><p>Toloka's own codes are passed on unchanged. These are the codes with a sentence of their own:</p>
<table class="codes"><thead><tr><th scope="col">Code</th><th scope="col">Message</th></tr></thead><tbody>${codes.join("")}</tbody></table></section>
</main></body></html>`;
