import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { ApprovalSlot } from "../../parts/approvals/approval-slot.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { pendingApprovalsQuery } from "../../queries.ts";
import styles from "./approvals.module.css";
import { words } from "./words.ts";

/** What waits for the approval of a second person. */
export default function ApprovalsPage() {
  const w = useWords(words);
  const { data, error } = useQuery(pendingApprovalsQuery(true));
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      <p className={styles.about}>{w.about}</p>
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {data?.items.length === 0 && <p role="status">{w.none}</p>}
      {data?.items.map((approval) => (
        <div key={approval.approval_id} className={styles.item}>
          <ApprovalSlot approval={approval} />
          <Link href={approval.kind === "import" ? links.import(approval.subject) : links.submission(approval.subject)}>
            {w.open[approval.kind]}
          </Link>
        </div>
      ))}
    </div>
  );
}
