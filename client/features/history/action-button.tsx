import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ProblemError } from "../../api.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { refreshSubmissions } from "../../queries.ts";
import styles from "./history.module.css";

interface ActionButtonProps {
  words: string;
  question?: string;
  act: () => Promise<unknown>;
}

/** A button for an action on a submission. With a `question`, it asks first. */
export function ActionButton({ words, question, act }: ActionButtonProps) {
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
  return (
    <div className={asking ? styles.asking : undefined}>
      {asking && question !== undefined ? (
        <Question
          question={question}
          yes={words}
          no="Leave it as it is"
          busy={action.isPending}
          onYes={() => action.mutate()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <button
          ref={button}
          type="button"
          className={styles.button}
          aria-busy={action.isPending}
          onClick={() => {
            if (action.isPending) return;
            if (question === undefined) action.mutate();
            else setAsking(true);
          }}
        >
          {words}
        </button>
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
