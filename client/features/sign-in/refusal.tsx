import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage } from "../../language.ts";
import { Strip } from "../../ui/strip.tsx";

/** Why it was refused, in a sentence. The details that other pages show would be of no use here. */
export function Refusal({ error }: { error: Error | null }) {
  const language = useLanguage();
  if (!(error instanceof ProblemError)) return null;
  return (
    <Strip tone="bad" role="alert">
      {problemText(error.problem, language)}
    </Strip>
  );
}
