import { useQueryClient } from "@tanstack/react-query";
import { linkedTraining } from "../../../../shared/pool-check/pool-facts.ts";
import { useWords } from "../../../language.ts";
import { poolQuery, requesterQuery } from "../../../queries.ts";
import { useComposer } from "../composer-context.ts";
import { chooseKind } from "../fields/choose-kind.ts";
import { words } from "../words.ts";

const OPENING = new Set(["CLOSED_MANUAL", "CLOSED_COMPLETED", "CLOSED_EXPIRED", "CLOSED_OTHER", "NEVER_OPENED"]);
const WITHOUT_OVERLAP = new Set(["NO_OVERLAP", "OVERLAP_NOT_CHOSEN"]);
/** These pass by themselves, or by what somebody does in Toloka. */
const PASSING = new Set([
  "CLOSED_FOR_UPDATE",
  "CLOSED_NOT_ENOUGH_BALANCE",
  "POOL_LOCKED_BY_ANOTHER_OPERATION",
  "NOT_ENOUGH_BALANCE",
  "POOL_EXPIRED",
  "POOL_EXPIRES_SOON",
  "TRAINING_NOT_CHECKED",
  "TRAINING_NOT_OPEN",
]);

/** What a button can do about a verdict of this code; `null` if nothing here helps. */
export function useWayOut(code: string, onPath: (path: string) => void): { label: string; do: () => void } | null {
  const { form, pool, specs, composed } = useComposer();
  const client = useQueryClient();
  const w = useWords(words).pool;
  const change = (step: () => void) => () => {
    step();
    composed.refresh();
  };
  const open = (open_pool: boolean) => change(() => form.setValue("open_pool", open_pool));
  if (OPENING.has(code)) return { label: w.openOnCreate, do: open(true) };
  if (code === "OPENS_WITH_TASK") return { label: w.dontOpen, do: open(false) };
  if (WITHOUT_OVERLAP.has(code)) return { label: w.setOverlap, do: () => onPath("overlap") };
  if (code === "POOL_IS_TRAINING")
    return {
      label: w.makeTraining,
      do: change(() => {
        chooseKind("training", form, specs);
        onPath("known_solutions");
      }),
    };
  if (!PASSING.has(code)) return null;
  return {
    label: w.checkAgain,
    do: () => {
      const queries = [poolQuery(pool.id), poolQuery(linkedTraining(pool)), requesterQuery];
      for (const { queryKey } of queries) void client.invalidateQueries({ queryKey });
    },
  };
}
