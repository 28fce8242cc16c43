import { type Json, parseJson, stringifyJson } from "../../../shared/values/json.ts";

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON with exact numbers; `null` for another media type. */
  body: Json;
}

/** One request to a desk. `body` is sent as JSON; a string is sent unchanged. */
export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<Answered> {
  const answer = await fetch(`${url}${path}`, {
    method,
    signal,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : stringifyJson(body) }),
  });
  const text = await answer.text();
  const json = /[/+]json\b/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, text, body: json ? parseJson(text) : null };
}
