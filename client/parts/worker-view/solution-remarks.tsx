import { useWords } from "../../language.ts";
import type { SolutionOffer } from "./known-solution.ts";
import { List } from "./remarks.tsx";
import { words } from "./words.ts";

/** What to know before an answer becomes a known solution, which Toloka compares exactly. */
export function SolutionRemarks({ offer: { leftOut, risky, impossible } }: { offer: SolutionOffer }) {
  const w = useWords(words).solution;
  const texts = [
    ...(impossible === null ? [] : [w.impossible(impossible.field, w.leftOut[impossible.why])]),
    ...leftOut.map(({ field, why }) => w.left(field, w.leftOut[why])),
    ...risky.map(({ field, why }) => w.risky(field, w.inexact[why])),
  ];
  return texts.length === 0 ? null : <List texts={texts} />;
}
