import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation, useParams, useSearch } from "wouter";
import { hasPattern } from "../../../shared/fields/input-spec.ts";
import type { Project } from "../../../shared/toloka.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { PoolPicker } from "../../parts/pool/pool-picker.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { patternsQuery, poolQuery, submissionQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./compose.module.css";
import { ComposeSkeleton } from "./compose-skeleton.tsx";
import { Composer } from "./composer.tsx";
import type { Prefill } from "./fill/use-prefill.ts";
import { words } from "./words.ts";

/** The page "New task" (`/new`, `/pools/:id/new`): the choice of a pool, and the form for its tasks. */
export function ComposePage() {
  const { id } = useParams<{ id?: string }>();
  const w = useWords(words).page;
  return (
    <>
      <h1 className={styles.title}>{w.title}</h1>
      {id === undefined ? <PoolChoice /> : <PoolForm key={id} poolId={id} />}
    </>
  );
}

/** The search for a pool, while none is chosen or the chosen one cannot be read. */
function PoolChoice() {
  const [, navigate] = useLocation();
  const w = useWords(words).page;
  return (
    <Card title={w.choose}>
      <PoolPicker focused value={null} onChange={(chosen) => navigate(links.newTask(chosen))} />
      <p className={styles.quiet}>{w.choosePool}</p>
    </Card>
  );
}

function PoolForm({ poolId }: { poolId: string }) {
  const session = useSession();
  const [, navigate] = useLocation();
  const { prefill, error } = usePrefillOf(useSearch());
  const pool = useQuery(poolQuery(poolId));
  const patterns = usePatterns(pool.data?.project);
  const w = useWords(words).page;
  if (pool.error instanceof ProblemError && pool.data === undefined)
    return (
      <div className={styles.failed}>
        <ProblemMessage problem={pool.error.problem} onField={() => undefined} />
        <Button aria-busy={pool.isFetching} onClick={() => pool.refetch()}>
          {w.tryAgain}
        </Button>
        <PoolChoice />
      </div>
    );
  if (pool.data === undefined || patterns === "loading" || session == null) return <ComposeSkeleton />;
  return (
    <>
      {error !== null && <ProblemMessage problem={error.problem} onField={() => undefined} />}
      <Composer
        // Another set of fields is another form.
        key={stringifyJson(pool.data.project.task_spec)}
        found={pool.data}
        session={session}
        prefill={prefill}
        onPrefilled={() => navigate(links.newTask(poolId), { replace: true })}
      />
    </>
  );
}

/** Loads what checks patterns, for projects that have some. If that fails, the form says that they are not checked. */
function usePatterns(project: Project | undefined): "loading" | "settled" {
  const specs = [project?.task_spec.input_spec, project?.task_spec.output_spec].flatMap((fields) =>
    Object.values(fields ?? {}),
  );
  const loaded = useQuery({ ...patternsQuery, enabled: specs.some(hasPattern) });
  return loaded.isLoading ? "loading" : "settled";
}

/** What the address asks to fill in; `null` if it asks for nothing, or the submission that it names is being read. */
function usePrefillOf(search: string): { prefill: Prefill | null; error: ProblemError | null } {
  const asked = new URLSearchParams(search);
  const kind = asked.has("replaces") ? "replaces" : "similar";
  const other = asked.get(kind);
  const found = useQuery(submissionQuery(other));
  const submission = other === null ? undefined : found.data;
  const prefill = useMemo((): Prefill | null => {
    if (submission !== undefined) return { kind, submission };
    return /(?:^|[?&])input\./.test(search) ? { kind: "values", search } : null;
  }, [submission, kind, search]);
  return { prefill, error: other !== null && found.error instanceof ProblemError ? found.error : null };
}
