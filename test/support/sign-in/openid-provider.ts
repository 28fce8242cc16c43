import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type InteractionResults } from "oidc-provider";

export const CLIENT_ID = "task-desk";
export const SECRET = "the-secret-of-this-client";

/** A person of the provider: what it says of them, and of how they signed in there. `ts`: when, in seconds since 1970. */
export interface ProviderPerson {
  name: string;
  groups: string[];
  login?: { acr?: string; amr?: string[]; ts?: number };
}

export interface OpenIdProvider {
  url: string;
  /** The paths with queries that were asked for. */
  asked: string[];
  close(): Promise<void>;
}

interface ProviderOptions {
  port: number;
  /** The addresses of the desks that it knows. */
  homes: readonly string[];
  people: Record<string, ProviderPerson>;
  /** Answers a request in place of the provider, or changes it; true: it has answered. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** A real provider, which signs in whoever its form names. */
export async function startOpenIdProvider(options: ProviderOptions): Promise<OpenIdProvider> {
  const { port, homes, people, intercept = () => false } = options;
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: SECRET,
        redirect_uris: homes.map((home) => `${home}/sign-in/callback`),
        post_logout_redirect_uris: homes.map((home) => `${home}/sign-in`),
      },
    ],
    acrValues: ["one", "two"],
    claims: { openid: ["sub", "amr"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "profile", "groups"],
    cookies: { keys: ["a key of this test"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const { name, groups } = people[id]!;
      return { accountId: id, claims: () => ({ sub: id, name, groups }) };
    },
    // Without it and the times below the provider prints a hint.
    features: {
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out here</button>`;
        },
      },
    },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  const finish = provider.interactionFinished.bind(provider);
  provider.interactionFinished = (request, response, result, more) => {
    const { login } = result as InteractionResults;
    if (login) Object.assign(login, people[login.accountId]!.login);
    return finish(request, response, result, more);
  };
  const asked: string[] = [];
  const answer = provider.callback();
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (!intercept(request, response)) void answer(request, response);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url,
    asked,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export interface Browser {
  ask(address: string, form?: Record<string, string>): Promise<{ status: number; text: string; to: string | null }>;
  /** A request of the API with JSON. */
  call(method: string, address: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Signs in at the provider; the address of the callback at the desk `home`. */
  toCallback(home: string, who: string, next?: string): Promise<string>;
}

/** A browser without scripts: keeps the cookies of each origin with their paths, and follows no redirect by itself. */
export function browse(): Browser {
  const jar = new Map<string, { value: string; path: string }>();
  async function send(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const sent = [...jar]
      .filter(([key, { path }]) => key.startsWith(`${url.origin} `) && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(" ")[1]}=${value}`);
    const headers = { ...init.headers, cookie: sent.join("; ") };
    const answer = await fetch(url, { ...init, redirect: "manual", headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(`${url.origin} ${name}`, { value: value!, path: /path=([^;]+)/i.exec(cookie)?.[1] ?? "/" });
    }
    return answer;
  }
  const ask: Browser["ask"] = async (address, form) => {
    const answer = await send(address, form && { method: "POST", body: new URLSearchParams(form) });
    const location = answer.headers.get("location");
    return { status: answer.status, text: await answer.text(), to: location && new URL(location, address).href };
  };
  return {
    ask,
    async call(method, address, body) {
      const json = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const answer = await send(address, { method, ...json });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    async toCallback(home, who, next = "/submissions") {
      let at = await ask(`${home}/sign-in/start?next=${encodeURIComponent(next)}`);
      for (;;) {
        if (at.to?.startsWith(home)) return at.to;
        if (at.to) {
          at = await ask(at.to);
          continue;
        }
        const [, action] = /action="([^"]+)"/.exec(at.text)!;
        const consent = at.text.includes('value="consent"');
        at = await ask(action!, consent ? { prompt: "consent" } : { prompt: "login", login: who, password: "any" });
      }
    },
  };
}
