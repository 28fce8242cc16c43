import type { ReactNode } from "react";
import { Link } from "wouter";
import { CopyButton } from "../../parts/copy.tsx";
import styles from "./history.module.css";

export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

/** A term and its value. `copy`: with a button that copies it; `href`: as a link. */
export function Fact({ term, value, copy, href }: { term: string; value: string; copy?: boolean; href?: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {href === undefined ? value : <Link href={href}>{value}</Link>}
        {copy && <CopyButton iconOnly value={value} label={`Copy the ${term.toLowerCase()}`} />}
      </dd>
    </>
  );
}
