import * as z from "zod/mini";
import { ROLES } from "../../roles.ts";

export const RoleSchema = z.enum(ROLES);

/** One line without spaces at its ends. A person's stands beside every task that they create. */
export const PersonName = z.string().check(
  z.minLength(1, "VALUE_REQUIRED"),
  z.maxLength(100, "STRING_LENGTH_GREATER_THAN_MAX"),
  z.refine((name) => name === name.trim() && !/\p{C}/u.test(name), "CHARACTER_NOT_ALLOWED"),
);

/** A name, a password or a code as it is typed. What could belong to nobody is a wrong one, not an invalid one. */
export const typed = z.string().check(z.maxLength(1_000, "STRING_LENGTH_GREATER_THAN_MAX"));

export const SignedIn = z.object({ name: z.string(), role: RoleSchema });
export const Done = z.object({ done: z.literal(true) });

export const ownAccount = { needs: "viewer", sessionOnly: true } as const;
