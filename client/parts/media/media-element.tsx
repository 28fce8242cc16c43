import { useLayoutEffect, useRef } from "react";
import styles from "./media-preview.module.css";
import type { MediaKind } from "./media-url.ts";

/** Whether this browser could load an address, with the facts about the media. */
export type Seen =
  | { state: "loading" }
  | { state: "failed" }
  | { state: "shown"; width: number | null; height: number | null; seconds: number | null; milliseconds: number };

/**
 * The image, audio player or video. It is loaded without a referrer, as Tolokers' browsers do, and without CORS, since
 * a task only shows media.
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
  const loaded = (element: HTMLMediaElement) =>
    element instanceof HTMLVideoElement
      ? shown(element.videoWidth, element.videoHeight, element.duration)
      : shown(null, null, element.duration);
  // React drops the events of a player that is not on the page yet.
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useLayoutEffect(() => {
    const element = player.current;
    if (element?.error) failed();
    else if (element && element.readyState >= element.HAVE_METADATA) loaded(element);
  }, []);
  if (kind === "image")
    return (
      <img
        className={styles.media}
        // Must stand before `src`, which may start the request.
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
        ref={player}
        className={styles.media}
        src={address}
        aria-label={name}
        controls
        preload="metadata"
        onLoadedMetadata={({ currentTarget }) => loaded(currentTarget)}
        onError={failed}
      >
        <track kind="captions" />
      </audio>
    );
  return (
    <video
      ref={player}
      className={styles.media}
      src={address}
      aria-label={name}
      controls
      preload="metadata"
      onLoadedMetadata={({ currentTarget }) => loaded(currentTarget)}
      onError={failed}
    >
      <track kind="captions" />
    </video>
  );
}
