import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { PASSWORD } from "../support/sign-in/signed-in.ts";
import { REPLICA, type TlsProxy } from "./tls-proxy.ts";

interface Answer {
  status: number;
  body: JsonObject;
  replica: number;
  /** The values of `Set-Cookie`. */
  cookies: string[];
}

/** A stream of changes as it arrives. */
export interface Stream {
  replica: number;
  received(): string;
  /** When it ended (monotonic clock, milliseconds); null: it is open. */
  endedAt(): number | null;
  close(): void;
}

/** A person's browser, which comes through the proxy over https, checks its certificate and keeps the cookie. */
export interface Visitor {
  name: string;
  /** One request after another, on one connection; `apart`: on a connection of its own, for an answer that is held. */
  ask(method: string, path: string, body?: object, apart?: boolean): Promise<Answer>;
  signIn(): Promise<Answer>;
  openStream(): Promise<Stream>;
  close(): void;
}

export function visitThrough({ host, port, cert: ca }: TlsProxy, name: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let cookie = "";

  async function send(method: string, path: string, body: object | undefined, through: Agent | false) {
    const asked = request({
      ...{ host: "127.0.0.1", port, servername: host, ca, method, path, agent: through },
      headers: {
        host,
        origin: `https://${host}`,
        ...(cookie === "" ? {} : { cookie }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
    });
    // Before its answer an error is thrown here; afterwards the answer ends.
    asked.on("error", () => {});
    asked.end(body === undefined ? undefined : stringifyJson(body));
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    return { asked, answer, replica: Number(answer.headers[REPLICA]) };
  }

  const ask: Visitor["ask"] = async (method, path, body, apart = false) => {
    const { answer, replica } = await send(method, path, body, apart ? false : agent);
    const cookies = answer.headers["set-cookie"] ?? [];
    const [set] = cookies;
    if (set !== undefined) cookie = set.split(";")[0]!;
    return { status: answer.statusCode ?? 0, body: parseJson(await text(answer)) as JsonObject, replica, cookies };
  };

  return {
    name,
    ask,
    signIn: () => ask("POST", "/api/sign-in", { name, password: PASSWORD }),
    async openStream() {
      const { asked, answer, replica } = await send("GET", "/api/events", undefined, false);
      if (answer.statusCode !== 200) throw new Error(`${name}'s stream was answered with ${answer.statusCode}`);
      let received = "";
      let endedAt: number | null = null;
      answer.setEncoding("utf8").on("data", (part: string) => {
        received += part;
      });
      answer.once("close", () => {
        endedAt = performance.now();
      });
      // What the proxy or this visitor cuts off is an end too.
      answer.on("error", () => {});
      return { replica, received: () => received, endedAt: () => endedAt, close: () => void asked.destroy() };
    },
    close: () => agent.destroy(),
  };
}
