import { useEffect, useState } from "react";
import type { Project } from "../../../shared/toloka.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import { useLanguage } from "../../language.ts";
import type { AskedWarnings, FoundWarning } from "../../worker-view/warnings-worker/messages.ts";
import { frameKind } from "./frame/frame-kind.ts";

/** After the form is there, so that nothing of it waits; and how long the search may take; in milliseconds. */
const AFTER = 1_000;
const LONGEST = 10_000;

/**
 * What may go wrong with a project's Template Builder interface, the worst first; empty until it is known. Found in a thread
 * of its own. If that fails, the form goes on without.
 */
export function useViewWarnings({ task_spec }: Project): readonly FoundWarning[] {
  const language = useLanguage();
  const { view_spec, input_spec, output_spec } = task_spec;
  const asked =
    view_spec !== undefined && frameKind(task_spec) === "template"
      ? stringifyJson({ view_spec, input_spec, output_spec, language } satisfies AskedWarnings)
      : null;
  const [found, setFound] = useState<{ asked: string; warnings: readonly FoundWarning[] } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    let worker: Worker | undefined;
    const end = () => worker?.terminate();
    const begin = setTimeout(() => {
      worker = new Worker(new URL("../../worker-view/warnings-worker/worker.ts", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }: MessageEvent<FoundWarning[]>) => {
        setFound({ asked, warnings: data });
        end();
      };
      worker.onerror = (event) => {
        event.preventDefault();
        end();
      };
      worker.postMessage(asked);
    }, AFTER);
    const late = setTimeout(end, AFTER + LONGEST);
    return () => {
      clearTimeout(begin);
      clearTimeout(late);
      end();
    };
  }, [asked]);
  return found !== null && found.asked === asked ? found.warnings : [];
}
