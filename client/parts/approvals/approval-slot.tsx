import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Approval } from "../../../shared/api/approvals/approval-routes.ts";
import { approvalsQuery } from "../../queries.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Loaded where something waits: most servers need no approvals. */
const ApprovalStrip = lazy(() => import("./approval-strip.tsx"));

/** The newest approval of a submission or an import; undefined: there is none. `subject` null: nothing is asked. */
export const useApproval = (subject: string | null): Approval | undefined =>
  useQuery(approvalsQuery(subject)).data?.items[0];

/** What is to be said of an approval: it waits, or was refused. Else nothing. */
export function ApprovalSlot({ approval }: { approval: Approval | undefined }) {
  if (approval?.state !== "pending" && approval?.state !== "refused") return null;
  return (
    <Suspense fallback={<Skeleton height="7rem" />}>
      <ApprovalStrip approval={approval} />
    </Suspense>
  );
}
