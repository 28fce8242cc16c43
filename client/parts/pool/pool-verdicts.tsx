import { IconAlertTriangle, IconBan, IconCheck } from "@tabler/icons-react";
import type { Verdict } from "../../../shared/pool-check/verdict.ts";
import styles from "./pool-verdicts.module.css";

/** The verdicts on a pool: each problem with its way out, and the checks that passed folded into one line. */
export function PoolVerdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  const problems = verdicts.filter(({ level }) => level !== "green");
  const fine = verdicts.filter(({ level }) => level === "green");
  return (
    <div className={styles.verdicts}>
      {problems.length > 0 && (
        <ul className={styles.list} aria-label="Pool check">
          {problems.map((verdict) => (
            <li key={verdict.code} className={styles.item}>
              <VerdictLine verdict={verdict} />
            </li>
          ))}
        </ul>
      )}
      {fine.length > 0 && (
        <details className={styles.fine}>
          <summary>
            <IconCheck size={16} className={styles.green} aria-hidden />{" "}
            {problems.length > 0 ? "Otherwise fine" : "Fine"}: {fine.length} {fine.length === 1 ? "check" : "checks"}
          </summary>
          <ul className={styles.list} aria-label="Checks that found nothing wrong">
            {fine.map(({ code, sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function VerdictLine({ verdict: { level, sentence, way_out } }: { verdict: Verdict }) {
  const blocked = level === "red";
  return (
    <>
      {blocked ? (
        <IconBan size={16} className={styles.red} aria-hidden />
      ) : (
        <IconAlertTriangle size={16} className={styles.amber} aria-hidden />
      )}
      <span>
        <b>{blocked ? "Cannot be sent:" : "Mind:"}</b> {sentence}
        {way_out !== undefined && <span className={styles.wayOut}> {way_out}</span>}
      </span>
    </>
  );
}
