import { Agent, request } from "node:http";
import type { Answer } from "./judge.ts";
import type { Asked } from "./requests.ts";

/** Longer than any answer is held, in milliseconds. */
const PATIENCE_MS = 90_000;

/** Sends requests over kept connections. A stream is left once it has begun. */
export function openSender(port: number, atOnce: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const send = ({ method, path, headers, body }: Asked): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: { ...headers, ...(body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
        agent,
        timeout: PATIENCE_MS,
      });
      asked.once("timeout", () => asked.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      asked.once("error", reject);
      asked.once("response", (answer) => {
        const { statusCode: status = 0, headers: given } = answer;
        if (given["content-type"]?.startsWith("text/event-stream") && method !== "HEAD") {
          resolve({ status, headers: given, text: "" });
          answer.destroy();
          return;
        }
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          text += part;
        });
        answer.once("error", reject);
        answer.once("end", () => resolve({ status, headers: given, text }));
      });
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}
