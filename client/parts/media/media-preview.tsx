import { useDebouncedValue } from "@mantine/hooks";
import { IconLoader2, IconPhoto, IconPhotoOff, IconZoomIn } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Probe } from "../../../shared/api/probe.ts";
import { useLanguage, useWords } from "../../language.ts";
import { useSeenRecord } from "./media-check.ts";
import { MediaElement, type Seen } from "./media-element.tsx";
import { factsLine } from "./media-facts.ts";
import styles from "./media-preview.module.css";
import { MediaResults } from "./media-results.tsx";
import { fileName, kindByName, type MediaKind, viewableUrl } from "./media-url.ts";
import { type UnaskedAddresses, useProbe } from "./probe.ts";
import { words } from "./words.ts";

const MediaZoom = lazy(() => import("./media-zoom.tsx"));

/** Short enough for a pasted address, and long enough not to load a typed one at each key press. */
const DEBOUNCE_MS = 350;

export interface MediaProps {
  /** The field's name. */
  label: string;
  poolId: string;
  /** Addresses that the server checks only on request. The browser loads them like others. */
  unasked: UnaskedAddresses;
}

/**
 * The media at an address: image, audio or video in a frame of fixed size, the facts about it, and whether this browser
 * and the public can load it.
 */
export function MediaPreview({ url, ...props }: MediaProps & { url: string }) {
  const [settled] = useDebouncedValue(url, DEBOUNCE_MS);
  const w = useWords(words);
  const address = viewableUrl(settled);
  if (address !== null) return <Shown key={address} address={address} {...props} />;
  return (
    <figure className={styles.preview} aria-label={w.preview(props.label)}>
      <div className={styles.frame}>
        <span className={styles.hint}>
          <IconPhoto size={28} stroke={1.5} aria-hidden />
          {w.hint}
        </span>
      </div>
      <figcaption className={styles.below} />
    </figure>
  );
}

function Shown({ address, label, poolId, unasked }: MediaProps & { address: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const probe = useProbe(address, poolId, unasked);
  const [seen, setSeen] = useState<Seen>({ state: "loading" });
  const record = useSeenRecord(address);
  const see = (now: Seen) => {
    setSeen(now);
    record(now);
  };
  const [enlarged, setEnlarged] = useState(false);
  const kind = mediaKind(address, probe.data);
  const name = `${label}: ${fileName(address)}`;
  return (
    <figure className={styles.preview} aria-label={w.preview(label)}>
      <div className={styles.frame}>
        <MediaElement key={kind} kind={kind} address={address} name={name} onSeen={see} />
        {seen.state === "loading" && <IconLoader2 className={styles.loading} aria-hidden />}
        {seen.state === "failed" && (
          <span className={styles.hint}>
            <IconPhotoOff size={28} stroke={1.5} aria-hidden />
            {w.couldNotLoad[kind]}
          </span>
        )}
        {kind === "image" && seen.state === "shown" && (
          <button
            type="button"
            className={styles.enlarge}
            aria-label={w.enlarge(name)}
            onClick={() => setEnlarged(true)}
          >
            <IconZoomIn size={20} aria-hidden />
          </button>
        )}
      </div>
      <figcaption className={styles.below}>
        <MediaResults address={address} seen={seen} probe={probe}>
          {seen.state !== "loading" && factsLine(address, seen, probe.data, w, language)}
        </MediaResults>
      </figcaption>
      {enlarged && (
        <Suspense fallback={null}>
          <MediaZoom address={address} name={name} onClose={() => setEnlarged(false)} />
        </Suspense>
      )}
    </figure>
  );
}

function mediaKind(address: string, probe: Probe | undefined): MediaKind {
  const known = probe?.kind;
  return known === "image" || known === "audio" || known === "video" ? known : (kindByName(address) ?? "image");
}
