import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useId, useState } from "react";
import { useLocation } from "wouter";
import type { Import } from "../../../../shared/api/imports/import-routes.ts";
import type { PoolWithProject } from "../../../../shared/api/routes.ts";
import type { Overlap } from "../../../../shared/pool-check/overlap.ts";
import { costOfMany } from "../../../../shared/pool-check/pool-cost.ts";
import type { TaskKind } from "../../../../shared/task.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { keepOriginal } from "../../../parts/imports/originals.ts";
import { overlapMembers, sendImport } from "../../../parts/imports/send-import.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { keys } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { Line } from "../../../ui/text/field.tsx";
import styles from "../import.module.css";
import type { Reader } from "../sheet/reader.ts";
import type { Counts } from "../sheet/sheet.ts";
import { words } from "../words.ts";

export interface ChosenOptions {
  overlap: string;
  openPool: boolean;
}

interface SendBarProps {
  found: PoolWithProject;
  production: boolean;
  counts: Counts;
  checking: boolean;
  reader: RefObject<Reader | null>;
  options: ChosenOptions;
  /** The file's name and the titles of its columns. */
  file: { name: string; header: string[] };
}

type Sending =
  | { phase: "idle" | "sending" }
  | { phase: "existed"; made: Import }
  | { phase: "failed"; error: ProblemError };

/** How the tasks are made, what they cost, and the button that creates them. */
export function SendBar({ found, production, counts, checking, reader, options, file }: SendBarProps) {
  const w = useWords(words);
  const id = useId();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [overlap, setOverlap] = useState(options.overlap);
  const [openPool, setOpenPool] = useState(options.openPool);
  const [leaveOut, setLeaveOut] = useState(false);
  const [sending, setSending] = useState<Sending>({ phase: "idle" });
  const valid = counts.rows - counts.bad;
  const disabled = checking || valid === 0 || (counts.bad > 0 && !leaveOut) || sending.phase === "sending";
  const common = overlapMembers(overlap);
  const create = async (again: boolean): Promise<void> => {
    if (disabled || reader.current === null) return;
    setSending({ phase: "sending" });
    try {
      const { tasks, cells } = await reader.current.tasks(common);
      const mode = counts.bad > 0 ? "skip" : "all";
      const allowDefaults = Object.keys(common).length === 0;
      const { made, existed } = await sendImport(tasks, {
        poolId: found.pool.id,
        mode,
        allowDefaults,
        openPool,
        again,
      });
      void client.invalidateQueries({ queryKey: keys.imports });
      keepOriginal(made.import_id, { ...file, rows: cells });
      if (existed) setSending({ phase: "existed", made });
      else navigate(links.import(made.import_id));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setSending({ phase: "failed", error });
    }
  };
  const cost = costOfMany(found.pool, groupsOf(counts, overlap));
  return (
    <section className={styles.send}>
      {sending.phase === "failed" && <ProblemMessage problem={sending.error.problem} />}
      {sending.phase === "existed" && (
        <Strip
          tone="warning"
          role="status"
          actions={
            <>
              <Button onClick={() => navigate(links.import(sending.made.import_id))}>{w.openExisting}</Button>
              <Button look="danger" onClick={() => void create(true)}>
                {w.again}
              </Button>
            </>
          }
        >
          {w.existed}
        </Strip>
      )}
      <div className={styles.options}>
        <label className={styles.choice} htmlFor={`${id}-overlap`}>
          {w.overlap}
          <Line
            id={`${id}-overlap`}
            value={overlap}
            onChange={setOverlap}
            inputMode="numeric"
            width="6rem"
            describedBy={`${id}-about`}
          />
        </label>
        <span id={`${id}-about`} className={styles.quiet}>
          {w.overlapAbout}
        </span>
        <label className={styles.choice}>
          <input type="checkbox" checked={openPool} onChange={(event) => setOpenPool(event.currentTarget.checked)} />
          {w.openPool}
        </label>
        {counts.bad > 0 && (
          <label className={styles.choice}>
            <input type="checkbox" checked={leaveOut} onChange={(event) => setLeaveOut(event.currentTarget.checked)} />
            {w.leaveOut(counts.bad)}
          </label>
        )}
      </div>
      <div className={styles.press}>
        <p className={styles.quiet}>{cost === null ? w.costUnknown : w.cost(cost)}</p>
        <Button
          look={production ? "production" : "primary"}
          aria-disabled={disabled}
          aria-busy={sending.phase === "sending"}
          onClick={() => void create(false)}
        >
          {sending.phase === "sending" ? w.sending : production ? w.createInProduction(valid) : w.create(valid)}
        </Button>
      </div>
    </section>
  );
}

/** The valid tasks by what they cost. `overlap`: of those that have none of their own. */
function groupsOf({ kinds }: Counts, overlap: string) {
  return Object.entries(kinds).map(([key, count]) => {
    const [kind, own] = key.split(" ") as [TaskKind, string];
    return { count, facts: { kind, overlap: overlapOf(own === "default" ? overlap.trim() || own : own) } };
  });
}

const overlapOf = (text: string): Overlap =>
  text === "default" || text === "infinite" ? text : /^\d+$/.test(text) ? Number(text) : null;
