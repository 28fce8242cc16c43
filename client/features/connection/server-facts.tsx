import { IconAlertTriangle, IconCheck, IconPlayerPause } from "@tabler/icons-react";
import { Link } from "wouter";
import type { Connection } from "../../../shared/api/connection.ts";
import type { Language } from "../../../shared/language.ts";
import { grouped } from "../../../shared/values/counts.ts";
import { useLanguage, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { dateAndTime, waitText } from "../../parts/clock.ts";
import { Ago } from "../../parts/moment.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Pill } from "../../ui/pill.tsx";
import { words } from "./words.ts";

interface Props {
  connection: Connection | undefined;
}

/** Where Toloka is, and when it was asked. */
export function AddressFacts({ connection }: Props) {
  const w = useWords(words);
  return (
    <Facts
      facts={[
        [w.address, connection?.toloka.url],
        [w.checked, connection && <Ago at={connection.check.checked_at} />],
      ]}
    />
  );
}

/** What is used of Toloka's limits. */
export function LimitFacts({ connection }: Props) {
  const w = useWords(words);
  const creations = connection?.overview?.creations;
  const none = connection && (connection.overview === null ? w.unknown : w.notCounted);
  return (
    <Facts
      facts={[
        [w.minute, creations ? w.used(creations.minute.used, creations.minute.limit) : none],
        [w.day, creations ? w.used(creations.day.used, creations.day.limit) : none],
        [w.rate, connection && w.perSecond(connection.requests_per_second)],
      ]}
    />
  );
}

/** What waits to be sent, and whether it is being sent. */
export function QueueFacts({ connection }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const queue = connection?.queue;
  const unfinished = connection?.overview?.unfinished;
  const unknown = connection && w.unknown;
  const names = ["queued", "sending", "waiting", "uncertain"] as const;
  return (
    <Facts
      facts={[
        [w.state, queue ? <QueueState paused={queue.paused} /> : unknown],
        ...names.map(
          (name) => [w.statuses[name], unfinished ? grouped(unfinished[name] ?? 0, language) : unknown] as const,
        ),
        [w.wait, queue ? (queue.wait_seconds < 1 ? w.noWait : waitText(Math.ceil(queue.wait_seconds))) : unknown],
        [w.foreign, queue ? grouped(queue.foreign, language) : unknown],
      ]}
    />
  );
}

function QueueState({ paused }: { paused: string | null }) {
  const w = useWords(words);
  return paused === null ? (
    <Pill tone="good" icon={<IconCheck size={14} aria-hidden />}>
      {w.active}
    </Pill>
  ) : (
    <Pill tone="warning" icon={<IconPlayerPause size={14} aria-hidden />}>
      {paused}
    </Pill>
  );
}

/** What the journal holds, and whether it works. */
export function JournalFacts({ connection }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const overview = connection?.overview;
  const unknown = connection && w.unknown;
  return (
    <Facts
      facts={[
        [w.health, connection && <JournalState journal={connection.journal} />],
        [w.engine, connection && w.engines[connection.journal.engine]],
        [w.size, overview ? megabytes(overview.bytes, language) : unknown],
        [w.submissions, overview ? grouped(overview.submissions, language) : unknown],
        [w.comparison, <Link href={links.reconciliation()}>{w.comparisonLink}</Link>],
      ]}
    />
  );
}

function JournalState({ journal: { failure, hold } }: { journal: Connection["journal"] }) {
  const w = useWords(words);
  if (failure !== null)
    return (
      <Pill tone="bad" icon={<IconAlertTriangle size={14} aria-hidden />}>
        {failure}
      </Pill>
    );
  return hold === null ? (
    <Pill tone="good" icon={<IconCheck size={14} aria-hidden />}>
      {w.healthy}
    </Pill>
  ) : (
    <Pill tone="warning" icon={<IconPlayerPause size={14} aria-hidden />}>
      {w.hold(hold.reason)}
    </Pill>
  );
}

const megabytes = (bytes: number, language: Language): string =>
  (bytes / 1e6).toLocaleString(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });

/** The program itself. */
export function ServerFacts({ connection }: Props) {
  const w = useWords(words);
  return (
    <Facts
      facts={[
        [w.version, connection?.version],
        [w.started, connection && dateAndTime(connection.started_at)],
        [w.probe, connection && (connection.probe ? w.probeOn : w.probeOff)],
      ]}
    />
  );
}
