import { useState } from "react";
import { messageText } from "../../../../shared/api/problem.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Line } from "../../../ui/text/field.tsx";
import styles from "../compose.module.css";
import { useComposedPart, useComposer } from "../composer-context.ts";
import { useDraftMember } from "../draft/draft-store.ts";
import { domId } from "../form/field-names.ts";
import { words } from "../words.ts";

/** The id under which the task is created; an own one can be typed. */
export function OperationId() {
  const { draft } = useComposer();
  const w = useWords(words).options;
  const language = useLanguage();
  const operation_id = useDraftMember(draft, "operation_id");
  const wrong = useComposedPart(({ problems }) => problems["parameters.operation_id"]);
  const [text, setText] = useState<string | null>(null);
  const settled = text === null || text === operation_id;
  const problem = settled && wrong !== undefined ? messageText(wrong, language) : undefined;
  const id = domId("operation_id");
  return (
    <Field id={id} label={w.operationId} about={w.operationIdAbout} error={problem}>
      <div className={styles.beside}>
        <Line
          id={id}
          value={text ?? operation_id}
          invalid={problem !== undefined}
          onChange={(typed) => {
            setText(typed);
            draft.ownId(typed);
          }}
          onBlur={() => setText(null)}
        />
        <Button aria-label={w.newIdLabel} onClick={() => draft.newId()}>
          {w.newId}
        </Button>
      </div>
    </Field>
  );
}
