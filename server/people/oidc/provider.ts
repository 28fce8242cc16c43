import * as oidc from "openid-client";
import type { Role } from "../../../shared/roles.ts";

export interface OidcSettings {
  issuer: string;
  clientId: string;
  /** A function, so that no printed object shows the secret; null: a public client. */
  clientSecret: (() => string) | null;
  /** The role of each group that may sign in. */
  roles: ReadonlyMap<string, Role>;
}

/** What has to be known when the browser comes back from the provider. */
export interface Started {
  state: string;
  nonce: string;
  verifier: string;
  /** The page that asked for the sign-in. */
  next: string;
}

/** Who came back. `subject` is the provider's own name for the person, which never changes. */
export interface Arrived {
  subject: string;
  name: string;
  groups: readonly string[];
}

/** An OpenID provider. Its discovery is read at the first sign-in, since it may be down when the server starts. */
export function openProvider({ issuer, clientId, clientSecret }: OidcSettings) {
  let found: Promise<oidc.Configuration> | undefined;
  async function configuration(): Promise<oidc.Configuration> {
    found ??= oidc.discovery(
      new URL(issuer),
      clientId,
      clientSecret?.(),
      clientSecret === null ? oidc.None() : undefined,
      {
        execute: [
          // The ID token's signature is checked too, though it comes from the provider itself.
          oidc.enableNonRepudiationChecks,
          // Plain http is allowed by the settings for a provider on this machine only.
          ...(issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
    return found.catch((error) => {
      found = undefined;
      throw error;
    });
  }

  return {
    /** Where to send the browser, and what to keep meanwhile. Rejects if the provider cannot be reached. */
    async start(callback: string, next: string): Promise<{ url: string; started: Started }> {
      const config = await configuration();
      const started = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        next,
      };
      // Providers that know the scope send groups only if it is asked for; others may refuse an unknown one.
      const groups = config.serverMetadata().scopes_supported?.includes("groups") ?? false;
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: groups ? "openid profile groups" : "openid profile",
        state: started.state,
        nonce: started.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(started.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, started };
    },

    /** Exchanges the code in the address of the callback. Rejects if anything is not as it was started. */
    async finish(address: URL, { state, nonce, verifier }: Started): Promise<Arrived> {
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasUserInfo ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      const all: Record<string, unknown> = { ...more, ...claims };
      const names = [all.name, all.preferred_username, all.email, claims.sub];
      return {
        subject: claims.sub,
        name: names.find((name): name is string => typeof name === "string" && name.trim() !== "")!.trim(),
        groups: listOf(claims.groups ?? all.groups),
      };
    },
  };
}

/** Some providers send a single group as text. */
const listOf = (groups: unknown): string[] =>
  (Array.isArray(groups) ? groups : [groups]).filter((group): group is string => typeof group === "string");
