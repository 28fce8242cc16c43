import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../language.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { ownLimitsQuery } from "../../queries.ts";
import { Card } from "../../ui/card.tsx";
import { Facts } from "../../ui/facts.tsx";
import { words } from "./words.ts";

/** What the person may create a day, and has created today. Nothing, if there are no limits. */
export function LimitsCard() {
  const w = useWords(words);
  const { data } = useQuery(ownLimitsQuery);
  if (data?.resets_at == null) return null;
  const { tasks, dollars, resets_at } = data;
  const facts: [string, string][] = [];
  if (tasks !== null) facts.push([w.limitTasks, w.usedOf(String(tasks.used), String(tasks.max))]);
  if (dollars !== null) facts.push([w.limitDollars, w.usedOf(dollars.used, dollars.max)]);
  return (
    <Card title={w.limits}>
      <Facts facts={[...facts, [w.limitResets, dateAndTime(resets_at)]]} />
    </Card>
  );
}
