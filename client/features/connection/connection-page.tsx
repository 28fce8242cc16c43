import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../language.ts";
import { ConnectionFacts } from "../../parts/toloka/connection-facts.tsx";
import { ConnectionFailed } from "../../parts/toloka/connection-failed.tsx";
import { TokenAdvice } from "../../parts/toloka/token.tsx";
import { words as tolokaWords } from "../../parts/toloka/words.ts";
import { connectionQuery, readConnection } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./connection-page.module.css";
import { DeviceSettings } from "./device-settings.tsx";
import { AddressFacts, JournalFacts, LimitFacts, QueueFacts, ServerFacts } from "./server-facts.tsx";
import { words } from "./words.ts";

/** The page "Connection": how the server is connected, whether it works, and what is set on this device. */
export default function ConnectionPage() {
  const w = useWords(words);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(connectionQuery);
  const check = useMutation({
    mutationFn: () => readConnection(true),
    onSuccess: (connection) => client.setQueryData(connectionQuery.queryKey, connection),
  });
  const failed = check.error ?? (data === undefined ? error : null);
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {failed !== null && <ConnectionFailed error={failed} onRetry={refetch} />}
      <div className={styles.cards}>
        <Card
          title={useWords(tolokaWords).toloka}
          actions={
            <Button compact aria-disabled={check.isPending} onClick={() => check.isPending || check.mutate()}>
              {check.isPending ? w.checking : w.checkNow}
            </Button>
          }
        >
          <ConnectionFacts connection={data} />
          <AddressFacts connection={data} />
          {data && <TokenAdvice connection={data} />}
        </Card>
        <Card title={w.queue}>
          <QueueFacts connection={data} />
        </Card>
        <Card title={w.limits}>
          <LimitFacts connection={data} />
        </Card>
        <Card title={w.journal}>
          <JournalFacts connection={data} />
        </Card>
        <Card title={w.server}>
          <ServerFacts connection={data} />
        </Card>
        <DeviceSettings />
      </div>
    </div>
  );
}
