import { useWords } from "../../language.ts";
import { Disclosure } from "../../ui/choice/disclosure.tsx";
import { Strip } from "../../ui/strip.tsx";
import type { FrameState } from "./frame-state.ts";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

/** What the frame could not show, does not draw, or warns of. */
export function Remarks({ state: { failures, placeholders, warnings } }: { state: FrameState }) {
  const w = useWords(words);
  return (
    <>
      {failures.length > 0 && (
        <Strip tone="bad" role="alert">
          <b>{w.failures}</b>
          <List texts={failures} />
        </Strip>
      )}
      {warnings.length > 0 && (
        <Disclosure summary={w.warnings(warnings.length)}>
          <List texts={warnings.map(({ path, text }) => w.problemOf(path, text))} />
        </Disclosure>
      )}
      {placeholders.length > 0 && (
        <Disclosure summary={w.placeholders(placeholders.length)}>
          <List texts={placeholders.map(({ type, why }) => w.problemOf(type, why))} />
        </Disclosure>
      )}
    </>
  );
}

export const List = ({ texts }: { texts: readonly string[] }) => (
  <ul className={styles.list}>
    {[...new Set(texts)].map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
