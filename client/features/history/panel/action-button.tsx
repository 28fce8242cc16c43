import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { Question } from "../../../parts/question.tsx";
import { refreshSubmissions } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { words } from "../words.ts";
import styles from "./panel.module.css";

interface ActionButtonProps {
  label: string;
  question?: string;
  disabled?: boolean;
  /** Not possible for the moment: there is no button, but a question that is open stays, and waits. */
  paused?: boolean;
  act: () => Promise<unknown>;
}

/** A button for an action on a submission. With a `question`, it asks first. */
export function ActionButton({ label, question, disabled = false, paused = false, act }: ActionButtonProps) {
  const w = useWords(words).panel;
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const action = useMutation({
    mutationFn: act,
    onSettled: () => {
      setAsking(false);
      void refreshSubmissions(client);
    },
  });
  const button = useReturningFocus(asking);
  if (paused && !asking) return null;
  return (
    <div className={asking ? styles.asking : undefined}>
      {asking && question !== undefined ? (
        <Question
          question={question}
          yes={label}
          no={w.no}
          busy={action.isPending || paused}
          onYes={() => action.mutate()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <Button
          ref={button}
          disabled={disabled}
          aria-busy={action.isPending}
          onClick={() => {
            if (action.isPending) return;
            if (question === undefined) action.mutate();
            else setAsking(true);
          }}
        >
          {label}
        </Button>
      )}
      {action.error instanceof ProblemError && <ProblemMessage problem={action.error.problem} />}
    </div>
  );
}

/** Gives the focus back to the button once its question has closed. */
function useReturningFocus(asking: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asking) asked.current = true;
    else if (asked.current) {
      asked.current = false;
      button.current?.focus();
    }
  }, [asking]);
  return button;
}
