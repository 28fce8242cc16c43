import { includesRole, type Role } from "../../../shared/roles.ts";
import { useSession } from "../session.tsx";

/** Whether the person's role includes `needed`. Until it is known, yes: the server refuses what may not be. */
export function useMay(needed: Role): boolean {
  const session = useSession();
  return session === undefined || includesRole(session.role, needed);
}
