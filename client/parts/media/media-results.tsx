import { IconAlertTriangle, IconCheck, IconLoader2, IconMinus, IconX } from "@tabler/icons-react";
import type { Seen } from "./media-element.tsx";
import styles from "./media-preview.module.css";
import type { MediaKind } from "./media-url.ts";
import type { useProbe } from "./probe.ts";

/** What the browser and the server found, and a warning where they differ. */
export function MediaResults(props: {
  address: string;
  kind: MediaKind;
  seen: Seen;
  probe: ReturnType<typeof useProbe>;
}) {
  const { address, kind, seen, probe } = props;
  const found = probe.data;
  const differ =
    found !== undefined &&
    ((seen.state === "shown" && found.verdict === "bad") || (seen.state === "failed" && found.verdict === "good"));
  return (
    <div className={styles.results}>
      <ul>
        <li>
          <LevelIcon level={seen.state === "shown" ? "good" : seen.state === "failed" ? "bad" : "pending"} />
          <span>
            <b>In your browser:</b> {seen.state === "loading" ? "loading…" : browserSentence(seen, kind, address)}
          </span>
        </li>
        <li>
          <LevelIcon
            level={probe.off || probe.ask ? "none" : probe.error ? "doubtful" : (found?.verdict ?? "pending")}
          />
          <span>
            <b>Public access:</b> {accessSentence(probe)}{" "}
            {probe.ask !== null && (
              <button type="button" className={styles.check} onClick={probe.ask}>
                Check public access
              </button>
            )}
          </span>
        </li>
      </ul>
      {differ && (
        <p className={styles.warning} role="alert">
          <IconAlertTriangle size={16} aria-hidden />
          {seen.state === "failed"
            ? "Tolokers will probably see it, but your browser does not: a blocker or your network may be in the way."
            : found.code === "ADDRESS_REFUSED"
              ? "You see it because you are in the same network. Tolokers are not."
              : "You see it, but Tolokers will not: your browser may be signed in there or keep an old copy."}
        </p>
      )}
    </div>
  );
}

function browserSentence(seen: Exclude<Seen, { state: "loading" }>, kind: MediaKind, address: string): string {
  if (seen.state === "shown") return "loaded.";
  if (window.location.protocol === "https:" && address.startsWith("http:"))
    return "couldn't load it. The address starts with http://; this page and Toloka's load only https://.";
  return `couldn't load the ${kind}.`;
}

function accessSentence({ off, error, ask, data }: ReturnType<typeof useProbe>): string {
  if (off) return "not checked. Checks are switched off on the server.";
  if (error) return `unknown. ${error}`;
  if (ask !== null) return "not checked, because the address came with a link.";
  if (data === undefined) return "checking…";
  return data.sentences.join(" ");
}

function LevelIcon({ level }: { level: "good" | "doubtful" | "bad" | "pending" | "none" }) {
  if (level === "good") return <IconCheck size={16} className={styles.good} role="img" aria-label="Good" />;
  if (level === "doubtful")
    return <IconAlertTriangle size={16} className={styles.doubtful} role="img" aria-label="Doubtful" />;
  if (level === "bad") return <IconX size={16} className={styles.bad} role="img" aria-label="Bad" />;
  if (level === "none") return <IconMinus size={16} aria-hidden />;
  return <IconLoader2 size={16} className={styles.pending} aria-hidden />;
}
