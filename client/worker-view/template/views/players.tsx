import { type RefCallback, useCallback, useLayoutEffect } from "react";
import type { Drawn } from "../../engine/tree.ts";
import { Badge } from "../part.tsx";
import { flagOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import { Failed, MediaBox, useFailed } from "./media-box.tsx";
import styles from "./players.module.css";

export function Audio({ part }: DrawingProps) {
  const { words } = useView();
  const { url, failed, player } = usePlayer(part);
  if (failed) return <Failed what={words.audio} url={url} />;
  return (
    <div className={styles.player}>
      <Badge of={part.badges[""]} />
      <audio {...player} controls loop={flagOf(part, "loop")} aria-label={textOf(part, "label") || words.audio} />
    </div>
  );
}

export function Video({ part }: DrawingProps) {
  const { words } = useView();
  const { url, failed, player } = usePlayer(part);
  return (
    <MediaBox part={part}>
      {failed ? (
        <Failed what={words.video} url={url} />
      ) : (
        <video {...player} controls className={styles.video} aria-label={textOf(part, "label") || words.video} />
      )}
    </MediaBox>
  );
}

/** A player that tells what was played, and that actions can start. Media that cannot be played counts as played. */
function usePlayer(part: Drawn) {
  const { template, players } = useView();
  const url = textOf(part, "url");
  const { key } = part;
  const [failed, fail] = useFailed(url);
  const ref: RefCallback<HTMLMediaElement> = useCallback(
    (element) => {
      if (element === null) return;
      players.set(key, element);
      return () => {
        players.delete(key);
      };
    },
    [players, key],
  );
  const ended = () => template.act({ kind: "ended", key });
  const cannotBePlayed = () => {
    fail();
    ended();
  };
  // React drops the events of a player that is not on the page yet.
  useLayoutEffect(() => {
    if (players.get(key)?.error) cannotBePlayed();
  }, [players, key, url]);
  const player = {
    ref,
    src: url,
    preload: "metadata",
    onPlay: () => template.act({ kind: "played", key }),
    onEnded: ended,
    onError: cannotBePlayed,
  };
  return { url, failed, player };
}
