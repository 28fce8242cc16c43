import { afterAll, afterEach, beforeAll } from "vitest";
import { type Desk, startDesk } from "../desk/desk-in-process.ts";
import { freePort } from "../ports.ts";
import { type FaultyToloka, startFaultyToloka } from "../toloka/faulty-toloka.ts";
import {
  type Browser,
  CLIENT_ID,
  type OpenIdProvider,
  type ProviderPerson,
  SECRET,
  startOpenIdProvider,
} from "./openid-provider.ts";

export interface DeskWithProvider {
  toloka: FaultyToloka;
  provider: OpenIdProvider;
  /** The address of the desks. */
  home: string;
  /** Starts a desk, which is removed after the test. `env`: settings besides those of the provider, or in their place. */
  start(env?: Record<string, string>, dataDir?: string): Promise<Desk>;
  /** Signs in; where the desk sends the browser then. */
  arrive(browser: Browser, who: string): Promise<string>;
}

/** A provider for a test file, and one desk at a time whose people come from it: of the groups `desk` and `admins`. */
export function withProvider(
  people: Record<string, ProviderPerson>,
  intercept: Parameters<typeof startOpenIdProvider>[0]["intercept"] = () => false,
): DeskWithProvider {
  let desk: Desk | undefined;
  const started = {
    async start(env = {}, dataDir) {
      desk = await startDesk({
        toloka: started.toloka,
        env: {
          PORT: new URL(started.home).port,
          SIGN_IN: "oidc",
          OIDC_ISSUER: started.provider.url,
          OIDC_CLIENT_ID: CLIENT_ID,
          OIDC_CLIENT_SECRET: SECRET,
          OIDC_ROLES: "desk=operator,admins=administrator",
          ...env,
        },
        ...(dataDir !== undefined && { dataDir }),
      });
      return desk;
    },
    async arrive(browser, who) {
      const { to } = await browser.ask(await browser.toCallback(started.home, who));
      return to!.slice(started.home.length);
    },
  } as DeskWithProvider;
  beforeAll(async () => {
    const home = `http://127.0.0.1:${await freePort()}`;
    const provider = await startOpenIdProvider({ port: await freePort(), homes: [home], people, intercept });
    Object.assign(started, { home, provider, toloka: await startFaultyToloka() });
  });
  afterEach(async () => {
    await desk?.remove();
    desk = undefined;
  });
  afterAll(async () => {
    await started.provider?.close();
    await started.toloka?.close();
  });
  return started;
}
