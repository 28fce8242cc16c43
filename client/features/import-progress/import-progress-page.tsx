import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useParams } from "wouter";
import type { Import } from "../../../shared/api/imports/import-routes.ts";
import { grouped } from "../../../shared/values/counts.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { ApprovalSlot, useApproval } from "../../parts/approvals/approval-slot.tsx";
import { words as importWords } from "../../parts/imports/words.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { StatusLabel } from "../../parts/submission/status.tsx";
import { importPartsQuery, importQuery } from "../../queries.ts";
import { Card } from "../../ui/card.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Actions } from "./actions.tsx";
import styles from "./import-progress.module.css";
import { paceOf, type Sample, withSample } from "./pace.ts";
import { Results } from "./results.tsx";
import { words } from "./words.ts";

/** The page of one import (`/imports/:import_id`): how far it is, what can be done, its results and its requests. */
export function ImportProgressPage() {
  const { import_id } = useParams<{ import_id: string }>();
  const w = useWords(words);
  const { data, error } = useQuery(importQuery(import_id));
  const needsApproval = useSession()?.second_person.imports_from != null;
  const approval = useApproval(data?.status === "paused" || data?.status === "cancelled" ? import_id : null);
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {data === undefined && error === null && <Skeleton height="12rem" />}
      {data !== undefined && (
        <>
          <ApprovalSlot approval={approval} />
          <Progress found={data} waits={needsApproval && approval?.state === "pending"} />
          <Results found={data} />
          <Parts found={data} />
          <p>
            <Link href={links.importInto(data.pool_id)}>{w.again}</Link>
          </p>
        </>
      )}
    </div>
  );
}

const COUNTS = ["created", "pending", "rejected", "uncertain", "cancelled"] as const;
const TONES = { running: "accent", paused: "warning", done: "good", cancelled: "neutral" } as const;

/** `waits`: for the approval of a second person. */
function Progress({ found, waits }: { found: Import; waits: boolean }) {
  const w = useWords(words);
  const { statuses } = useWords(importWords);
  const language = useLanguage();
  const pace = usePace(found);
  const finished = found.rows - found.pending;
  return (
    <Card
      title={w.of(found.rows, found.pool_id)}
      actions={<Pill tone={TONES[found.status]}>{statuses[found.status]}</Pill>}
    >
      <p className={styles.quiet}>{w.by(found.created_by)}</p>
      <progress className={styles.bar} max={found.rows} value={finished} aria-label={w.progress} />
      <dl className={styles.counts}>
        {COUNTS.filter((name) => found[name] > 0 || name === "created").map((name) => (
          <div key={name}>
            <dt>{w.counts[name]}</dt>
            <dd>{grouped(found[name], language)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        {found.status === "running" && pace !== null && `${w.rate(pace.perSecond)} · ${w.left(pace.left)}`}
      </p>
      <Actions found={found} waits={waits} />
    </Card>
  );
}

/** The pace since the page was opened. */
function usePace({ rows, pending, updated_at }: Import) {
  const [samples, setSamples] = useState<Sample[]>([]);
  useEffect(() => {
    setSamples((before) => withSample(before, { at: Date.now(), finished: rows - pending }));
  }, [rows, pending, updated_at]);
  return paceOf(samples, pending);
}

function Parts({ found }: { found: Import }) {
  const w = useWords(words);
  const { data } = useQuery(importPartsQuery(found.import_id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card title={w.parts}>
      <ul className={styles.parts}>
        {data.items.map((part) => (
          <li key={part.operation_id}>
            <Link href={links.submission(part.operation_id)}>{part.operation_id}</Link>
            <StatusLabel {...part} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
