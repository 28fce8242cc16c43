import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dividedBy, dollars, fraction, isPositive, lessThan, times } from "./decimal.ts";
import { ExactNumber } from "./json.ts";

const cents = (value: number) => fraction(new ExactNumber((value / 100).toFixed(2)))!;

describe("exact fractions", () => {
  it("multiply without the doubles' dust", () => {
    expect(dollars(times(fraction(0.1)!, fraction(3)!))).toBe("$0.30");
    expect(dollars(dividedBy(times(fraction(0.02)!, fraction(3)!), fraction(5)!))).toBe("$0.012");
  });
  it("agree with whole cents, whatever they are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 30_000 }), (price, count) => {
        const product = BigInt(price) * BigInt(count);
        const expected = `$${product / 100n}.${String(product % 100n).padStart(2, "0")}`;
        expect(dollars(times(cents(price), fraction(count)!))).toBe(expected);
      }),
    );
  });
  it("order as the numbers they stand for", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(lessThan(cents(a), cents(b))).toBe(a < b);
        expect(isPositive(cents(a))).toBe(a > 0);
      }),
    );
  });
  it("read every writing of a number", () => {
    for (const text of ["1e1", "10.0", "1E+1", "0.1e2", "1000e-2"])
      expect(dollars(fraction(new ExactNumber(text))!)).toBe("$10.00");
    expect(dollars(fraction(-0.5)!)).toBe("-$0.50");
    expect(fraction(new ExactNumber("1e61"))).toBeNull();
    expect(fraction(new ExactNumber(`1${"0".repeat(61)}`))).toBeNull();
  });
  it("round half up, and never to nothing", () => {
    expect(dollars(dividedBy(fraction(2)!, fraction(3)!))).toBe("$0.6667");
    expect(dollars(dividedBy(fraction(1)!, fraction(70_000)!))).toBe("$0.00001");
    expect(dollars(fraction(0)!)).toBe("$0.00");
  });
});
