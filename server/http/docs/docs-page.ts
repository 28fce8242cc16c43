import { problemCodes, sentenceFor } from "../../../shared/api/problem.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import { type OpenApi, type Operation31, openApi, type Parameter } from "./openapi.ts";
import { schemaText } from "./schema-text.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#d0d7de, #3d444d); --muted: light-dark(#57606a, #9da7b1); --block: light-dark(#f6f8fa, #161b22); }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #e6edf3); }
a { color: light-dark(#0757ba, #79b8ff); } h2 { margin-top: 3rem; } h3 { margin: 2.5rem 0 .25rem; overflow-wrap: anywhere; } h4 { margin: 1rem 0 .25rem; } h3 code { font-size: 1.05rem; }
code, pre { font: 14px/1.5 ui-monospace, monospace; } pre { background: var(--block); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } td:first-child { white-space: nowrap; }
nav ul { columns: 20rem; padding-left: 1rem; } p { margin: .25rem 0; } .muted { color: var(--muted); } :target { scroll-margin-top: 1rem; }
@media (max-width: 30rem) { td:first-child { white-space: normal; } }`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const code = (text: string): string => `<code>${escaped(text)}</code>`;
/** Text with names in backticks. */
const prose = (text: string): string => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** The API's documentation page, made from the OpenAPI document, without a script. `nonce`: for its style element. */
export function docsPage(version: string, nonce: string): string {
  const api = openApi(version);
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ title: `${method.toUpperCase()} ${path}`, operation })),
  );
  const links = operations.map(
    ({ title, operation }) => `<li><a href="#${operation.operationId}">${code(title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Task Desk's API</title><link rel="icon" href="data:,"><style nonce="${nonce}">${STYLE}</style></head><body>
<header><h1>Task Desk's API</h1><p class="muted">Version ${escaped(version)}. <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/">Task Desk</a></p>
<p>${escaped(api.info.description)} Errors are ${code("application/problem+json")} (RFC 9457).</p></header>
<nav aria-label="Routes"><ul>${links.join("")}</ul></nav>
<main><h2>Routes</h2>${operations.map(({ title, operation }) => route(title, operation, api)).join("")}
<h2 id="schemas">Schemas</h2>${schemas(api)}
<h2 id="problems">Problem codes</h2><p>Toloka's own codes come as Toloka gives them; these are known with a sentence.</p>${problems()}
</main></body></html>`;
}

/** A schema as text, in which the names of other schemas are links. */
function typeBlock(schema: object, api: OpenApi, label: string): string {
  const text = escaped(schemaText({ ...schema })).replace(/\b[A-Z]\w+\b/g, (name) =>
    Object.hasOwn(api.components.schemas, name) ? `<a href="#schema-${name}">${name}</a>` : name,
  );
  return `<pre tabindex="0" role="region" aria-label="${escaped(label)}">${text}</pre>`;
}

function route(title: string, operation: Operation31, api: OpenApi): string {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"];
  const answers = Object.entries(responses);
  const good = answers.filter(([status]) => status < "300");
  const answer = Object.values(good[0]?.[1].content ?? {})[0];
  return `<section aria-labelledby="${operationId}"><h3 id="${operationId}">${code(title)}</h3><p>${prose(summary)}</p>
${parameters.length > 0 ? parameterTable(parameters) : ""}
${body ? `<h4>Body</h4>${typeBlock(body.schema, api, `Body of ${title}`)}${example(body.example, `Example body of ${title}`)}` : ""}
${answer ? `<h4>Answer</h4>${typeBlock(answer.schema, api, `Answer of ${title}`)}${example(answer.example, `Example answer of ${title}`)}` : ""}
<h4>Statuses</h4><table><thead><tr><th scope="col">Status</th><th scope="col">When</th></tr></thead><tbody>${answers
    .map(([status, { description }]) => `<tr><td>${status}</td><td>${prose(description)}</td></tr>`)
    .join("")}</tbody></table></section>`;
}

const example = (value: unknown, label: string): string =>
  value === undefined
    ? ""
    : `<details><summary>Example</summary><pre tabindex="0" role="region" aria-label="${escaped(label)}">${escaped(stringifyJson(value, 2))}</pre></details>`;

function parameterTable(parameters: Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td>${code(name)}</td><td>${place}</td><td>${escaped(schemaText(schema))}${required ? "" : ", optional"}</td></tr>`,
  );
  return `<h4>Parameters</h4><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Value</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

const schemas = (api: OpenApi): string =>
  Object.entries(api.components.schemas)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, schema]) => `<h3 id="schema-${name}">${name}</h3>${typeBlock(schema, api, `Schema ${name}`)}`)
    .join("");

function problems(): string {
  const rows = problemCodes.map((name) => `<tr><td>${code(name)}</td><td>${escaped(sentenceFor(name))}</td></tr>`);
  return `<table><thead><tr><th scope="col">Code</th><th scope="col">What it tells the operator</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
