import { patternOf } from "../config/patterns.ts";

const PIECE = /\\.|\[\^?(?:\\.|[^\]\\])*\]|[*+?]|\{\d+(?:,\d*)?\}|[\s\S]/g;

/** A text in which the pattern is found, for simple patterns; `null` for others. */
export function sampleOf(pattern: string): string | null {
  if (pattern.length > 500) return null;
  const out: string[] = [];
  for (const piece of pattern.replace(/\(\?:|\(\?<\w+>/g, "(").match(PIECE) ?? []) {
    if (/^[\^$()]$/.test(piece)) continue;
    if (piece === "|") break;
    const times = /^\{(\d+)/.exec(piece)?.[1];
    if (times !== undefined) out.push((out.at(-1) ?? "").repeat(Math.max(0, Math.min(Number(times), 50) - 1)));
    else if (!/^[*+?]$/.test(piece)) out.push(characterFor(piece));
  }
  const text = out.join("");
  return patternOf(pattern)?.finds(text) === true ? text : null;
}

/** A character that the piece matches, of the kinds that people use. */
function characterFor(piece: string): string {
  if (piece === ".") return "a";
  if (piece.startsWith("[") || /^\\[dwsDWSp]/.test(piece))
    return [..."a1 A-./я"].find((character) => patternOf(`^${piece}$`)?.finds(character) === true) ?? "a";
  return piece.startsWith("\\") ? piece.slice(1) : piece;
}
