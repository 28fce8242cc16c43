import { type Problem, problemText } from "../../../../shared/api/problem.ts";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { Button } from "../../../ui/button.tsx";
import { FieldsLine } from "./blocked.tsx";
import { Line } from "./line.tsx";
import { words } from "./words.ts";

/** The server could not be reached, or took nothing: what was typed stays, and the same id is used again. */
export function Failure(props: { problem: Problem; onAgain: () => void; onPath: (path: string) => void }) {
  const { problem, onAgain, onPath } = props;
  const w = useWords(words);
  const sentence = problemText(problem, useLanguage());
  const paths = Object.keys(problem.fields ?? {});
  if (paths.length > 0) return <FieldsLine paths={paths} left={paths} onPath={onPath} sentence={sentence} />;
  const corrigible = problem.status === 422 || problem.status === 409;
  const actions = (
    <>
      <CopyButton value={stringifyJson(problem, 2)} label={w.copyDetails} iconOnly />
      {!corrigible && <Button onClick={onAgain}>{w.sendAgain}</Button>}
    </>
  );
  return (
    <Line tone="bad" actions={actions}>
      <p>{sentence}</p>
      {!corrigible && <p>{w.nothingLost}</p>}
    </Line>
  );
}
