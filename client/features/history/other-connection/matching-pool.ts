import type { FoundPool } from "../../../parts/pool/pool-title.tsx";

/**
 * The pool among `others` that has the same name in a project of the same name; without such a pool, the only one of the
 * project. Null if there is none, or several. Archived pools take no tasks.
 */
export function matchingPool({ pool, project }: FoundPool, others: readonly FoundPool[]): string | null {
  const ofProject = others.filter(
    (other) => other.project?.public_name === project?.public_name && other.pool.status !== "ARCHIVED",
  );
  const named = ofProject.filter((other) => other.pool.private_name === pool.private_name);
  const [only, ...more] = named.length > 0 ? named : ofProject;
  return only === undefined || more.length > 0 ? null : only.pool.id;
}
