import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ProblemError } from "../../api.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { refreshSubmissions } from "../../queries.ts";
import styles from "./history.module.css";

/** A button for one deed; with a question, the deed is done by the second press. */
export function Deed({ words, question, act }: { words: string; question?: string; act: () => Promise<unknown> }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const deed = useMutation({
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
          busy={deed.isPending}
          onYes={() => deed.mutate()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <button
          ref={button}
          type="button"
          className={styles.button}
          aria-busy={deed.isPending}
          onClick={() => {
            if (deed.isPending) return;
            if (question === undefined) deed.mutate();
            else setAsking(true);
          }}
        >
          {words}
        </button>
      )}
      {deed.error instanceof ProblemError && <ProblemMessage problem={deed.error.problem} />}
    </div>
  );
}

/** Gives the focus back to the button that asked, once the question is gone. */
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
