import { nextAddress } from "../../../shared/api/people/next-address.ts";

/** Where to go after the sign-in, from this page's address. */
export const nextOf = (href: string): string => nextAddress(new URL(href).searchParams.get("next"));

/** The code with which the way through a provider ended; null without one. */
export const problemIn = (href: string): string | null => new URL(href).searchParams.get("problem");

/** The token of an invitation in this page's address; null without one. */
export const invitationIn = (href: string): string | null =>
  new URLSearchParams(new URL(href).hash.slice(1)).get("invitation");
