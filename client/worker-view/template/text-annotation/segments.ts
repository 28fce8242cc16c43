import { isJsonNumber, isJsonObject, type Json, type JsonObject, sameJson } from "../../../../shared/values/json.ts";

/** A labelled part of a text, in UTF-16 units. */
export interface Segment {
  label: Json;
  offset: number;
  length: number;
}
export type Range = Omit<Segment, "label">;

const whole = (value: Json | undefined): number => (isJsonNumber(value) ? Math.trunc(Number(String(value))) : -1);
const endOf = ({ offset, length }: Range): number => offset + length;

/** The segments in a value that lie inside the text; anything else in it is passed over. */
export function segmentsIn(value: Json | undefined, text: string): Segment[] {
  return (Array.isArray(value) ? value : []).filter(isJsonObject).flatMap((one) => {
    const segment = { label: one.label ?? null, offset: whole(one.offset), length: whole(one.length) };
    return segment.offset >= 0 && segment.length > 0 && endOf(segment) <= text.length ? [segment] : [];
  });
}

/** The segments as they stand in the answer, in the order of the text; `undefined` for none. */
export function toJson(segments: readonly Segment[], text: string): JsonObject[] | undefined {
  if (segments.length === 0) return undefined;
  return segments.map(({ label, offset, length }) => ({
    label,
    offset,
    length,
    segment: text.slice(offset, offset + length),
  }));
}

/**
 * The segments after a label was put on a range: what it overlaps is cut, and neighbours of the same label become one. A
 * label that already covers the whole range is taken off it.
 */
export function labelled(segments: readonly Segment[], range: Range, label: Json): Segment[] {
  const covered = segments.some(
    (one) => sameJson(one.label, label) && one.offset <= range.offset && endOf(one) >= endOf(range),
  );
  const rest = without(segments, range);
  return covered ? rest : merged([...rest, { ...range, label }]);
}

/** The segments with nothing left in the range. */
export function without(segments: readonly Segment[], range: Range): Segment[] {
  const [start, end] = [range.offset, endOf(range)];
  return segments.flatMap((one) => {
    const parts = [
      { ...one, length: Math.min(endOf(one), start) - one.offset },
      { ...one, offset: Math.max(one.offset, end), length: endOf(one) - Math.max(one.offset, end) },
    ];
    return endOf(one) <= start || one.offset >= end ? [one] : parts.filter(({ length }) => length > 0);
  });
}

function merged(segments: Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const one of segments.sort((a, b) => a.offset - b.offset)) {
    const last = result.at(-1);
    if (last !== undefined && endOf(last) === one.offset && sameJson(last.label, one.label)) last.length += one.length;
    else result.push({ ...one });
  }
  return result;
}

const WORD = /[\p{L}\p{N}\p{M}]/u;

/** The range grown to whole words: letters and digits of any script. */
export function wholeWords(text: string, { offset, length }: Range): Range {
  let [start, end] = [offset, offset + length];
  const isWord = (at: number) => WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
  while (start > 0 && isWord(start) && isWord(start - 1)) start -= 1;
  while (end < text.length && isWord(end - 1) && isWord(end)) end += 1;
  return { offset: start, length: end - start };
}

/** The text in pieces, each with its label or without one. */
export function piecesOf(text: string, segments: readonly Segment[]): { text: string; offset: number; label?: Json }[] {
  const pieces: { text: string; offset: number; label?: Json }[] = [];
  let at = 0;
  for (const { label, offset, length } of [...segments].sort((a, b) => a.offset - b.offset)) {
    if (offset < at) continue;
    if (offset > at) pieces.push({ text: text.slice(at, offset), offset: at });
    pieces.push({ text: text.slice(offset, offset + length), offset, label });
    at = offset + length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), offset: at });
  return pieces;
}
