import { nextAddress } from "../../../shared/api/people/next-address.ts";

/** Where to go after the sign-in, from this page's address. */
export const nextOf = (href: string): string => nextAddress(new URL(href).searchParams.get("next"));

/** The code with which the way through a provider ended; null without one. */
export const problemIn = (href: string): string | null => new URL(href).searchParams.get("problem");

/** By what a sign-in that came back from the provider has to be finished; null: by nothing. */
export function askedIn(href: string): { code: boolean; passkey: boolean } | null {
  const factors = new URL(href).searchParams.get("factor")?.split(",");
  return factors === undefined ? null : { code: factors.includes("code"), passkey: factors.includes("passkey") };
}

/** Whether somebody has signed out here who may still be signed in at the provider. */
export const leftProvider = (href: string): boolean => new URL(href).searchParams.has("provider");

/** The token of an invitation in this page's address; null without one. */
export const invitationIn = (href: string): string | null =>
  new URLSearchParams(new URL(href).hash.slice(1)).get("invitation");
