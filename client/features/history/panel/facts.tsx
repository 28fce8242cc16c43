import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "../../../language.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { words } from "../words.ts";
import styles from "./panel.module.css";

export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

/** A term and its value. `copy`: with a button that copies it; `href`: as a link. */
export function Fact({ term, value, copy, href }: { term: string; value: string; copy?: boolean; href?: string }) {
  const w = useWords(words).panel;
  return (
    <>
      <dt>{term}</dt>
      <dd className={copy ? styles.copied : undefined}>
        {href === undefined ? <span>{value}</span> : <Link href={href}>{value}</Link>}
        {copy && <CopyButton iconOnly value={value} label={w.copy(term)} />}
      </dd>
    </>
  );
}
