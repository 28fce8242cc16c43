import type { FoundPool } from "../../../parts/pool/pool-title.tsx";

/** The only pool among `others` with the same names of pool and project; null if there is none, or several. */
export function twinOf({ pool, project }: FoundPool, others: readonly FoundPool[]): string | null {
  const same = others.filter(
    (other) =>
      other.pool.private_name === pool.private_name &&
      other.project?.public_name === project?.public_name &&
      other.pool.status !== "ARCHIVED",
  );
  return same.length === 1 ? same[0]!.pool.id : null;
}
