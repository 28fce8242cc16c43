import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import type { Result } from "../../result.ts";
import { accessChanged } from "../access-changes.ts";
import { type Account, accountOf } from "../accounts.ts";
import { type Confirmation, confirmPerson } from "../confirmation.ts";
import { dropIfLast, firstRecoveryCodes } from "../second-factor/second-factor.ts";
import type { Tools } from "../sign-in.ts";
import { CHALLENGE_MS, makeChallenge, takeChallenge } from "./challenges.ts";
import { addPasskey, dropPasskey, notePasskeyUse, passkeyOf, passkeysOf } from "./passkey-table.ts";

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });

/** Where the page is, by the host that the request was allowed for. */
export interface Place {
  /** The host's name without port. Browsers make passkeys for names only, not for addresses. */
  rpId: string;
  origin: string;
}

/** It takes 27 MB, so it is loaded for people who are signed in or sign with a known passkey: nobody else can make it load. */
const library = () => import("@simplewebauthn/server");

/** Ed25519, ES256 and RS256, by their numbers in COSE: one of them is in every device. Newer ones are experimental in Node. */
const supportedAlgorithmIDs = [-8, -7, -257];

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "base64url"));

/** The result of a check by the library, which throws for anything wrong; null then. */
async function checked<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}

/**
 * Passkeys (WebAuthn). The device asks for a finger, a face or a PIN, so a passkey stands for password and second factor. Of
 * people without a password it is the second factor only, after the provider.
 */
