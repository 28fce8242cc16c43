import { useState } from "react";
import { useWords } from "../../../language.ts";
import { fieldName } from "../../../parts/field-name.ts";
import { Button } from "../../../ui/button.tsx";
import { useComposed } from "../composer-context.ts";
import { Line } from "./line.tsx";
import type { Problems } from "./phases.ts";
import { words } from "./words.ts";

/** What kept the last press from creating: how many fields, and the way from one to the next. */
export function Blocked({ problems, onPath }: { problems: Problems; onPath: (path: string) => void }) {
  const now = useComposed();
  // What has been corrected since is no longer counted; the JSON view's problem and the pool's stay until the next press.
  const whole = problems.pool_id ?? problems.task;
  const left = Object.keys(problems).filter((path) => Object.hasOwn(now.problems, path));
  if (whole !== undefined) return <Whole sentence={whole.message} path={Object.keys(problems)[0]!} onPath={onPath} />;
  return <FieldsLine paths={Object.keys(problems)} left={left} onPath={onPath} />;
}

/** Nothing can be created from this pool, or from the JSON as it is. */
function Whole({ sentence, path, onPath }: { sentence: string; path: string; onPath: (path: string) => void }) {
  const w = useWords(words);
  const next = (
    <Button compact onClick={() => onPath(path)}>
      {w.next}
    </Button>
  );
  return (
    <Line tone="bad" actions={next}>
      <b>{w.blocked}</b> {sentence}
    </Line>
  );
}

/**
 * `paths`: all that needed attention, in order; `left`: those that still do. The first had the focus at the press. The pool is
 * no field: the sentence says what is wrong with it.
 */
export function FieldsLine(props: {
  paths: readonly string[];
  left: readonly string[];
  onPath: (path: string) => void;
  sentence?: string;
}) {
  const { paths, onPath, sentence } = props;
  const left = props.left.filter((path) => path !== "pool_id");
  const w = useWords(words);
  const [last, setLast] = useState(paths[0]);
  if (left.length === 0 && sentence === undefined) return null;
  const after = paths.slice(paths.indexOf(last ?? "") + 1).find((path) => left.includes(path));
  const target = after ?? left[0];
  const next = target !== undefined && (
    <Button
      compact
      onClick={() => {
        setLast(target);
        onPath(target);
      }}
    >
      {left.length === 1 ? w.fix(fieldName(target)) : w.next}
    </Button>
  );
  return (
    <Line tone="bad" actions={next}>
      {sentence !== undefined && <p>{sentence}</p>}
      {left.length > 0 && <b>{w.attention(left.length)}</b>}
    </Line>
  );
}
