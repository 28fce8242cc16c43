import { useEffect, useRef, useState } from "react";
import { describedBy, GrowingText } from "./field.tsx";
import type { JsonMark, MountedEditor } from "./json-codemirror.ts";
import styles from "./json-editor.module.css";

export interface JsonEditorProps {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  onBlur?: (() => void) | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
  describedBy?: string | undefined;
  /** Problems to mark in the text. */
  marks?: readonly JsonMark[];
  /** The least height, in lines. */
  lines?: number;
}

/**
 * An editor for JSON. CodeMirror is loaded when it is first shown; until then, or if it cannot be loaded, a plain text
 * area takes its place.
 */
export function JsonEditor(props: JsonEditorProps) {
  const { id, label, value, invalid, required, marks } = props;
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedEditor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    import("./json-codemirror.ts").then(
      ({ mountEditor }) => {
        if (gone || host.current === null) return;
        const given = latest.current;
        const hadFocus = host.current.contains(document.activeElement);
        mounted.current = mountEditor(host.current, {
          id: given.id,
          label: given.label,
          text: given.value,
          onChange: (text) => latest.current.onChange(text),
          onBlur: () => latest.current.onBlur?.(),
        });
        setReady(true);
        if (hadFocus) mounted.current.focus();
      },
      () => setReady(false),
    );
    return () => {
      gone = true;
      mounted.current?.destroy();
      mounted.current = null;
    };
  }, []);
  const described = props.describedBy ?? describedBy(id);
  useEffect(() => {
    if (ready)
      mounted.current?.update({ text: value, described, invalid: invalid ?? false, required: required ?? false });
  }, [ready, value, described, invalid, required]);
  useEffect(() => {
    if (ready) mounted.current?.mark(marks ?? []);
  }, [ready, marks]);
  return (
    <div
      ref={host}
      className={styles.editor}
      data-invalid={invalid || undefined}
      style={{ minHeight: `${(props.lines ?? 3) * 1.45 + 0.9}em` }}
    >
      {!ready && <GrowingText {...props} label={label} />}
    </div>
  );
}
