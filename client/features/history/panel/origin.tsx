import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import type { CreateTaskParameters } from "../../../../shared/task.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { dateAndTime } from "../../../parts/clock.ts";
import { words as tolokaWords } from "../../../parts/toloka/words.ts";
import { usePoolNames } from "../pool-names.ts";
import { words } from "../words.ts";
import { Fact, Facts } from "./facts.tsx";

/** Who submitted it, for which pool, with which options, and how it belongs to others. */
export function Origin({ submission }: { submission: Submission }) {
  const w = useWords(words).panel;
  const { environments } = useWords(tolokaWords);
  const pool = tasksOf(submission)[0]?.pool_id ?? "";
  const name = usePoolNames(submission.foreign || pool === "" ? [] : [pool]).get(pool);
  const { operation_id, created_at, created_by, environment, parameters, replaces, replaced_by, error } = submission;
  return (
    <section aria-label={w.facts}>
      <h3>{w.facts}</h3>
      <Facts>
        <Fact term={w.operationId} value={operation_id} copy />
        <Fact
          term={w.pool}
          value={name === undefined ? pool : `${name} · ${pool}`}
          href={links.history({ pool_id: pool })}
        />
        <Fact term={w.submitted} value={w.by(dateAndTime(created_at), created_by)} />
        <Fact term={w.environment} value={environments[environment]} />
        <Fact term={w.options} value={optionWords(parameters, w)} />
        {replaces && (
          <Fact
            term={w.replaces}
            value={replaces.stopped ? w.replacesStopped : w.replacesUnstopped}
            href={links.submission(replaces.operation_id)}
          />
        )}
        {replaced_by && <Fact term={w.replacedBy} value={w.correctedTask} href={links.submission(replaced_by)} />}
        {error?.request_id && <Fact term={w.requestId} value={error.request_id} copy />}
      </Facts>
    </section>
  );
}

const optionWords = (
  { async_mode, allow_defaults, open_pool }: CreateTaskParameters,
  w: (typeof words.en)["panel"],
): string =>
  [
    async_mode ? w.asynchronous : w.synchronous,
    allow_defaults ? w.defaults : w.noDefaults,
    open_pool ? w.opens : w.notOpens,
  ].join(" · ");
