import { useQuery } from "@tanstack/react-query";
import type { Attempt } from "../../../../shared/submission.ts";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { clockTime, dateAndTime } from "../../../parts/clock.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { attemptsQuery } from "../../../queries.ts";
import { words } from "../words.ts";
import { entryWords } from "./entry-words.ts";
import styles from "./timeline.module.css";

/** Every exchange with Toloka and every action of an operator, oldest first. */
export function Timeline({ operationId }: { operationId: string }) {
  const w = useWords(words).timeline;
  const attempts = useQuery(attemptsQuery(operationId));
  return (
    <section aria-label={w.title}>
      <h3>{w.title}</h3>
      {attempts.error instanceof ProblemError && <ProblemMessage problem={attempts.error.problem} />}
      {attempts.data?.items.length === 0 && <p className={styles.quiet}>{w.none}</p>}
      <ol className={styles.rail}>
        {attempts.data?.items.map((attempt, index) => (
          <Entry key={`${attempt.at} ${index}`} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ attempt }: { attempt: Attempt }) {
  const w = useWords(words).timeline;
  const { at, request, http_status, milliseconds, request_id, detail } = attempt;
  const facts = [request, http_status, milliseconds === null ? null : w.milliseconds(milliseconds)];
  return (
    <li className={styles.entry} data-failed={http_status === null || http_status < 400 ? undefined : true}>
      <div className={styles.line}>
        <span>{entryWords(attempt, w)}</span>
        <time className={styles.quiet} dateTime={at} title={dateAndTime(at)}>
          {clockTime(at)}
        </time>
      </div>
      {request !== null && <div className={styles.facts}>{facts.filter((fact) => fact !== null).join(" · ")}</div>}
      {request_id !== null && (
        <div className={styles.facts}>
          {w.request}: {request_id} <CopyButton iconOnly value={request_id} label={w.copyRequest} />
        </div>
      )}
      {detail !== null && (
        <details>
          <summary className={styles.quiet}>{w.details}</summary>
          <pre className={styles.raw}>{stringifyJson(detail, 2)}</pre>
        </details>
      )}
    </li>
  );
}
