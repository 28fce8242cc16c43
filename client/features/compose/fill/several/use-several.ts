import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "wouter";
import type { JsonObject } from "../../../../../shared/values/json.ts";
import { wordsNow } from "../../../../language.ts";
import { links } from "../../../../links.ts";
import { handOver } from "../../../../parts/imports/handed.ts";
import { dialogIsOpen } from "../../../../ui/dialog/dialog-open.ts";
import type { TaskForm } from "../../form/task-form.ts";
import { words } from "../words.ts";
import type { SeveralTasks } from "./several-tasks.ts";

export type ShownTasks = SeveralTasks & { tasks: JsonObject[] };

/** The overlap that the form shows, as text for the page of tables. */
const overlapText = ({ overlap, overlap_number }: TaskForm): string =>
  overlap === "default" ? "" : overlap === "infinite" ? "infinite" : overlap_number;

/**
 * Several tasks that were pasted into the form: a few are shown in it, more on the page of tables. A file that is dropped
 * anywhere on the form goes there too.
 */
export function useSeveral(poolId: string, values: () => TaskForm) {
  const [, navigate] = useLocation();
  const [shown, setShown] = useState<ShownTasks | null>(null);
  const toTable = useCallback(
    (name: string, content: string | File) => {
      const form = values();
      handOver({ name, content, overlap: overlapText(form), openPool: form.open_pool });
      navigate(links.importInto(poolId));
    },
    [values, poolId, navigate],
  );
  const offer = useCallback(
    ({ tasks, text }: SeveralTasks) =>
      tasks === null ? toTable(wordsNow(words).several.pasted, text) : setShown({ tasks, text }),
    [toTable],
  );
  const onDrop = useEffectEvent((event: DragEvent) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined || dialogIsOpen()) return;
    event.preventDefault();
    toTable(file.name, file);
  });
  useEffect(() => {
    // Without it the browser opens the file in place of the page.
    const allow = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    document.addEventListener("dragover", allow);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("drop", onDrop);
    };
  }, []);
  return { shown, offer, close: () => setShown(null), toTable };
}
