import { useWords } from "../../language.ts";
import { Disclosure } from "../../ui/choice/disclosure.tsx";
import { Strip } from "../../ui/strip.tsx";
import type { ViewWarning } from "../../worker-view/messages.ts";
import type { FrameState } from "./frame/frame-state.ts";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

/** What the frame could not show, does not draw, or warns of. */
export function Remarks({ state: { failures, placeholders, warnings } }: { state: FrameState }) {
  const w = useWords(words);
  const bad = warnings.filter(({ severity }) => severity === "bad");
  const others = warnings.filter(({ severity }) => severity !== "bad");
  const sentence = ({ path, text }: ViewWarning) => (inView(path) ? w.warningAt(text, path) : text);
  return (
    <>
      {failures.length > 0 && (
        <Strip tone="bad" role="alert">
          <b>{w.failures}</b>
          <List texts={failures} />
        </Strip>
      )}
      {bad.length > 0 && (
        <Strip tone="warning" role="status">
          <List texts={bad.map(sentence)} />
        </Strip>
      )}
      {others.length > 0 && (
        <Disclosure summary={w.warnings(others.length)}>
          <List texts={others.map(sentence)} />
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

/** Whether a path leads into the view; others are named in the sentence. */
const inView = (path: string): boolean => path !== "" && !path.startsWith("output_spec");

export const List = ({ texts }: { texts: readonly string[] }) => (
  <ul className={styles.list}>
    {[...new Set(texts)].map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
