import type { Probe } from "../../../shared/api/probe.ts";
import type { Language } from "../../../shared/language.ts";
import type { Seen } from "./media-element.tsx";
import { bytesText, durationText, formatName } from "./media-url.ts";
import type { words } from "./words.ts";

/** What is known of the media: `JPEG · 500 × 374 · 41 kB · 120 ms`. */
export function factsLine(
  address: string,
  seen: Exclude<Seen, { state: "loading" }>,
  probe: Probe | undefined,
  w: (typeof words)["en"],
  language: Language,
): string {
  if (seen.state === "failed") return probe?.http_status == null ? "" : `HTTP ${probe.http_status}`;
  const number = (value: number): string => value.toLocaleString(language);
  const width = seen.width || probe?.width;
  const height = seen.height || probe?.height;
  const extension = /\.([a-z0-9]{2,5})$/i.exec(new URL(address).pathname)?.[1]?.toUpperCase().replace(/^JPG$/, "JPEG");
  const facts = [
    probe?.content_type ? formatName(probe.content_type) : extension,
    width && height ? `${width} × ${height}` : null,
    seen.seconds ? durationText(seen.seconds) : null,
    probe?.bytes != null ? bytesText(probe.bytes, w.bytes, language) : null,
    w.milliseconds(number(seen.milliseconds)),
  ];
  return facts.filter(Boolean).join(" · ");
}
