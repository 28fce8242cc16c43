import { parseCoordinates } from "../../../shared/fields/input-spec.ts";

const PAIR = /^(-?\d{1,3}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)$/;

/**
 * Coordinates in pasted text as `lat,lon`: a pair of degrees, or a link of Google Maps, Yandex Maps (which writes
 * longitude first) or OpenStreetMap. `null` without valid coordinates.
 */
export function coordinatesIn(pasted: string): string | null {
  const text = pasted.trim().replace(/^geo:/i, "");
  const pair = PAIR.exec(text.split("?")[0]!);
  if (pair) return place(pair[1], pair[2]);
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (/(^|\.)yandex\.[a-z]+(\.[a-z]+)?$/i.test(url.hostname)) return fromYandex(url);
  if (/(^|\.)openstreetmap\.org$|(^|\.)osm\.org$/i.test(url.hostname)) return fromOpenStreetMap(url);
  if (/(^|\.)google\.[a-z]+(\.[a-z]+)?$/i.test(url.hostname)) return fromGoogle(url);
  return null;
}

function place(lat: string | null | undefined, lon: string | null | undefined): string | null {
  const text = `${lat},${lon}`;
  return parseCoordinates(text) === null ? null : text;
}

function pairIn(text: string | null): [string, string] | null {
  const match = text === null ? null : PAIR.exec(text.trim());
  return match ? [match[1]!, match[2]!] : null;
}

function fromYandex(url: URL): string | null {
  const point = url.searchParams.get("pt")?.split("~")[0] ?? url.searchParams.get("whatshere[point]");
  const pair = pairIn(point ?? url.searchParams.get("ll"));
  return pair && place(pair[1], pair[0]);
}

function fromOpenStreetMap(url: URL): string | null {
  const marker = place(url.searchParams.get("mlat"), url.searchParams.get("mlon"));
  const view = /map=[\d.]+\/(-?[\d.]+)\/(-?[\d.]+)/.exec(url.hash);
  return marker ?? (view && place(view[1], view[2]));
}

function fromGoogle(url: URL): string | null {
  // The marker (!3d…!4d…) is the place that was chosen; @… is the centre of the map.
  const pin = /!3d(-?[\d.]+)!4d(-?[\d.]+)/.exec(url.href);
  if (pin) return place(pin[1], pin[2]);
  const asked = pairIn(url.searchParams.get("q") ?? url.searchParams.get("query") ?? url.searchParams.get("ll"));
  if (asked) return place(...asked);
  const middle = /@(-?[\d.]+),(-?[\d.]+)/.exec(url.pathname);
  return middle && place(middle[1], middle[2]);
}

/** A link to OpenStreetMap: to the coordinates if they are valid, else to its start page. */
export function mapLink(typed: string): string {
  const found = parseCoordinates(typed.trim());
  if (found === null) return "https://www.openstreetmap.org/";
  const { lat, lon } = found;
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}