export function openPasskeys(tools: Tools) {
  const { db, attempts } = tools;

  /**
   * Whose passkey signed a challenge; null: something is wrong. `known`: who has to confirm something, or whose sign-in waits for
   * it in this browser.
   */
  async function signerOf(
    response: AuthenticationResponseJSON,
    { rpId, origin }: Place,
    purpose: "sign in" | "confirm",
    known: string | null,
  ): Promise<Account | null> {
    const passkey = await passkeyOf(db, response.id);
    const account = passkey && (await accountOf(db, passkey.person_id));
    if (!passkey || account?.disabled_at !== null) return null;
    // Without a password the person has to use their new link first, or come from the provider.
    if ((account.password === null || purpose === "confirm") && account.id !== known) return null;
    const { verifyAuthenticationResponse } = await library();
    const signed = await checked(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => takeChallenge(db, purpose, purpose === "confirm" ? known : null, challenge),
        expectedOrigin: origin,
        expectedRPID: rpId,
        credential: { id: passkey.id, publicKey: fromBase64(passkey.public_key), counter: Number(passkey.counter) },
        requireUserVerification: true,
      }),
    );
    if (!signed?.verified) return null;
    await db.write((tx) => notePasskeyUse(tx, passkey.id, signed.authenticationInfo.newCounter));
    return account;
  }

  return {
    list: (personId: string) => passkeysOf(db, personId),

    /** What the browser needs to make a passkey. Problems: those of `confirmPerson`. */
    async startAdding(id: string, confirmation: Confirmation, { rpId }: Place) {
      const confirmed = await confirmPerson(tools, id, confirmation);
      if (!confirmed.ok) return confirmed;
      const { generateRegistrationOptions } = await library();
      const known = await passkeysOf(db, id);
      const options = await generateRegistrationOptions({
        rpName: "Task Desk",
        rpID: rpId,
        userName: confirmed.value.name,
        userDisplayName: confirmed.value.name,
        userID: new Uint8Array(Buffer.from(id)),
        challenge: await makeChallenge(db, "add", id),
        timeout: CHALLENGE_MS,
        excludeCredentials: known.map((passkey) => ({ id: passkey.id })),
        supportedAlgorithmIDs,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      return { ok: true as const, value: options };
    },
    /** Adds a passkey; recovery codes, if the person had no factor. Problem: `PASSKEY_REFUSED`. */
    async add(id: string, name: string, response: RegistrationResponseJSON, place: Place): Promise<Result<string[]>> {
      const { verifyRegistrationResponse } = await library();
      const made = await checked(() =>
        verifyRegistrationResponse({
          response,
          expectedChallenge: (challenge) => takeChallenge(db, "add", id, challenge),
          expectedOrigin: place.origin,
          expectedRPID: place.rpId,
          requireUserVerification: true,
          supportedAlgorithmIDs,
        }),
      );
      if (!made?.verified) return refused(problem(422, "PASSKEY_REFUSED"));
      const { credential } = made.registrationInfo;
      const row = {
        id: credential.id,
        person_id: id,
        public_key: Buffer.from(credential.publicKey).toString("base64url"),
        name,
        counter: credential.counter,
      };
      const codes = await db.write(async (tx) => ((await addPasskey(tx, row)) ? firstRecoveryCodes(tx, id) : null));
      if (codes === null) return refused(problem(422, "PASSKEY_REFUSED"));
      accessChanged(db, id);
      return { ok: true, value: codes };
    },
    /** Problems: `NO_SUCH_PASSKEY`, those of `confirmPerson`. */
    async remove(id: string, passkeyId: string, confirmation: Confirmation): Promise<Result<true>> {
      const confirmed = await confirmPerson(tools, id, confirmation);
      if (!confirmed.ok) return confirmed;
      const removed = await db.write(async (tx) => {
        const dropped = await dropPasskey(tx, id, passkeyId);
        if (dropped) await dropIfLast(tx, id);
        return dropped;
      });
      accessChanged(db, id);
      return removed ? { ok: true, value: true } : refused(problem(404, "NO_SUCH_PASSKEY"));
    },

    /** What the browser needs to sign in; it asks which passkey. Problem: `TOO_MANY_ATTEMPTS`. */
    async startSignIn(address: string, { rpId }: Place) {
      const wait = await attempts.beginPasskey(address);
      if (wait !== null) return refused(problem(429, "TOO_MANY_ATTEMPTS", { retry_after: wait }));
      const challenge = Buffer.from(await makeChallenge(db, "sign in", null)).toString("base64url");
      const options = { challenge, rpId, timeout: CHALLENGE_MS, userVerification: "required" as const };
      return { ok: true as const, value: options satisfies PublicKeyCredentialRequestOptionsJSON };
    },
    /**
     * Who signed the challenge. `started`: whose sign-in waits for it in this browser. Problem: `PASSKEY_REFUSED`, whatever is
     * wrong.
     */
    async signIn(
      response: AuthenticationResponseJSON,
      place: Place,
      started: string | null = null,
    ): Promise<Result<Account>> {
      const account = await signerOf(response, place, "sign in", started);
      return account === null ? refused(problem(401, "PASSKEY_REFUSED")) : { ok: true, value: account };
    },

    /** What the browser needs to show once more whose session it is. Problems: `NO_SUCH_PASSKEY`, `TOO_MANY_ATTEMPTS`. */
    async startConfirming(id: string, address: string, { rpId }: Place) {
      const known = await passkeysOf(db, id);
      if (known.length === 0) return refused(problem(404, "NO_SUCH_PASSKEY"));
      const wait = await attempts.beginPasskey(address);
      if (wait !== null) return refused(problem(429, "TOO_MANY_ATTEMPTS", { retry_after: wait }));
      const options = {
        challenge: Buffer.from(await makeChallenge(db, "confirm", id)).toString("base64url"),
        rpId,
        timeout: CHALLENGE_MS,
        userVerification: "required" as const,
        allowCredentials: known.map((passkey) => ({ id: passkey.id, type: "public-key" as const })),
      };
      return { ok: true as const, value: options satisfies PublicKeyCredentialRequestOptionsJSON };
    },
    /** Whether one of the person's own passkeys signed the challenge that was made for them. Problem: `PASSKEY_REFUSED`. */
    async confirm(id: string, response: AuthenticationResponseJSON, place: Place): Promise<Result<Account>> {
      const account = await signerOf(response, place, "confirm", id);
      return account === null ? refused(problem(422, "PASSKEY_REFUSED")) : { ok: true, value: account };
    },
  };
}
