import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { connectionQuery } from "../../queries.ts";
import { Card } from "../../ui/card.tsx";
import styles from "./connection-card.module.css";
import { ConnectionFacts } from "./connection-facts.tsx";
import { ConnectionFailed } from "./connection-failed.tsx";
import { TokenAdvice } from "./token.tsx";
import { words } from "./words.ts";

/** The connection in short, with a link to all about it. */
export function ConnectionCard() {
  const w = useWords(words);
  const { data, error, refetch } = useQuery(connectionQuery);
  return (
    <Card title={w.title} actions={<Link href={links.settings()}>{w.details}</Link>}>
      {error !== null && data === undefined ? (
        <ConnectionFailed error={error} onRetry={refetch} />
      ) : (
        <div className={styles.content}>
          <ConnectionFacts connection={data} />
          {data && <TokenAdvice connection={data} />}
        </div>
      )}
    </Card>
  );
}
