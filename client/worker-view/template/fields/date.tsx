import { useState } from "react";
import { asText } from "../../engine/values.ts";
import { named } from "../part.tsx";
import { jsonOf, listOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { dayOf, momentOf, readMoment, textOfMoment } from "./moments.ts";
import { useWrite } from "./use-write.ts";

/** A moment in UTC, to the second: `2026-01-31T09:30:00Z`. Days of `blockList` are named and not taken. */
export function DateField({ part, ids }: DrawingProps) {
  const { words } = useView();
  const write = useWrite(part);
  const [refused, setRefused] = useState("");
  const withTime = textOf(part, "format") === "date-time";
  const blocked = listOf(part, "blockList").map((one) => asText(jsonOf(one)));
  const limits = ["min", "max"].map((name) => textOf(part, name));
  const unreadable = [...limits, ...blocked].find((text) => text !== "" && readMoment(text) === null);
  // The worker's page has an error in the place of such a field.
  if (unreadable !== undefined)
    return (
      <p className={styles.wrong} role="alert">
        {words.date.unreadable(unreadable)}
      </p>
    );
  const days = [...new Set(blocked.flatMap((text) => dayOf(readMoment(text)) ?? []))].sort();
  const limit = (text: string | undefined) => textOfMoment(readMoment(text ?? ""), withTime) || undefined;
  const choose = (text: string) => {
    const moment = momentOf(text);
    const day = dayOf(moment === undefined ? null : readMoment(moment));
    setRefused(day !== null && days.includes(day) ? day : "");
    if (day === null || !days.includes(day)) write(moment);
  };
  const value = typeof part.value === "string" ? readMoment(part.value) : null;
  return (
    <div className={styles.options}>
      <input
        {...named(part, ids)}
        aria-invalid={ids.error !== undefined || refused !== ""}
        type={withTime ? "datetime-local" : "date"}
        className={styles.date}
        min={limit(limits[0])}
        max={limit(limits[1])}
        value={textOfMoment(value, withTime)}
        onChange={({ target }) => choose(target.value)}
      />
      {refused !== "" && (
        <p className={styles.wrong} role="alert">
          {words.date.refused(refused)}
        </p>
      )}
      {days.length > 0 && <p className={styles.note}>{words.date.blocked(days.slice(0, 20).join(", "))}</p>}
    </div>
  );
}
