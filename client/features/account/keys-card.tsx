import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { KeyRow } from "../../../shared/api/people/people-routes.ts";
import type { Role } from "../../../shared/roles.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { Ago } from "../../parts/moment.tsx";
import { words as peopleWords } from "../../parts/people/words.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { ownKeysQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./account.module.css";
import { KeyForm } from "./key-form.tsx";
import { words } from "./words.ts";

/** The person's API keys. */
export function KeysCard({ role }: { role: Role }) {
  const w = useWords(words);
  const { data, error } = useQuery(ownKeysQuery);
  return (
    <Card title={w.keys} actions={<a href="/api/docs">{w.keysDocs}</a>}>
      <p className={styles.about}>{w.keysAbout}</p>
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {data?.items.length === 0 && <p>{w.noKeys}</p>}
      <ul className={styles.rows}>
        {data?.items.map((key) => (
          <Row key={key.id} apiKey={key} />
        ))}
      </ul>
      <KeyForm most={role} />
    </Card>
  );
}

function Row({ apiKey: { id, name, role, expires_at, last_used } }: { apiKey: KeyRow }) {
  const w = useWords(words);
  const { roles } = useWords(peopleWords);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => call("endKey", { params: { id } }),
    onSettled: () => client.invalidateQueries(ownKeysQuery),
  });
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>{name}</div>
        <div className={styles.about}>
          {roles[role]} · {w.expires} {dateAndTime(expires_at)} · {w.lastUsed}{" "}
          {last_used === null ? w.never : <Ago at={last_used} />}
        </div>
      </div>
      <Button compact aria-label={w.revokeNamed(name)} onClick={() => setAsking(true)}>
        {w.revoke}
      </Button>
      {asking && (
        <Question
          question={w.askRevoke(name)}
          yes={w.revoke}
          no={w.cancel}
          busy={end.isPending}
          onYes={() => end.mutate()}
          onNo={() => setAsking(false)}
        />
      )}
    </li>
  );
}
