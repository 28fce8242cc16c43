import { createHash } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import type { Started } from "./provider.ts";

/** How long a person may stay at the provider. */
export const STARTED_SECONDS = 600;

/** Seals what a cookie keeps while the browser is at the provider. `secret`: what it is now. */
export function openSeal(secret: () => string) {
  const key = () => createHash("sha256").update(`oidc ${secret()}`).digest();
  return {
    seal: (started: Started): Promise<string> =>
      new EncryptJWT({ ...started })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setExpirationTime(`${STARTED_SECONDS}s`)
        .encrypt(key()),
    /** Null for a text that is not ours, or too old. */
    async open(sealed: string): Promise<Started | null> {
      try {
        const { payload } = await jwtDecrypt<Started>(sealed, key(), {
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
        });
        const { state, nonce, verifier, next } = payload;
        return { state, nonce, verifier, next };
      } catch {
        return null;
      }
    },
  };
}
