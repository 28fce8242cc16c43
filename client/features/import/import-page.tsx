import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useParams } from "wouter";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { dropHanded, type Handed, readHanded } from "../../parts/imports/handed.ts";
import { poolTitle } from "../../parts/pool/pool-title.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { poolQuery } from "../../queries.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FileDrop, useDropAnywhere } from "./file-drop.tsx";
import styles from "./import.module.css";
import { OpenFile } from "./open-file.tsx";
import { Reading } from "./reading-state.tsx";
import { type Source, useSheet } from "./use-sheet.ts";
import { words } from "./words.ts";

/** The page "Several tasks" (`/pools/:id/import`): a file or a pasted table, checked row by row, then created. */
export function ImportPage() {
  const { id } = useParams<{ id: string }>();
  const w = useWords(words);
  const session = useSession();
  const pool = useQuery(poolQuery(id));
  return (
    <div className={styles.page}>
      <p>
        <Link href={links.newTask(id)}>{w.back}</Link>
      </p>
      <h1>{w.title}</h1>
      {pool.error instanceof ProblemError && pool.data === undefined && <ProblemMessage problem={pool.error.problem} />}
      {pool.data === undefined || session == null ? (
        pool.error === null && <Skeleton height="20rem" />
      ) : (
        <>
          <p className={styles.pool}>{poolTitle(pool.data)}</p>
          <Files key={id} found={pool.data} production={session.toloka.environment === "production"} />
        </>
      )}
    </div>
  );
}

function Files({ found, production }: { found: PoolWithProject; production: boolean }) {
  const specs = found.project.task_spec;
  const { state, open, reopen, choose, close, reader } = useSheet(specs);
  const [handed] = useState<Handed | null>(readHanded);
  const take = (source: Source): void => void open(source);
  useDropAnywhere(take);
  useEffect(() => {
    dropHanded();
    if (handed !== null) take(handed);
  }, [handed]);
  if (state.phase === "open")
    return (
      <OpenFile
        key={state.name}
        found={found}
        production={production}
        state={state}
        reader={reader}
        options={{ overlap: handed?.overlap ?? "", openPool: handed?.openPool ?? false }}
        onChoices={(choices) => void reopen(state.name, choices)}
        onColumns={(choices) => void choose(choices)}
        onClose={close}
      />
    );
  return (
    <>
      <Reading state={state} onStop={close} />
      {state.phase !== "reading" && <FileDrop specs={specs} poolId={found.pool.id} onSource={take} />}
    </>
  );
}
