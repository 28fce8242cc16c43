import { useQuery } from "@tanstack/react-query";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { auditStateQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./audit.module.css";
import { words } from "./words.ts";

/** Whether the chain of hashes is whole, or where it breaks. */
export function ChainState() {
  const w = useWords(words);
  const { data, error, isFetching, refetch } = useQuery(auditStateQuery);
  if (error instanceof ProblemError) return <ProblemMessage problem={error.problem} />;
  if (data === undefined) return <Strip role="status">{w.checking}</Strip>;
  const again = (
    <Button compact aria-busy={isFetching} onClick={() => isFetching || void refetch()}>
      {w.again}
    </Button>
  );
  if (data.broken_at !== null)
    return (
      <Strip tone="bad" role="alert" actions={again}>
        <strong>{w.broken(data.broken_at)}</strong>. {w.brokenAbout}
      </Strip>
    );
  if (data.entries === 0) return <Strip role="status">{w.empty}</Strip>;
  return (
    <Strip tone="good" role="group" label={w.chain} actions={again}>
      <strong>{w.complete(data.entries)}</strong>. {w.completeAbout}
      <span className={styles.hash}>
        {w.lastHash}: <code>{data.last_hash}</code>
        <CopyButton value={data.last_hash ?? ""} label={w.copyHash} />
      </span>
    </Strip>
  );
}
