/** Where to go after the sign-in: the page that asked for it, in this origin only; Home otherwise. `href`: this page's address. */
export function nextAddress(href: string): string {
  const here = new URL(href);
  const next = here.searchParams.get("next") ?? "/";
  if (!next.startsWith("/") || !URL.canParse(next, here)) return "/";
  const { origin, pathname, search, hash } = new URL(next, here);
  return origin === here.origin && !pathname.startsWith("//") ? pathname + search + hash : "/";
}

/** The token of an invitation in this page's address; null without one. */
export const invitationIn = (href: string): string | null =>
  new URLSearchParams(new URL(href).hash.slice(1)).get("invitation");
