/**
 * Where to go after the sign-in: `next`, if it is a path of the same origin; Home otherwise. Browsers take `//` and `/\` for
 * another host, and drop tabs and line breaks between them.
 */
export const nextAddress = (next: string | null): string =>
  next !== null && /^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(next) ? next : "/";
