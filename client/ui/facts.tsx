import type { ReactNode } from "react";
import styles from "./facts.module.css";
import { Skeleton } from "./skeleton.tsx";

/** Names and values, one pair a line. A value that is `undefined` is still loading. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value === undefined ? <Skeleton width="8rem" height="1.25rem" /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
