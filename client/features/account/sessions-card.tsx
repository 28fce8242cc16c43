import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionRow } from "../../../shared/api/people/people-routes.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { Ago } from "../../parts/moment.tsx";
import type { Confirmation } from "../../parts/people/passkey.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { ownSessionsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./account.module.css";
import { ConfirmEnding } from "./confirm-ending.tsx";
import { words } from "./words.ts";

/** Where the person is signed in, each to be ended, or all. */
export function SessionsCard() {
  const w = useWords(words);
  const [asking, setAsking] = useState(false);
  const { data, error } = useQuery(ownSessionsQuery);
  const leave = useMutation({
    mutationFn: (confirmation: Confirmation) => call("signOut", { body: { everywhere: true, ...confirmation } }),
    onSuccess: ({ provider }) => window.location.assign(links.signedOut(provider)),
  });
  return (
    <Card
      title={w.sessions}
      actions={
        <Button
          compact
          onClick={() => {
            leave.reset();
            setAsking(true);
          }}
        >
          {w.signOutEverywhere}
        </Button>
      }
    >
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {asking && (
        <ConfirmEnding
          question={w.askEverywhere}
          yes={w.signOutEverywhere}
          busy={leave.isPending}
          error={leave.error}
          onConfirmed={(confirmation) => leave.mutate(confirmation)}
          onCancel={() => setAsking(false)}
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
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: (confirmation: Confirmation) => call("endSession", { params: { id }, body: confirmation }),
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
      {current && <span className={styles.about}>{w.here}</span>}
      {!current && !asking && (
        <Button
          compact
          aria-label={w.endNamed(device)}
          onClick={() => {
            end.reset();
            setAsking(true);
          }}
        >
          {w.end}
        </Button>
      )}
      {asking && (
        <ConfirmEnding
          question={w.askEnd(device)}
          yes={w.endSession}
          busy={end.isPending}
          error={end.error}
          onConfirmed={(confirmation) => end.mutate(confirmation)}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}
