import { IconReplace } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { submissionQuery } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { words } from "./words.ts";

/** Which task the one in the form replaces, and the way to create it as a separate task instead. */
export function ReplacesLine({ replaces, onDrop }: { replaces: string | null; onDrop: () => void }) {
  const w = useWords(words);
  const found = useQuery(submissionQuery(replaces)).data;
  const task = found !== undefined && "created_task" in found ? found.created_task : null;
  return (
    <div role="status">
      {replaces !== null && (
        <Strip
          tone="accent"
          icon={<IconReplace size={18} aria-hidden />}
          actions={
            <Button compact onClick={onDrop}>
              {w.separate}
            </Button>
          }
        >
          {w.replaces} <a href={links.submission(replaces)}>{task === null ? w.earlierTask : w.task(task.id)}</a>.{" "}
          {w.stops}
        </Strip>
      )}
    </div>
  );
}
