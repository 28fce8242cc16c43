import { IconAlertTriangle, IconCheck, IconLoader2, IconX } from "@tabler/icons-react";
import type { Seen } from "./media-element.tsx";
import styles from "./media-preview.module.css";
import type { MediaKind } from "./media-url.ts";
import type { useProbe } from "./probe.ts";

/** The two results side by side, and a warning where they differ. */
export function Opinions(props: { address: string; kind: MediaKind; seen: Seen; probe: ReturnType<typeof useProbe> }) {
  const { address, kind, seen, probe } = props;
  const found = probe.data;
  const differ =
    found !== undefined &&
    ((seen.state === "shown" && found.verdict === "bad") || (seen.state === "failed" && found.verdict === "good"));
  return (
    <div className={styles.opinions}>
      <ul>
        <li>
          <Mark level={seen.state === "shown" ? "good" : seen.state === "failed" ? "bad" : "pending"} />
          <span>
            <b>Your browser:</b> {seen.state === "loading" ? "loading…" : browserSentence(seen, kind, address)}
          </span>
        </li>
        <li>
          <Mark level={probe.off ? "pending" : probe.error ? "doubtful" : (found?.verdict ?? "pending")} />
          <span>
            <b>A stranger's:</b> {strangerSentence(probe)}
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
  if (seen.state === "shown") return "shown.";
  if (window.location.protocol === "https:" && address.startsWith("http:"))
    return "not shown: the address starts with http://, and pages like this one and Toloka's load only https://.";
  const what = { image: "a picture", audio: "sound", video: "a film" }[kind];
  return `not shown: nothing there that can be read as ${what}.`;
}

function strangerSentence({ off, error, data }: ReturnType<typeof useProbe>): string {
  if (off) return "not asked, the server's look at media is switched off.";
  if (error) return `not known. ${error}`;
  if (data === undefined) return "looking…";
  return data.sentences.join(" ");
}

function Mark({ level }: { level: "good" | "doubtful" | "bad" | "pending" }) {
  if (level === "good") return <IconCheck size={16} className={styles.good} role="img" aria-label="Good" />;
  if (level === "doubtful")
    return <IconAlertTriangle size={16} className={styles.doubtful} role="img" aria-label="Doubtful" />;
  if (level === "bad") return <IconX size={16} className={styles.bad} role="img" aria-label="Bad" />;
  return <IconLoader2 size={16} className={styles.pending} aria-hidden />;
}
