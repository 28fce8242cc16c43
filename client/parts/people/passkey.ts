import type { Asked } from "../../../shared/api/route-types.ts";
import { call } from "../../api.ts";

/** Members of a body by which a person who is signed in shows once more who they are. */
export type Confirmation = Asked<"endSession">["body"];

/** The browser made or used no passkey: the person pressed Cancel, waited too long, or the device has none. */
export class NoPasskeyError extends Error {}

/** Whether the browser makes passkeys for this page: over https or on localhost, and for a name, not for an address. */
export const passkeysPossible = (): boolean =>
  window.isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(window.location.hostname);

/** Loaded when it is used: most people never need it. */
const library = () => import("@simplewebauthn/browser");

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new NoPasskeyError((error as Error).message);
  }
}

/** Makes a passkey on this device and adds it; recovery codes, if they are the person's first. Rejects with `NoPasskeyError`, or as `call`. */
export async function addPasskey(name: string, password: string): Promise<string[]> {
  const { startRegistration } = await library();
  const { options } = await call("startPasskey", { body: { password } });
  const response = await asked(() => startRegistration({ optionsJSON: options as never }));
  const { recovery_codes } = await call("addPasskey", { body: { name, response: response as never } });
  return recovery_codes;
}

/** Has one of the person's passkeys confirm a request. Rejects with `NoPasskeyError`, or as `call`. */
export async function confirmByPasskey(): Promise<Confirmation> {
  const { startAuthentication } = await library();
  const { options } = await call("startConfirmation", {});
  return { passkey: (await asked(() => startAuthentication({ optionsJSON: options as never }))) as never };
}

/** Signs in with a passkey. Rejects with `NoPasskeyError`, or as `call`. */
export async function signInByPasskey(): Promise<void> {
  const { startAuthentication } = await library();
  const { options } = await call("startPasskeySignIn", {});
  const response = await asked(() => startAuthentication({ optionsJSON: options as never }));
  await call("signInByPasskey", { body: { response: response as never } });
}
