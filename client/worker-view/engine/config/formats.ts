import { JsonError, parseJson } from "../../../../shared/values/json.ts";
import { isWebAddress } from "../addresses.ts";
import { patternOf } from "./patterns.ts";

/** The formats of JSON Schema, draft 7, that templates use. Text of another format is not checked. */
export const FORMATS: Record<string, (text: string) => boolean> = {
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  "date-time": (text) => /^\d{4}-\d\d-\d\d[t\s]\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)$/i.test(text),
  time: (text) => /^\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?$/i.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  hostname: (text) =>
    text.length < 254 && text.split(".").every((part) => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(part)),
  uri: (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text),
  url: isWebAddress,
  uuid: (text) => /^(?:urn:uuid:)?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
  ipv4: (text) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split(".").every((part) => Number(part) < 256),
  ipv6: (text) => /^[\da-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`),
  regex: (text) => patternOf(text) !== null || /\(\?|\\\d/.test(text),
  json: isJsonText,
};

function isJsonText(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}
