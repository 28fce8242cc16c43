import { type ReactNode, useState } from "react";
import { isWebAddress } from "../../engine/addresses.ts";
import type { Drawn } from "../../engine/tree.ts";
import { flagOf, numberOf, ratioOf } from "../props.ts";
import { useView } from "../view-context.ts";
import { Outward } from "./text.tsx";
import styles from "./views.module.css";

/** The least height of a box that takes all the height there is, in pixels. */
const FULL_HEIGHT = 400;

/** A box of a fixed shape, into which media is fitted whole. */
export function MediaBox({ part, least, children }: { part: Drawn; least?: number; children: ReactNode }) {
  const [width, height] = ratioOf(part, [16, 9]);
  const full = flagOf(part, "fullHeight");
  return (
    <div
      className={styles.media}
      style={{
        maxWidth: numberOf(part, "maxWidth"),
        minWidth: `min(100%, ${numberOf(part, "minWidth") ?? least ?? 0}px)`,
        ...(full ? { height: FULL_HEIGHT } : { aspectRatio: `${width} / ${height}` }),
      }}
    >
      {children}
    </div>
  );
}

/** Whether an address has failed to load; another address starts anew. */
export function useFailed(url: string): [failed: boolean, fail: () => void] {
  const [failed, setFailed] = useState<string | null>(null);
  return [failed === url || !isWebAddress(url), () => setFailed(url)];
}

/** What stands in the place of media that did not load. */
export function Failed({ what, url }: { what: string; url: string }) {
  const { words } = useView();
  return (
    <span className={styles.failed}>
      {isWebAddress(url) ? `${what}. ${words.cantLoad} ` : `${what}. `}
      <Outward url={url} className={styles.link}>
        {url}
      </Outward>
    </span>
  );
}
