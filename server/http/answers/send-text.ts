import type { ServerResponse } from "node:http";

/** Sends a whole answer. Express's `send` would parse the type, and ask whether the caller has the answer already: there are no tags. */
export function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", type);
  if (response.req.method === "HEAD") response.setHeader("Content-Length", Buffer.byteLength(text)).end();
  else response.end(text);
}
