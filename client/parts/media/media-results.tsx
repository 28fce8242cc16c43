import { IconAlertTriangle, IconCheck, IconLoader2, IconMinus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { mediaSentence } from "../../../shared/media/media-text.ts";
import { useLanguage, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Pill, type Tone } from "../../ui/pill.tsx";
import type { Seen } from "./media-element.tsx";
import styles from "./media-results.module.css";
import type { useProbe } from "./probe.ts";
import { words } from "./words.ts";

type Probing = ReturnType<typeof useProbe>;
type Level = "good" | "doubtful" | "bad" | "pending" | "none";

/**
 * Whether the browser and the public can load the media, in a row, and below what else is known: the facts (`children`),
 * and what is wrong.
 */
export function MediaResults(props: { address: string; seen: Seen; probe: Probing; children: ReactNode }) {
  const { address, seen, probe } = props;
  const w = useWords(words);
  const access = accessState(probe);
  const browser = ({ shown: "good", failed: "bad", loading: "pending" } as const)[seen.state];
  return (
    <>
      <div className={styles.row}>
        <Result level={browser} name={w.browser} state={w.browserState[seen.state]} />
        <Result level={LEVELS[access]} name={w.access} state={w.accessState[access]} />
        {probe.ask !== null && (
          <Button compact onClick={probe.ask}>
            {w.check}
          </Button>
        )}
      </div>
      <p className={styles.facts} role="status">
        {props.children}
      </p>
      <p className={styles.details} role="status">
        {useDetails(address, seen, probe)}
      </p>
    </>
  );
}

function Result({ level, name, state }: { level: Level; name: string; state: string }) {
  const { Icon, tone } = LOOKS[level];
  return (
    <Pill
      tone={tone}
      icon={<Icon size={14} className={level === "pending" ? styles.pending : undefined} aria-hidden />}
    >
      {name}: {state}
    </Pill>
  );
}

const LOOKS: Record<Level, { Icon: typeof IconCheck; tone: Tone }> = {
  good: { Icon: IconCheck, tone: "good" },
  doubtful: { Icon: IconAlertTriangle, tone: "warning" },
  bad: { Icon: IconX, tone: "bad" },
  pending: { Icon: IconLoader2, tone: "neutral" },
  none: { Icon: IconMinus, tone: "neutral" },
};

type Access = keyof (typeof words)["en"]["accessState"];

const LEVELS: Record<Access, Level> = {
  good: "good",
  doubtful: "doubtful",
  bad: "bad",
  checking: "pending",
  unknown: "doubtful",
  off: "none",
  linked: "none",
};

function accessState({ off, error, ask, data }: Probing): Access {
  if (off) return "off";
  if (error !== null) return "unknown";
  if (ask !== null) return "linked";
  return data?.verdict ?? "checking";
}

/** The findings that are not plain good, and why the two results differ. */
function useDetails(address: string, seen: Seen, { off, error, ask, data }: Probing): string {
  const w = useWords(words);
  const language = useLanguage();
  const insecure =
    seen.state === "failed" && window.location.protocol === "https:" && address.startsWith("http:")
      ? w.mixedContent
      : null;
  const differ =
    seen.state === "failed" && data?.verdict === "good"
      ? w.differ.onlyPublic
      : seen.state === "shown" && data?.verdict === "bad"
        ? data.code === "ADDRESS_REFUSED"
          ? w.differ.sameNetwork
          : w.differ.onlyHere
        : null;
  // The first sentence of a good result says what the row says.
  const findings = data?.verdict === "good" ? data.findings.slice(1) : data?.findings;
  const found = findings && mediaSentence(findings.flat(), language);
  return [insecure, off ? w.off : (error ?? (ask === null && found)), differ].filter(Boolean).join(" ");
}
