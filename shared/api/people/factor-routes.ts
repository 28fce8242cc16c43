import * as z from "zod/mini";
import { byId } from "../address-schemas.ts";
import type { Route } from "../route.ts";
import { Done, ownAccount, PersonName, SignedIn, typed } from "./people-schemas.ts";

export const PasskeyRow = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  last_used: z.nullable(z.string()),
});
export type PasskeyRow = z.infer<typeof PasskeyRow>;

/** What a person signs in with besides the password or the provider. */
const Factors = z.object({
  /** Whether the person has a password: others sign in through a provider. */
  password: z.boolean(),
  /** Whether the provider has shown a second factor or a level that the settings demand: then none is asked for here. */
  by_provider: z.boolean(),
  /** Since when codes of an app are asked for; null: they are not. */
  totp_since: z.nullable(z.string()),
  /** How many recovery codes are left. */
  recovery_codes: z.number(),
  passkeys: z.array(PasskeyRow),
});

/** Recovery codes, which are shown once; none if the person has some already. */
const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) });

/** Options for the browser, by the WebAuthn standard (`PublicKeyCredential…OptionsJSON`). */
const Options = z.object({ options: z.record(z.string(), z.any()) });

/** Bytes in base64url, or the name of a kind. */
const bytes = z
  .string()
  .check(z.maxLength(10_000, "STRING_LENGTH_GREATER_THAN_MAX"), z.regex(/^[\w-]*$/, "CHARACTER_NOT_ALLOWED"));
const credential = {
  id: bytes,
  rawId: bytes,
  type: z.literal("public-key"),
  authenticatorAttachment: z.optional(z.nullable(bytes)),
  clientExtensionResults: z.record(z.string(), z.any()),
};
/** What a browser answers when it has made a passkey: `RegistrationResponseJSON` of the WebAuthn standard. */
const NewPasskey = z.object({
  ...credential,
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: z.optional(z.array(bytes)) }),
});
/** What it answers when a passkey has signed: `AuthenticationResponseJSON`. */
const SignedByPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z.optional(z.nullable(bytes)),
  }),
});

/**
 * Members of a body by which a person who is signed in shows once more who they are: one of them. Whoever signs in through a provider
 * sends neither; that sign-in has to be a recent one.
 */
export const confirmation = { password: z.optional(typed), passkey: z.optional(SignedByPasskey) };

const own = { ...ownAccount, withoutFactor: true } as const;
/** The password is asked for again before anything about factors changes. Without one, a sign-in 5 minutes ago at most counts. */
const byPassword = z.strictObject({ password: typed });

/** The requests about second factors and passkeys. */
export const factorRoutes = {
  finishSignIn: {
    method: "POST",
    path: "/api/sign-in/code",
    summary: "Finish a sign-in by a code of the authenticator app or a recovery code, in the browser that began it",
    needs: "nobody",
    body: z.strictObject({ code: typed }),
    answer: SignedIn,
    statuses: [200],
  },
  startPasskeySignIn: {
    method: "POST",
    path: "/api/sign-in/passkey/start",
    summary: "What a browser needs to sign in with a passkey",
    audit: "refusals",
    needs: "nobody",
    answer: Options,
    statuses: [200],
  },
  signInByPasskey: {
    method: "POST",
    path: "/api/sign-in/passkey",
    summary: "Sign in with a passkey",
    needs: "nobody",
    body: z.strictObject({ response: SignedByPasskey }),
    answer: SignedIn,
    statuses: [200],
  },
  startConfirmation: {
    method: "POST",
    path: "/api/passkeys/confirm",
    summary: "What a browser needs to confirm a request by one of the person's passkeys",
    audit: "refusals",
    ...own,
    answer: Options,
    statuses: [200],
  },
  getFactors: {
    method: "GET",
    path: "/api/factor",
    summary: "The person's authenticator app, passkeys and recovery codes",
    ...own,
    answer: Factors,
    statuses: [200],
  },
  setUpTotp: {
    method: "POST",
    path: "/api/factor/totp",
    summary: "Begin to set up an authenticator app. The secret is in this answer only",
    ...own,
    body: byPassword,
    answer: z.object({ secret: z.string(), address: z.string() }),
    statuses: [201],
  },
  confirmTotp: {
    method: "POST",
    path: "/api/factor/totp/confirm",
    summary: "Put the authenticator app to use with its first code. Recovery codes are in this answer only",
    ...own,
    body: z.strictObject({ code: typed }),
    answer: RecoveryCodes,
    statuses: [200],
  },
  removeTotp: {
    method: "POST",
    path: "/api/factor/totp/remove",
    summary: "Remove the authenticator app",
    ...own,
    body: byPassword,
    answer: Done,
    statuses: [200],
  },
  renewRecoveryCodes: {
    method: "POST",
    path: "/api/factor/recovery-codes",
    summary: "Replace the recovery codes. The new ones are in this answer only",
    ...own,
    body: byPassword,
    answer: RecoveryCodes,
    statuses: [200],
  },
  startPasskey: {
    method: "POST",
    path: "/api/passkeys/start",
    summary: "What a browser needs to make a passkey",
    ...own,
    body: byPassword,
    answer: Options,
    statuses: [200],
  },
  addPasskey: {
    method: "POST",
    path: "/api/passkeys",
    summary: "Add a passkey that the browser has made. Recovery codes are in this answer only",
    ...own,
    body: z.strictObject({ name: PersonName, response: NewPasskey }),
    answer: RecoveryCodes,
    statuses: [201],
  },
  removePasskey: {
    method: "POST",
    path: "/api/passkeys/{id}/remove",
    summary: "Remove a passkey",
    ...own,
    params: byId,
    body: byPassword,
    answer: Done,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
