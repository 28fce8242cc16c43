import * as z from "zod/mini";
import { isSafeUrl } from "./encryption.ts";

/** The variable with the service that knows leaked passwords. Its URL ends with `/`, so that digits can follow. */
export const BREACHED_PASSWORDS_URL = [
  z.optional(
    z.pipe(
      z.string().check(z.refine(isSafeUrl)),
      z.transform((url: string) => (url.endsWith("/") ? url : `${url}/`)),
    ),
  ),
  "the https:// URL of a service of leaked passwords, e.g. https://api.pwnedpasswords.com/range/",
] as const;
