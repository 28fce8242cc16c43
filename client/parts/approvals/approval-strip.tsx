import type { Approval } from "../../../shared/api/approvals/approval-routes.ts";
import { useWords } from "../../language.ts";
import { Strip } from "../../ui/strip.tsx";
import { Ago } from "../moment.tsx";
import { useMay } from "../people/use-may.ts";
import styles from "./approval-strip.module.css";
import { Decide } from "./decide.tsx";
import { words } from "./words.ts";

/** What waits for another person, who asked for it, and the decision for who may take it; or why it was refused. */
export default function ApprovalStrip({ approval }: { approval: Approval }) {
  const w = useWords(words);
  const may = useMay("operator");
  if (approval.state === "refused")
    return (
      <Strip tone="bad" role="group" label={w.approval}>
        {w.refused(approval.decided_by ?? "")}: {approval.reason}
      </Strip>
    );
  const { kind, tasks, pool_id, cost, asked_by, asked_at, own } = approval;
  return (
    <Strip tone="warning" role="group" label={w.approval}>
      <div className={styles.text}>
        <p>
          <strong>{w.waits}</strong>
        </p>
        <p>
          {w.kinds[kind](tasks, pool_id)}, {cost === null ? w.costUnknown : w.cost(cost)}
        </p>
        <p>
          {w.askedBy(asked_by)} · <Ago at={asked_at} />
        </p>
        {own && <p>{w.own}</p>}
      </div>
      {!own && may && <Decide approval={approval} />}
    </Strip>
  );
}
