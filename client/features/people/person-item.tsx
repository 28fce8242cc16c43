import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InvitationLink, PersonRow } from "../../../shared/api/people/people-routes.ts";
import type { Role } from "../../../shared/roles.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { Ago } from "../../parts/moment.tsx";
import { RoleChoice } from "../../parts/people/role-choice.tsx";
import { words as peopleWords } from "../../parts/people/words.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { useSession } from "../../parts/session.tsx";
import { peopleQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Pill } from "../../ui/pill.tsx";
import styles from "./people.module.css";
import { words } from "./words.ts";

type Action = { do: "reset" | "resetFactor" | "disable" | "enable" } | { do: "role"; role: Role };

interface PersonItemProps {
  person: PersonRow;
  /** Whether there are passwords to reset. */
  passwords: boolean;
  onLink: (link: InvitationLink | null) => void;
}

/** Asks the server; the link that a reset answers with, otherwise null. */
async function request(id: string, action: Action): Promise<InvitationLink | null> {
  const params = { id };
  if (action.do === "reset") return call("resetPerson", { params });
  if (action.do === "resetFactor") return (await call("resetFactor", { params })).link;
  if (action.do === "role") await call("changeRole", { params, body: { role: action.role } });
  else await call(action.do === "disable" ? "disablePerson" : "enablePerson", { params });
  return null;
}

/** A person with their role and what can be done about them. What ends sessions or changes rights asks first. */
export function PersonItem({ person, passwords, onLink }: PersonItemProps) {
  const w = useWords(words);
  const { roles } = useWords(peopleWords);
  const client = useQueryClient();
  const session = useSession();
  const [asking, setAsking] = useState<Action | null>(null);
  const run = useMutation({
    mutationFn: (action: Action) => request(person.id, action),
    onSuccess: (link) => {
      setAsking(null);
      if (link !== null) onLink(link);
    },
    onSettled: () => client.invalidateQueries(peopleQuery),
  });
  const { name, role, state, last_seen, factors } = person;
  const questionOf = (action: Action): { question: string; yes: string } => {
    if (action.do === "role") return { question: w.askRole(name, roles[action.role]), yes: w.changeRole };
    if (action.do === "resetFactor") return { question: w.askResetFactor(name), yes: w.resetFactor };
    return action.do === "disable"
      ? { question: w.askDisable(name), yes: w.disable }
      : { question: w.askReset(name), yes: w.reset };
  };
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <div className={styles.who}>
          <div className={styles.name}>{name}</div>
          <div className={styles.about}>
            {w.lastSeen}: {last_seen === null ? w.never : <Ago at={last_seen} />}
            {factors.length > 0 && ` · ${factors.map((factor) => w.factors[factor]).join(", ")}`}
          </div>
        </div>
        <div className={styles.state}>
          <Pill tone={TONES[state]}>{w.states[state]}</Pill>
        </div>
        <div className={styles.role}>
          <RoleChoice
            label={w.roleOf(name)}
            value={role}
            onChange={(chosen) => setAsking({ do: "role", role: chosen })}
          />
        </div>
        <fieldset className={styles.actions} aria-label={w.actionsFor(name)}>
          {state === "disabled" ? (
            <Button compact onClick={() => run.mutate({ do: "enable" })}>
              {w.enable}
            </Button>
          ) : (
            <>
              {passwords && (
                <Button
                  compact
                  onClick={() => (state === "invited" ? run.mutate({ do: "reset" }) : setAsking({ do: "reset" }))}
                >
                  {state === "invited" ? w.newLink : w.reset}
                </Button>
              )}
              {factors.length > 0 && name !== session?.operator && (
                <Button compact onClick={() => setAsking({ do: "resetFactor" })}>
                  {w.resetFactor}
                </Button>
              )}
              <Button compact onClick={() => setAsking({ do: "disable" })}>
                {w.disable}
              </Button>
            </>
          )}
        </fieldset>
      </div>
      {asking !== null && (
        <Question
          {...questionOf(asking)}
          no={w.cancel}
          busy={run.isPending}
          onYes={() => run.mutate(asking)}
          onNo={() => setAsking(null)}
        />
      )}
      {run.error instanceof ProblemError && <ProblemMessage problem={run.error.problem} />}
    </li>
  );
}

const TONES = { active: "good", invited: "neutral", disabled: "warning" } as const;
