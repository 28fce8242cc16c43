import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { requesterQuery } from "../../queries.ts";
import { Card } from "../../ui/card.tsx";
import { useSession } from "../session.tsx";
import styles from "./connection-card.module.css";
import { EnvironmentPill } from "./environment.tsx";
import { words } from "./words.ts";

/** Which Toloka, whose account, and whether it can be reached. */
export function ConnectionCard() {
  const w = useWords(words).connection;
  const language = useLanguage();
  const session = useSession();
  const requester = useQuery(requesterQuery);
  const dollars = useDollars();
  return (
    <Card title={w.title} actions={<Link href={links.settings()}>{w.details}</Link>}>
      <dl className={styles.facts}>
        <dt>{w.toloka}</dt>
        <dd>{session && <EnvironmentPill toloka={session.toloka} />}</dd>
        <dt>{w.account}</dt>
        <dd>{requester.data?.id}</dd>
        <dt>{w.balance}</dt>
        <dd>{requester.data && dollars(requester.data.balance)}</dd>
      </dl>
      {requester.error instanceof ProblemError && <p role="alert">{problemText(requester.error.problem, language)}</p>}
    </Card>
  );
}

function useDollars() {
  const language = useLanguage();
  return (amount: unknown): string =>
    amount == null ? "" : Number(amount).toLocaleString(language, { style: "currency", currency: "USD" });
}
