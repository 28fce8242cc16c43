import fc from "fast-check";
import { get, set } from "react-hook-form";
import { describe, expect, it } from "vitest";
import { fieldIdOf, inputName, stepOf } from "./field-names.ts";

describe("names of fields inside the form", () => {
  it.each(["1", "0", "constructor", "prototype", "toString", "image", "a-b_c", "a.b", "a[0]", "поле", "f_x", "~2e~"])(
    "hold a value for a field called %s",
    (id) => {
      const values = { input: { [stepOf("other")]: "kept" } };
      set(values, inputName(id), "typed");
      expect(get(values, inputName(id))).toBe("typed");
      expect(values).toEqual({ input: { [stepOf("other")]: "kept", [stepOf(id)]: "typed" } });
    },
  );

  it("convert back to the field's id, and are unique", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(fieldIdOf(stepOf(a))).toBe(a);
        expect(stepOf(a) === stepOf(b)).toBe(a === b);
        expect(stepOf(a)).toMatch(/^f_[A-Za-z0-9_~-]*$/);
      }),
    );
  });
});
