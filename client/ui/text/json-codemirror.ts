import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** A problem with its range in the text. */
export interface JsonMark {
  from: number;
  to: number;
  message: string;
}

export interface MountedEditor {
  update(state: { text: string; described: string; invalid: boolean; required: boolean }): void;
  mark(marks: readonly JsonMark[]): void;
  focus(): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-name)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.bool, tags.null], color: "var(--code-word)" },
]);

/** Mounts a CodeMirror editor for JSON in `host`. Tab moves to the next control, as in other inputs. */
export function mountEditor(
  host: HTMLElement,
  given: { id: string; label: string; text: string; onChange: (text: string) => void; onBlur: () => void },
): MountedEditor {
  const attributes = new Compartment();
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
  const named = (more: Record<string, string>) =>
    EditorView.contentAttributes.of({ id: given.id, "aria-label": given.label, "aria-multiline": "true", ...more });
  let silent = false;
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: given.text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        json(),
        history(),
        drawSelection(),
        bracketMatching(),
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap.filter(({ key }) => key !== "Mod-Enter" && key !== "Mod-k"), ...historyKeymap]),
        attributes.of(named({})),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent) given.onChange(update.state.doc.toString());
          if (update.focusChanged && !update.view.hasFocus) given.onBlur();
        }),
      ],
    }),
  });
  return {
    update({ text, described, invalid, required }) {
      const now = view.state.doc.toString();
      const changed = now === text ? {} : { changes: { from: 0, to: now.length, insert: text } };
      const more = {
        "aria-describedby": described,
        "aria-invalid": String(invalid),
        "aria-required": String(required),
      };
      silent = true;
      view.dispatch({ ...changed, effects: attributes.reconfigure(named(more)) });
      silent = false;
    },
    mark(marks) {
      const length = view.state.doc.length;
      const found = marks.map(
        ({ from, to, message }): Diagnostic => ({
          from: Math.min(from, length),
          to: Math.min(Math.max(to, from), length),
          severity: "error",
          message,
        }),
      );
      view.dispatch(setDiagnostics(view.state, found));
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
