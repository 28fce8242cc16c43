import { request } from "node:http";
import { expect } from "vitest";
import { isJsonObject, parseJson } from "../../../shared/values/json.ts";

export interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}
export type AskedRaw = [method: string, path: string, headers?: Record<string, string>, body?: Buffer | string];

/** Sends a request unchanged: `fetch` sets Host itself and refuses some bodies. */
export function askRaw(port: number, ...[method, path, headers = {}, body = ""]: AskedRaw): Promise<Raw> {
  const asked = request({ host: "127.0.0.1", port, method, path, headers, agent: false });
  return new Promise((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", async (answer) => {
      let text = "";
      for await (const part of answer.setEncoding("utf8")) text += part;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    asked.end(body);
  });
}

/** The problem in an answer. Fails if the answer is no problem. */
export function problemIn({ headers, text }: Raw) {
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  const body = parseJson(text);
  if (!isJsonObject(body)) throw new Error("no problem");
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:/),
    title: expect.any(String),
    detail: expect.any(String),
  });
  return body as unknown as {
    status: number;
    code: string;
    detail: string;
    fields?: Record<string, { code: string; message: string }>;
  };
}
