import { includesRole, type Role } from "../../../shared/roles.ts";
import { useSession } from "../session.tsx";

/**
 * Whether the person's role includes `needed`; what takes an operator may take more at a connection. Until it is known, yes:
 * the server refuses what may not be.
 */
export function useMay(needed: Role): boolean {
  const session = useSession();
  if (session === undefined) return true;
  return (
    includesRole(session.role, needed) && (needed !== "operator" || includesRole(session.role, session.create_role))
  );
}
