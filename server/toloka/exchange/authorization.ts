import { createHash } from "node:crypto";

/**
 * The `Authorization` header for a requester's token, by toloka-kit 1.2.2's rule: an API key has exactly two dots, the
 * first at index 22, 23 or 24; anything else is an OAuth token.
 */
export function authorization(token: string): string {
  const first = token.indexOf(".");
  const isKey = first > 21 && first < 25 && token.split(".").length === 3;
  return `${isKey ? "ApiKey" : "OAuth"} ${token}`;
}

/** What follows from the requester's token. It is worked out once for each token. */
export interface Credentials {
  /** A short hash of the token. It distinguishes accounts until Toloka has named them. */
  fingerprint: string;
  /** The headers of a request, as toloka-kit sends them. `caller`: name of the calling function, for Toloka's statistics. */
  headersFor(caller: string, hasBody: boolean): Record<string, string>;
}

/** Returns the credentials of the current token. `token` is called each time, because the token may change. */
export function openCredentials(token: () => string): () => Credentials {
  let known: { token: string; credentials: Credentials } | null = null;
  return () => {
    const current = token();
    if (known?.token !== current) known = { token: current, credentials: credentialsOf(current) };
    return known.credentials;
  };
}

function credentialsOf(token: string): Credentials {
  const made = new Map<string, Record<string, string>>();
  const make = (caller: string): Record<string, string> => ({
    authorization: authorization(token),
    "user-agent": "task-desk",
    "x-caller-context": "task-desk",
    "x-top-level-method": caller,
    "x-low-level-method": caller,
    accept: "application/json",
  });
  return {
    fingerprint: createHash("sha256").update(token).digest("hex").slice(0, 10),
    headersFor(caller, hasBody) {
      const key = hasBody ? `${caller} with a body` : caller;
      let headers = made.get(key);
      if (headers === undefined) {
        headers = hasBody ? { ...make(caller), "content-type": "application/json" } : make(caller);
        made.set(key, headers);
      }
      return headers;
    },
  };
}
