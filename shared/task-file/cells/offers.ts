import type { ElementType } from "../../fields/input-spec.ts";
import { parseCoordinates } from "../../fields/input-spec.ts";
import { parseNumber } from "../../values/json.ts";

/** What a cell that cannot be read was probably meant to say, for the operator to accept; `null` if that is not clear. */
export function offerFor(element: ElementType, text: string): string | null {
  if (element === "integer" || element === "float") return numberOffer(element, text);
  if (element === "boolean") return BOOLEANS[text.trim().toLowerCase()] ?? null;
  return element === "coordinates" ? coordinatesOffer(text) : null;
}

/** A number with a decimal comma, spaces between thousands, a plus sign, or zeros in front. */
function numberOffer(element: "integer" | "float", text: string): string | null {
  let plain = text.replace(/[\s\u00a0\u202f'’]/g, "").replace(/^\u2212/, "-");
  if (/^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/.test(plain)) {
    // In a field of whole numbers these separate thousands; elsewhere it may be a decimal comma.
    if (element === "float") return null;
    plain = plain.replaceAll(",", "");
  }
  const [whole = "", ...rest] = plain.replace(/^\+/, "").split(/[.,]/);
  if (rest.length > 1) return null;
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.replace(/^-/, "").replace(/^0+(?=\d)/, "") || "0";
  const number = sign + digits + (rest[0] ? `.${rest[0]}` : "");
  return /\d/.test(text) && number !== text && parseNumber(number) !== null ? number : null;
}

const BOOLEANS: Record<string, "true" | "false"> = {
  "1": "true",
  yes: "true",
  y: "true",
  да: "true",
  истина: "true",
  "0": "false",
  no: "false",
  n: "false",
  нет: "false",
  ложь: "false",
};

/** Coordinates in brackets, or with another separator or a decimal comma. */
function coordinatesOffer(text: string): string | null {
  if (text.length > LONGEST_PAIR) return null;
  // A number with two points is none.
  if (/\.\d{1,20}\./.test(text)) return null;
  const [lat, lon, ...rest] = text.match(/-?\d{1,3}(?:[.,]\d{1,20})?/g) ?? [];
  if (lat === undefined || lon === undefined || rest.length > 0 || /[^\d\s.,;()[\]-]/.test(text)) return null;
  const offer = `${lat.replace(",", ".")},${lon.replace(",", ".")}`;
  return offer !== text.trim() && parseCoordinates(offer) !== null ? offer : null;
}
const LONGEST_PAIR = 100;
