import { useRef } from "react";
import styles from "./media-preview.module.css";
import type { MediaKind } from "./media-url.ts";

/** What this browser makes of an address. */
export type Seen =
  | { state: "loading" }
  | { state: "failed" }
  | { state: "shown"; width: number | null; height: number | null; seconds: number | null; milliseconds: number };

/**
 * The picture, player or film itself. It is asked for without a referrer, as Tolokers' browsers ask; cross-origin reading
 * is not asked for, since a task shows media and does not read them.
 */
export function MediaElement(props: { kind: MediaKind; address: string; name: string; onSeen: (seen: Seen) => void }) {
  const { kind, address, name, onSeen } = props;
  const started = useRef(performance.now());
  const shown = (width: number | null, height: number | null, seconds: number | null) =>
    onSeen({
      state: "shown",
      width,
      height,
      seconds: seconds !== null && Number.isFinite(seconds) ? seconds : null,
      milliseconds: Math.round(performance.now() - started.current),
    });
  const failed = () => onSeen({ state: "failed" });
  if (kind === "image")
    return (
      <img
        className={styles.media}
        // Before src: the fetch may start as soon as src is set.
        referrerPolicy="no-referrer"
        src={address}
        alt={name}
        decoding="async"
        onLoad={({ currentTarget }) => shown(currentTarget.naturalWidth, currentTarget.naturalHeight, null)}
        onError={failed}
      />
    );
  if (kind === "audio")
    return (
      <audio
        className={styles.media}
        src={address}
        aria-label={name}
        controls
        preload="metadata"
        onLoadedMetadata={({ currentTarget }) => shown(null, null, currentTarget.duration)}
        onError={failed}
      >
        <track kind="captions" />
      </audio>
    );
  return (
    <video
      className={styles.media}
      src={address}
      aria-label={name}
      controls
      preload="metadata"
      onLoadedMetadata={({ currentTarget }) =>
        shown(currentTarget.videoWidth, currentTarget.videoHeight, currentTarget.duration)
      }
      onError={failed}
    >
      <track kind="captions" />
    </video>
  );
}
