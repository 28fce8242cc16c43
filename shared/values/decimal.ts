import { type ExactNumber, withoutEndZeros } from "./json.ts";

/** An exact fraction, so that no amount becomes $0.30000000000000004. `over` is positive. */
export interface Fraction {
  top: bigint;
  over: bigint;
}

/** A number with more digits is no price or count, and its power of ten would take much memory. */
const MAX_EXPONENT = 60;

/** A JSON number as an exact fraction; `null` for one of absurd size. */
export function fraction(value: number | ExactNumber): Fraction | null {
  const [mantissa = "", power = "0"] = String(value).toLowerCase().split("e");
  const [whole = "", digits = ""] = mantissa.split(".");
  const exponent = Number(power) - digits.length;
  if (Math.abs(exponent) > MAX_EXPONENT || whole.length > MAX_EXPONENT) return null;
  const units = BigInt(whole + digits);
  return exponent < 0
    ? { top: units, over: 10n ** BigInt(-exponent) }
    : { top: units * 10n ** BigInt(exponent), over: 1n };
}

export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, over: a.over * b.over });

/** `b` must be positive. */
export const dividedBy = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.over, over: a.over * b.top });

export const lessThan = (a: Fraction, b: Fraction): boolean => a.top * b.over < b.top * a.over;

export const isPositive = (a: Fraction): boolean => a.top > 0n;

/** The fraction rounded half up to `places` decimals, as text. */
function fixed({ top, over }: Fraction, places: number): string {
  const sign = top < 0n ? "-" : "";
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(places);
  const text = String((scaled * 2n + over) / (over * 2n)).padStart(places + 1, "0");
  return `${sign}${text.slice(0, text.length - places)}.${text.slice(text.length - places)}`;
}

/**
 * Dollars as text: two decimals, up to four for parts of a cent, more only if four would all be zero (`$0.06`,
 * `$0.012`, `$0.000002`).
 */
export function dollars(amount: Fraction): string {
  let places = 4;
  while (places < 12 && amount.top !== 0n && /^-?0\.0+$/.test(fixed(amount, places))) places += 1;
  const text = withoutEndZeros(fixed(amount, places));
  const [whole = "", digits = ""] = text.split(".");
  return `${whole.startsWith("-") ? "-" : ""}$${whole.replace("-", "")}.${digits.padEnd(2, "0")}`;
}
