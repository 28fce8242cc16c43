import { IconAlignLeft, IconMusic, IconPhotoOff, IconVideo } from "@tabler/icons-react";
import { useState } from "react";
import type { JsonObject } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import { kindByName, viewableUrl } from "./media-url.ts";
import styles from "./thumbnail.module.css";
import { words } from "./words.ts";

/** The media at an address, 40 pixels wide and high by default. `null`: there is none. Decoration: the text beside it names it. */
export function Thumbnail({ address, size = "2.5rem" }: { address: string | null; size?: string }) {
  return (
    <span className={styles.thumbnail} style={{ width: size, height: size }}>
      <ThumbnailContent key={address} address={address} />
    </span>
  );
}

/** A picture cut to fill its place, or the icon of what the address holds. */
export function ThumbnailContent({ address, whole = false }: { address: string | null; whole?: boolean }) {
  const w = useWords(words);
  const [broken, setBroken] = useState(false);
  if (address === null) return <IconAlignLeft size={18} aria-hidden />;
  const kind = kindByName(address) ?? "image";
  if (kind === "audio") return <IconMusic size={18} aria-hidden />;
  if (kind === "video") return <IconVideo size={18} aria-hidden />;
  if (broken) return <IconPhotoOff size={18} role="img" aria-label={w.notShown} />;
  return (
    <img
      className={whole ? styles.whole : styles.filling}
      referrerPolicy="no-referrer"
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}

/** The first media address among a task's input values, also in lists; `null` without one. */
export function firstMedia(values: JsonObject | null | undefined): string | null {
  for (const value of Object.values(values ?? {}))
    for (const item of Array.isArray(value) ? value : [value]) {
      const address = typeof item === "string" && /^(?:https?:\/\/|www\.)/i.test(item) ? viewableUrl(item) : null;
      if (address !== null) return address;
    }
  return null;
}
