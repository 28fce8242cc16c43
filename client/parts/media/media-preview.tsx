import { useDebouncedValue } from "@mantine/hooks";
import { IconLoader2, IconMusic, IconPhotoOff, IconVideo, IconX, IconZoomIn } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Probe } from "../../../shared/api/probe.ts";
import { useSeenRecord } from "./media-check.ts";
import { MediaElement, type Seen } from "./media-element.tsx";

import styles from "./media-preview.module.css";
import { MediaResults } from "./media-results.tsx";
import { bytesText, durationText, fileName, formatName, kindByName, type MediaKind, viewableUrl } from "./media-url.ts";
import { type UnaskedAddresses, useProbe } from "./probe.ts";

const MediaZoom = lazy(() => import("./media-zoom.tsx"));

/** Short enough for a pasted address, and long enough not to load a typed one at each key press. */
const DEBOUNCE_MS = 350;

interface MediaProps {
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
  const address = viewableUrl(settled);
  if (address === null)
    return (
      <figure className={styles.preview} aria-label={`Preview of ${props.label}`}>
        <div className={styles.frame}>
          <span className={styles.hint}>Preview appears when you enter a URL</span>
        </div>
        <figcaption>
          <p className={styles.facts} role="status" />
          <div className={styles.results} />
        </figcaption>
      </figure>
    );
  return <Shown key={address} address={address} {...props} />;
}

function Shown({ address, label, poolId, unasked }: MediaProps & { address: string }) {
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
  const asPicture = kind === "image" && seen.state === "shown";
  return (
    <figure className={styles.preview} aria-label={`Preview of ${label}`}>
      <div className={styles.frame}>
        <MediaElement key={kind} kind={kind} address={address} name={name} onSeen={see} />
        {seen.state === "loading" && <IconLoader2 className={styles.loading} aria-hidden />}
        {seen.state === "failed" && (
          <span className={styles.hint}>
            <IconX size={18} aria-hidden /> Couldn't load the {kind}
          </span>
        )}
        {asPicture && (
          <button
            type="button"
            className={styles.enlarge}
            aria-label={`Enlarge ${name}`}
            onClick={() => setEnlarged(true)}
          >
            <IconZoomIn size={20} aria-hidden />
          </button>
        )}
      </div>
      <figcaption>
        <p className={styles.facts} role="status">
          {factsLine(address, seen, probe.data)}
        </p>
        <MediaResults address={address} kind={kind} seen={seen} probe={probe} />
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

/** What is known so far: `JPEG · 500 × 374 · 41 kB · 120 ms`. */
function factsLine(address: string, seen: Seen, probe: Probe | undefined): string {
  if (seen.state === "loading") return "Loading…";
  if (seen.state === "failed") return ["Not shown", probe?.http_status].filter(Boolean).join(" · ");
  const width = seen.width || probe?.width;
  const height = seen.height || probe?.height;
  const extension = /\.([a-z0-9]{2,5})$/i.exec(new URL(address).pathname)?.[1]?.toUpperCase().replace(/^JPG$/, "JPEG");
  const facts = [
    probe?.content_type ? formatName(probe.content_type) : extension,
    width && height ? `${width} × ${height}` : null,
    seen.seconds ? durationText(seen.seconds) : null,
    probe?.bytes != null ? bytesText(probe.bytes) : null,
    `${seen.milliseconds} ms`,
  ];
  return facts.filter(Boolean).join(" · ");
}

/** How many thumbnails are shown at first, and added by "more". */
const PAGE = 24;

/** The media of a list field: thumbnails in a row, and a preview of the chosen one. */
export function MediaStrip({ urls, ...props }: MediaProps & { urls: readonly string[] }) {
  const { label } = props;
  const [chosen, setChosen] = useState(0);
  const [limit, setLimit] = useState(PAGE);
  const items = urls.flatMap((url, index) => {
    const address = viewableUrl(url);
    return address === null ? [] : [{ index, url, address }];
  });
  const open = items.find(({ index }) => index === chosen) ?? items[0];
  return (
    <div>
      {items.length > 1 && (
        <ul className={styles.strip} aria-label={`Media of ${label}`}>
          {items.slice(0, limit).map(({ index, address }) => (
            <li key={index}>
              <button
                type="button"
                className={styles.thumb}
                aria-pressed={index === open?.index}
                aria-label={`Show ${label} ${index + 1}: ${fileName(address)}`}
                onClick={() => setChosen(index)}
              >
                <Thumb key={address} address={address} />
                <span className={styles.number} aria-hidden>
                  {index + 1}
                </span>
              </button>
            </li>
          ))}
          {items.length > limit && (
            <li>
              <button type="button" className={styles.thumb} onClick={() => setLimit(limit + PAGE)}>
                {items.length - limit} more
              </button>
            </li>
          )}
        </ul>
      )}
      <MediaPreview
        {...props}
        url={open?.url ?? ""}
        label={open === undefined || urls.length === 1 ? label : `${label} ${open.index + 1}`}
      />
    </div>
  );
}

/** A thumbnail. Its name is that of its button. */
function Thumb({ address }: { address: string }) {
  const [broken, setBroken] = useState(false);
  const kind = kindByName(address) ?? "image";
  if (kind === "audio") return <IconMusic size={22} aria-hidden />;
  if (kind === "video") return <IconVideo size={22} aria-hidden />;
  if (broken) return <IconPhotoOff size={22} role="img" aria-label="not shown" />;
  return (
    <img
      referrerPolicy="no-referrer"
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}
