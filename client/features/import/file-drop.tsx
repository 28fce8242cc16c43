import { IconDownload, IconFileUpload } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { type Specs, templateTitles } from "../../../shared/task-file/columns.ts";
import { useWords, wordsNow } from "../../language.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import styles from "./import.module.css";
import type { Source } from "./use-sheet.ts";
import { words } from "./words.ts";

const KINDS = ".tsv,.csv,.txt,.xlsx,.json,.jsonl,.ndjson";

/** The place for a file, the button that chooses one, and the pool's template. */
export function FileDrop(props: { specs: Specs; poolId: string; onSource: (source: Source) => void }) {
  const w = useWords(words);
  const input = useRef<HTMLInputElement>(null);
  const template = `data:text/tab-separated-values;charset=utf-8,${encodeURIComponent(`${templateTitles(props.specs).join("\t")}\n`)}`;
  return (
    <div className={styles.drop}>
      <IconFileUpload size={32} aria-hidden />
      <p>{w.drop}</p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => input.current?.click()}>
          {w.choose}
        </Button>
        <a className={buttonClass()} href={template} download={`pool-${props.poolId}.tsv`}>
          <IconDownload size={16} aria-hidden />
          {w.template}
        </a>
      </div>
      <p className={styles.quiet}>{w.formats}</p>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={w.choose}
        accept={KINDS}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) props.onSource({ name: file.name, content: file });
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

/** Takes a file that is dropped anywhere on the page, and text that is pasted outside of a text box. */
export function useDropAnywhere(take: (source: Source) => void): void {
  const onDrop = useEffectEvent((event: DragEvent) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    event.preventDefault();
    take({ name: file.name, content: file });
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData("text") ?? "";
    if (file === undefined && text.trim() === "") return;
    event.preventDefault();
    take(file === undefined ? { name: wordsNow(words).pasted, content: text } : { name: file.name, content: file });
  });
  useEffect(() => {
    // Without it the browser opens the file in place of the page.
    const allow = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    document.addEventListener("dragover", allow);
    document.addEventListener("drop", onDrop);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("drop", onDrop);
      document.removeEventListener("paste", onPaste);
    };
  }, []);
}
