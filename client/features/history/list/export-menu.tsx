import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/choice/menu.tsx";
import { words } from "../words.ts";
import { exportAll, exportChosen, type Format } from "./export.ts";

const FORMATS: readonly Format[] = ["csv", "json"];

/** Saves the selected submissions as a file; without a selection all that the filters choose. */
export function ExportMenu({ ids, query }: { ids: readonly string[]; query: () => Record<string, string> }) {
  const w = useWords(words).bulk;
  const chosen = useMutation({ mutationFn: (format: Format) => exportChosen(format, ids) });
  const items = FORMATS.map((format) => ({
    id: format,
    label: (ids.length > 0 ? w.exportSelected : w.exportAll)(format.toUpperCase()),
    act: () => (ids.length > 0 ? chosen.mutate(format) : exportAll(format, query())),
  }));
  return (
    <>
      {chosen.error instanceof ProblemError && <ProblemMessage problem={chosen.error.problem} />}
      <Menu
        label={w.exportAs}
        groups={[{ label: w.exportAs, items }]}
        trigger={(button) => (
          <Button compact icon={<IconDownload size={16} aria-hidden />} aria-busy={chosen.isPending} {...button}>
            {w.exportAs}
            <IconChevronDown size={14} aria-hidden />
          </Button>
        )}
      />
    </>
  );
}
