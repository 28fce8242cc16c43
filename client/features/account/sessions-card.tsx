import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionRow } from "../../../shared/api/people/people-routes.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Ago } from "../../parts/moment.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { ownSessionsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./account.module.css";
import { words } from "./words.ts";

/** Where the person is signed in, each to be ended, or all. */
export function SessionsCard() {
  const w = useWords(words);
  const [asking, setAsking] = useState(false);
  const { data, error } = useQuery(ownSessionsQuery);
  const leave = useMutation({
    mutationFn: () => call("signOut", { body: { everywhere: true } }),
    onSuccess: ({ provider }) => window.location.assign(links.signedOut(provider)),
  });
  const failed = error ?? leave.error;
  return (
    <Card
      title={w.sessions}
      actions={
        <Button compact onClick={() => setAsking(true)}>
          {w.signOutEverywhere}
        </Button>
      }
    >
      {failed instanceof ProblemError && <ProblemMessage problem={failed.problem} />}
      {asking && (
        <Question
          question={w.askEverywhere}
          yes={w.signOutEverywhere}
          no={w.cancel}
          busy={leave.isPending}
          onYes={() => leave.mutate()}
          onNo={() => setAsking(false)}
        />
      )}
      <ul className={styles.rows}>
        {data?.items.map((session) => (
          <Row key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ session: { id, device, address, signed_in_at, last_seen, current } }: { session: SessionRow }) {
  const w = useWords(words);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => call("endSession", { params: { id } }),
    onSettled: () => client.invalidateQueries(ownSessionsQuery),
  });
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>{device}</div>
        <div className={styles.about}>
          {address} · {w.signedIn} <Ago at={signed_in_at} /> · {w.lastSeen} <Ago at={last_seen} />
        </div>
      </div>
      {current ? (
        <span className={styles.about}>{w.here}</span>
      ) : (
        <Button compact aria-label={w.endNamed(device)} onClick={() => end.isPending || end.mutate()}>
          {w.end}
        </Button>
      )}
    </li>
  );
}
