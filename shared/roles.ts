/** What a person may do: read; create and settle too; manage people and release a hold too. Each role includes those before it. */
export const ROLES = ["viewer", "operator", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role includes what another one may do. */
export const includesRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** The lower of two roles. */
export const lowerRole = (one: Role, other: Role): Role => (includesRole(one, other) ? other : one);

/** The role with this name; null if there is none. */
export const roleNamed = (name: string | undefined): Role | null => ROLES.find((role) => role === name) ?? null;
