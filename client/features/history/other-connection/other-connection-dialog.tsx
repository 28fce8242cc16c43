import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Session } from "../../../../shared/api/routes.ts";
import { specDifferences } from "../../../../shared/fields/spec-differences.ts";
import type { SingleSubmission } from "../../../../shared/submission.ts";
import { upstreamKey } from "../../../../shared/upstream-key.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { type FoundPool, PoolLine, poolTitle } from "../../../parts/pool/pool-title.tsx";
import { usePoolSearch } from "../../../parts/pool/use-pool-search.ts";
import { viewDifferences } from "../../../parts/worker-view/view-differences.ts";
import { poolQuery, poolsQuery } from "../../../queries.ts";
import { poolShelf } from "../../../stored.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { SearchBox } from "../../../ui/choice/search-box.tsx";
import { Segmented } from "../../../ui/choice/segmented.tsx";
import { Dialog } from "../../../ui/dialog/dialog.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { matchingPool } from "./matching-pool.ts";
import styles from "./other-connection-dialog.module.css";
import type { ViewSide } from "./two-views.tsx";
import { words } from "./words.ts";

const TwoViews = lazy(() => import("./two-views.tsx"));

const LIMIT = 50;

interface OtherConnectionDialogProps {
  submission: SingleSubmission;
  session: Session;
  onClose: () => void;
}

/** Creates the same task in another connection: finds the pool there, says what differs, and opens its form filled in. */
export default function OtherConnectionDialog({ submission, session, onClose }: OtherConnectionDialogProps) {
  const w = useWords(words);
  const others = session.connections.filter(({ name }) => name !== session.connection);
  const [there, setThere] = useState(others[0]!.name);
  const here = useQuery(poolQuery(submission.task.pool_id)).data;
  const [views, setViews] = useState(false);
  return (
    <Dialog onClose={onClose} title={w.title} size={views ? "wide" : "md"}>
      <p className={styles.about}>{w.about}</p>
      {others.length > 1 && (
        <Segmented
          label={w.connection}
          options={others.map(({ name }) => ({ value: name, label: name }))}
          value={there}
          onChange={setThere}
        />
      )}
      {here && (
        <PoolThere
          key={there}
          here={here}
          there={there}
          session={session}
          submission={submission}
          views={views}
          onViews={() => setViews(true)}
        />
      )}
    </Dialog>
  );
}

interface PoolThereProps {
  here: FoundPool;
  there: string;
  session: Session;
  submission: SingleSubmission;
  /** Whether the two worker's views are shown. */
  views: boolean;
  onViews: () => void;
}

function PoolThere({ here, there, session, submission, views, onViews }: PoolThereProps) {
  const w = useWords(words);
  const shelf = poolShelf(upstreamKey(session.toloka), here.pool.id);
  const [chosen, setChosen] = useState<string | null>(() => storedPool(shelf.read("matching-pools"), there));
  const namesakes = useQuery({
    ...poolsQuery(here.project?.public_name ?? here.pool.private_name, LIMIT, there),
    enabled: chosen === null,
  });
  const found = chosen ?? matchingPool(here, namesakes.data?.items ?? []);
  const pool = useQuery(poolQuery(found, there));
  const connectionOf = (name: string) => session.connections.find((one) => one.name === name)!;
  const choose = (id: string) => {
    setChosen(id);
    shelf.write("matching-pools", { ...(shelf.read("matching-pools") as object | null), [there]: id });
  };
  return (
    <div className={styles.pool}>
      <PoolSearch
        there={there}
        value={found}
        shown={pool.data ? poolTitle(pool.data) : (found ?? "")}
        onChange={choose}
      />
      {pool.data && <Differences here={here} there={pool.data} name={there} />}
      {pool.data && (
        <Views
          sides={[
            { connection: connectionOf(session.connection), found: here },
            { connection: connectionOf(there), found: pool.data },
          ]}
          submission={submission}
          shown={views}
          onShow={onViews}
        />
      )}
      {pool.data && (
        <p className={styles.end}>
          <a
            className={buttonClass({ look: "primary" })}
            href={links.newTaskAt(there, pool.data.pool.id, submission.operation_id)}
          >
            {w.open}
          </a>
        </p>
      )}
    </div>
  );
}

function PoolSearch(props: { there: string; value: string | null; shown: string; onChange: (id: string) => void }) {
  const w = useWords(words);
  const [typed, setTyped] = useState<string | null>(null);
  const search = usePoolSearch(typed ?? "", LIMIT, typed !== null, props.there);
  const choices = search.found.map((one) => ({ value: one.pool.id, group: "", content: <PoolLine found={one} /> }));
  return (
    <SearchBox
      label={w.pool(props.there)}
      placeholder={w.poolPlaceholder}
      shown={props.shown}
      typed={typed}
      onTyped={setTyped}
      choices={typed === null ? [] : choices}
      pending={search.pending}
      chosen={props.value}
      onChoose={props.onChange}
      note={search.error ?? (search.pending ? w.searching : choices.length === 0 ? w.none : "")}
      inline
    />
  );
}

/** In which fields the two projects differ. */
function Differences({ here, there, name }: { here: FoundPool; there: FoundPool; name: string }) {
  const w = useWords(words);
  const differences = (["input_spec", "output_spec"] as const).flatMap((kind) =>
    specDifferences(here.project?.task_spec[kind] ?? {}, there.project?.task_spec[kind] ?? {}).map((difference) => ({
      ...difference,
      kind,
    })),
  );
  if (differences.length === 0) return <Strip tone="good">{w.same}</Strip>;
  return (
    <Strip tone="warning">
      {w.differ}
      <ul className={styles.differences}>
        {differences.map(({ field, kind, only }) => (
          <li key={`${kind} ${field}`}>
            <code>{field}</code> {w.difference(kind, only, name)}
          </li>
        ))}
      </ul>
    </Strip>
  );
}

interface ViewsProps {
  sides: readonly [ViewSide, ViewSide];
  submission: SingleSubmission;
  shown: boolean;
  onShow: () => void;
}

/** In which parts the two interfaces differ; both can be shown with the task. */
function Views({ sides, submission: { task }, shown, onShow }: ViewsProps) {
  const w = useWords(words);
  const [here, there] = sides.map(({ found }) => found.project?.task_spec.view_spec);
  const parts = viewDifferences(here, there);
  if (parts.length === 0) return null;
  return (
    <>
      <Strip
        tone="warning"
        actions={
          shown ? undefined : (
            <Button compact onClick={onShow}>
              {w.showViews}
            </Button>
          )
        }
      >
        {w.viewsDiffer(parts.map((part) => w.parts[part] ?? part).join(", "))}
      </Strip>
      {shown && (
        <Suspense fallback={<Skeleton height="15rem" />}>
          <TwoViews
            sides={sides}
            input_values={task.input_values ?? {}}
            solutions={(task.known_solutions ?? []).map(({ output_values }) => output_values)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The pool that was chosen for this one before. */
function storedPool(stored: unknown, there: string): string | null {
  const pool =
    typeof stored === "object" && stored !== null && Object.hasOwn(stored, there) && Reflect.get(stored, there);
  return typeof pool === "string" ? pool : null;
}
