import { IconAlertTriangle, IconBan, IconCheck, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { linkedTraining } from "../../../../shared/pool-check/pool-facts.ts";
import type { Verdict } from "../../../../shared/pool-check/verdict.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { useViewWarnings } from "../../../parts/worker-view/use-view-warnings.ts";
import { poolQuery, requesterQuery } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Disclosure } from "../../../ui/choice/disclosure.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { useComposedPart, useComposer } from "../composer-context.ts";
import { verdictsFor } from "../panels/pool-facts.ts";
import { words } from "../words.ts";
import styles from "./pool-card.module.css";
import { useWayOut } from "./way-out.ts";

/** The verdicts on the pool for the task in the form: each problem with a button that does what it advises. */
export function PoolWarnings({ onPath }: { onPath: (path: string) => void }) {
  const w = useWords(words).pool;
  const verdicts = usePoolVerdicts();
  const archived = verdicts.some(({ code }) => code === "PROJECT_INAPPROPRIATE_STATUS");
  const shown = verdicts.filter(({ level, code }) => (isStatus(code) ? !archived : level !== "green"));
  const interfaceFaults = useInterfaceFaults();
  const passed = verdicts.filter((verdict) => verdict.level === "green" && !shown.includes(verdict));
  return (
    <>
      <div className={styles.checks}>
        <Disclosure
          summary={
            <span className={styles.passed}>
              <IconCheck size={16} aria-hidden /> {w.passed(passed.length)}
            </span>
          }
        >
          <ul className={styles.passedList} aria-label={w.passedList}>
            {passed.map(({ code, sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ul>
        </Disclosure>
      </div>
      {shown.length + interfaceFaults.length > 0 && (
        <ul className={styles.warnings} aria-label={w.check}>
          {shown.map((verdict) => (
            // The pool's status keeps its place and its button when the button changes it.
            <li key={isStatus(verdict.code) ? "status" : verdict.code}>
              <Warning verdict={verdict} onPath={onPath} />
            </li>
          ))}
          {interfaceFaults.map(({ path, text }) => (
            <li key={`${path} ${text}`}>
              <Strip tone="warning" icon={<IconAlertTriangle size={18} aria-hidden />}>
                <b>{w.workersView}: </b>
                {text}
              </Strip>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** More are in the worker's view. */
const MOST_INTERFACE_FAULTS = 3;

/** The worst of what is wrong with the project's interface: workers cannot do the task, or no known solution can match. */
function useInterfaceFaults() {
  const { project } = useComposer();
  return useViewWarnings(project)
    .filter(({ severity }) => severity === "bad")
    .slice(0, MOST_INTERFACE_FAULTS);
}

/** Whether the verdict is about a closed pool. In an archived project that makes no difference. */
const isStatus = (code: string): boolean =>
  code === "OPENS_WITH_TASK" || code === "NEVER_OPENED" || code.startsWith("CLOSED_");

function usePoolVerdicts(): Verdict[] {
  const { pool, project } = useComposer();
  const requester = useQuery(requesterQuery).data;
  const training = useQuery(poolQuery(linkedTraining(pool))).data?.pool;
  const kind = useComposedPart(({ form }) => form.kind);
  const overlap = useComposedPart(({ form }) => form.overlap);
  const open_pool = useComposedPart(({ form }) => form.open_pool);
  const number = useComposedPart(({ json }) => json.overlap);
  const language = useLanguage();
  return useMemo(
    () =>
      verdictsFor({ kind, overlap, open_pool }, number, {
        pool,
        project,
        requester: requester ?? null,
        training: training ?? null,
      }),
    [pool, project, requester, training, kind, overlap, open_pool, number, language],
  );
}

const LOOKS = {
  red: { tone: "bad", Icon: IconBan },
  amber: { tone: "warning", Icon: IconAlertTriangle },
  green: { tone: "accent", Icon: IconCircleCheck },
} as const;

function Warning({ verdict, onPath }: { verdict: Verdict; onPath: (path: string) => void }) {
  const w = useWords(words).pool;
  const { level, code, sentence, way_out } = verdict;
  const { tone, Icon } = LOOKS[level];
  const act = useWayOut(code, onPath);
  return (
    <Strip
      tone={tone}
      icon={<Icon size={18} aria-hidden />}
      actions={
        act && (
          <Button compact onClick={act.do}>
            {act.label}
          </Button>
        )
      }
    >
      {level !== "green" && <b>{level === "red" ? w.blocked : w.warning}: </b>}
      {sentence}
      {act === null && way_out !== undefined && <span className={styles.wayOut}> {way_out}</span>}
    </Strip>
  );
}
