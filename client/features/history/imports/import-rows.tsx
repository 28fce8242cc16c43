import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import type { Import } from "../../../../shared/api/imports/import-routes.ts";
import { tasksOf } from "../../../../shared/submission.ts";
import { grouped } from "../../../../shared/values/counts.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { words as importWords } from "../../../parts/imports/words.ts";
import { Ago } from "../../../parts/moment.tsx";
import { StatusLabel } from "../../../parts/submission/status.tsx";
import { importListQuery, importPartsQuery } from "../../../queries.ts";
import { Pill } from "../../../ui/pill.tsx";
import { words } from "../words.ts";
import styles from "./import-rows.module.css";

const TONES = { running: "accent", paused: "warning", done: "good", cancelled: "neutral" } as const;

/** The latest imports, each in one row that opens on its requests; nothing without any. */
export function ImportRows({ poolId }: { poolId: string }) {
  const w = useWords(words).imports;
  const items = useQuery(importListQuery(poolId)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={w.title} className={styles.card}>
      {items.map((found) => (
        <ImportRow key={found.import_id} found={found} />
      ))}
    </section>
  );
}

function ImportRow({ found }: { found: Import }) {
  const w = useWords(words).imports;
  const { statuses, tasks } = useWords(importWords);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const failed = found.rejected + found.uncertain;
  return (
    <details className={styles.row} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight size={16} className={styles.chevron} aria-hidden />
        <b>{w.import(tasks(found.rows))}</b>
        <Pill tone={failed > 0 && found.pending === 0 ? "bad" : TONES[found.status]}>{statuses[found.status]}</Pill>
        <span>{w.created(grouped(found.created, language))}</span>
        {failed > 0 && <span className={styles.failed}>{w.failed(grouped(failed, language))}</span>}
        <span className={styles.quiet}>
          {w.pool(found.pool_id)} · {found.created_by} · <Ago at={found.created_at} />
        </span>
      </summary>
      {open && <Parts importId={found.import_id} />}
      <Link href={links.import(found.import_id)}>{w.open}</Link>
    </details>
  );
}

function Parts({ importId }: { importId: string }) {
  const { tasks } = useWords(importWords);
  const parts = useQuery(importPartsQuery(importId)).data?.items ?? [];
  return (
    <ul className={styles.parts}>
      {parts.map((part) => (
        <li key={part.operation_id}>
          <Link href={links.submission(part.operation_id)}>{part.operation_id}</Link>
          <StatusLabel {...part} />
          <span className={styles.quiet}>{tasks(tasksOf(part).length)}</span>
        </li>
      ))}
    </ul>
  );
}
