import { Link } from "wouter";
import type { AuditEntry } from "../../../shared/api/audit/audit-routes.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { words as peopleWords } from "../../parts/people/words.ts";
import { Pill } from "../../ui/pill.tsx";
import styles from "./audit.module.css";
import { changesOf } from "./changes.ts";
import { words } from "./words.ts";

interface EntryProps {
  entry: AuditEntry;
  /** The names of people, by their ids. */
  names: ReadonlyMap<string, string>;
}

/** One entry: who, what, when, from where, to what, with what outcome, and what was changed. */
export function EntryItem({ entry, names }: EntryProps) {
  const w = useWords(words);
  const { seq, at, action, subject, status, code } = entry;
  const failed = status >= 400;
  const about = subject === null ? null : (names.get(subject) ?? subject);
  return (
    <li className={styles.entry} aria-label={w.entry(seq)}>
      <div className={styles.when}>
        <time dateTime={at}>{dateAndTime(at)}</time>
        <span className={styles.seq}>{seq}</span>
      </div>
      <div className={styles.what}>
        <div className={styles.head}>
          <strong>{w.actions[action] ?? action}</strong>
          {about !== null && subject !== null && (
            <Link href={links.audit({ subject })} aria-label={w.onlyThis(about)}>
              {about}
            </Link>
          )}
          <Pill tone={failed ? "warning" : "good"}>{failed ? w.failed(code ?? String(status)) : w.done}</Pill>
        </div>
        <Who entry={entry} />
        <Changes entry={entry} />
      </div>
    </li>
  );
}

function Who({ entry: { name, role, via, address, device, action } }: Pick<EntryProps, "entry">) {
  const w = useWords(words);
  const { roles } = useWords(peopleWords);
  const unnamed = via === "command" ? w.command : via === "server" ? w.server : w.nobody;
  const counted = action === "refusedRequests" && address === "" ? w.addresses : address;
  const parts = [
    name === "" ? unnamed : name,
    role !== null && (roles[role as keyof typeof roles] ?? role),
    counted,
    via === "key" ? w.byKey(device) : device,
  ];
  return <div className={styles.about}>{parts.filter(Boolean).join(" · ")}</div>;
}

function Changes({ entry }: Pick<EntryProps, "entry">) {
  const w = useWords(words);
  const changes = changesOf(entry);
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          {name !== "" && `${name}: `}
          {before !== undefined && <del>{before}</del>}
          {before !== undefined && " → "}
          <ins>{after ?? w.absent}</ins>
        </li>
      ))}
    </ul>
  );
}
