import type { Connection } from "../../../shared/api/connection.ts";
import type { Language } from "../../../shared/language.ts";
import type { Requester } from "../../../shared/toloka.ts";
import { useLanguage, useWords } from "../../language.ts";
import { Facts } from "../../ui/facts.tsx";
import { Pill } from "../../ui/pill.tsx";
import { EnvironmentPill } from "./environment.tsx";
import { TokenPill, tokenSource } from "./token.tsx";
import { words } from "./words.ts";

/** Which Toloka, whose account and token. */
export function ConnectionFacts({ connection }: { connection: Connection | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const requester = connection?.check.requester;
  return (
    <Facts
      facts={[
        [w.toloka, connection && <EnvironmentPill toloka={connection.toloka} />],
        [w.token, connection && <TokenPill state={connection.check.state} />],
        [w.tokenFrom, connection && tokenSource(connection.token, w)],
        [w.account, requester === null ? w.unknown : requester && accountName(requester, language)],
        [w.balance, requester === null ? w.unknown : requester && <Balance check={connection.check} />],
      ]}
    />
  );
}

function Balance({ check: { requester, balance_low } }: Pick<Connection, "check">) {
  const w = useWords(words);
  const language = useLanguage();
  const text = dollars(requester?.balance, language);
  return balance_low ? <Pill tone="warning">{w.balanceLow(text)}</Pill> : text;
}

/** The account's name in the page's language, and its id. */
function accountName({ id, public_name }: Requester, language: Language): string {
  const name = public_name?.[language.toUpperCase()] ?? public_name?.EN;
  return typeof name === "string" && name !== "" ? `${name} (${id})` : id;
}

const dollars = (amount: Requester["balance"] | undefined, language: Language): string =>
  amount == null ? "" : Number(amount).toLocaleString(language, { style: "currency", currency: "USD" });
