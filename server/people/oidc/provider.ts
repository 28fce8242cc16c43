import * as oidc from "openid-client";
import type { Role } from "../../../shared/roles.ts";

export interface OidcSettings {
  issuer: string;
  clientId: string;
  /** A function, so that no printed object shows the secret; null: a public client. */
  clientSecret: (() => string) | null;
  /** The role of each group that may sign in. */
  roles: ReadonlyMap<string, Role>;
  /** Levels of a sign-in (`acr`), one of which the provider has to name; none: any. */
  acrValues: readonly string[];
  /** Methods of a sign-in (`amr`), one of which the provider has to name; none: any. */
  amr: readonly string[];
  /** How many seconds ago the person may have signed in at the provider, and how long a session lasts then; null: any. */
  maxAge: number | null;
}

/** What has to be known when the browser comes back from the provider. */
export interface Started {
  state: string;
  nonce: string;
  verifier: string;
  /** The page that asked for the sign-in. */
  next: string;
}

/** The provider has not checked the person as the settings demand, or does not say so. */
export class NotAsDemandedError extends Error {
  readonly code: "OIDC_TOO_WEAK" | "OIDC_TOO_OLD";
  constructor(code: NotAsDemandedError["code"]) {
    super(code);
    this.code = code;
  }
}

/** Who came back. `subject` is the provider's own name for the person, which never changes. */
export interface Arrived {
  subject: string;
  name: string;
  groups: readonly string[];
  /** Whether the provider has shown a level or a method that the settings demand. */
  strong: boolean;
}

/**
 * An OpenID provider. Its discovery is read at the first sign-in, since it may be down when the server starts, and again when the
 * client's secret has changed.
 */
export function openProvider({ issuer, clientId, clientSecret, acrValues, amr, maxAge }: OidcSettings) {
  let found: Promise<oidc.Configuration> | undefined;
  let secret: string | undefined;
  async function configuration(): Promise<oidc.Configuration> {
    const secretNow = clientSecret?.();
    if (secretNow !== secret) found = undefined;
    secret = secretNow;
    found ??= oidc.discovery(new URL(issuer), clientId, secret, clientSecret === null ? oidc.None() : undefined, {
      execute: [
        // The ID token's signature is checked too, though it comes from the provider itself.
        oidc.enableNonRepudiationChecks,
        // Plain http is allowed by the settings for a provider on this machine only.
        ...(issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : []),
      ],
    });
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
        ...(acrValues.length > 0 && { acr_values: acrValues.join(" ") }),
        ...(maxAge !== null && { max_age: String(maxAge) }),
      });
      return { url: url.href, started };
    },

    /** Where people may sign out at the provider, and come back to `home`; null: it has no such address. */
    async signOutAddress(home: string): Promise<string | null> {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: home }).href;
    },

    /**
     * Exchanges the code in the address of the callback. Rejects if anything is not as it was started, with
     * `NotAsDemandedError` if the provider has not checked the person as demanded.
     */
    async finish(address: URL, { state, nonce, verifier }: Started): Promise<Arrived> {
      const config = await configuration();
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        ...(maxAge !== null && { maxAge }),
      };
      const tokens = await oidc.authorizationCodeGrant(config, address, checks).catch((error) => {
        throw maxAge !== null && isAboutTime(error) ? new NotAsDemandedError("OIDC_TOO_OLD") : error;
      });
      const claims = tokens.claims()!;
      // Only what is signed counts, not what the user info adds.
      const isStrong =
        (acrValues.length === 0 || acrValues.includes(String(claims.acr))) &&
        (amr.length === 0 || amr.some((method) => listOf(claims.amr).includes(method)));
      if (!isStrong) throw new NotAsDemandedError("OIDC_TOO_WEAK");
      const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasUserInfo ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      const all: Record<string, unknown> = { ...more, ...claims };
      const names = [all.name, all.preferred_username, all.email, claims.sub];
      return {
        subject: claims.sub,
        name: names.find((name): name is string => typeof name === "string" && name.trim() !== "")!.trim(),
        groups: listOf(claims.groups ?? all.groups),
        strong: acrValues.length > 0 || amr.length > 0,
      };
    },
  };
}

/** Whether an ID token was refused because the sign-in at the provider is too long ago, or because it doesn't say when that was. */
function isAboutTime(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { cause?: { claim?: string; claims?: object } } };
  const { claim, claims } = cause?.cause ?? {};
  if (code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return claim === "auth_time";
  return code === "OAUTH_INVALID_RESPONSE" && claims !== undefined && !("auth_time" in claims);
}

/** Some providers send a single value as text. */
const listOf = (values: unknown): string[] =>
  (Array.isArray(values) ? values : [values]).filter((value): value is string => typeof value === "string");
