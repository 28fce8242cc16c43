import type { Request, Response } from "express";
import { STARTED_MS } from "../../people/second-factor/started-sign-ins.ts";

/** The value of a cookie as the browser sent it; empty without one. */
export function cookieIn(request: Request, name: string): string {
  const cookies = (request.headers.cookie ?? "").split("; ");
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

/** The token of a sign-in that this browser has to finish; null: none, or it is over. */
export interface StartedCookie {
  read(): string | null;
  write(token: string): void;
  clear(): void;
}

/** The cookie between the right password and the second factor. It belongs to one browser, and is no session. */
export function startedCookie(request: Request, response: Response): StartedCookie {
  const { secure } = request;
  const name = secure ? "__Host-desk-started" : "desk-started";
  const options = { path: "/", httpOnly: true, sameSite: "strict", secure } as const;
  return {
    read: () => cookieIn(request, name) || null,
    write: (token) => void response.cookie(name, token, { ...options, maxAge: STARTED_MS }),
    clear: () => void response.clearCookie(name, options),
  };
}
