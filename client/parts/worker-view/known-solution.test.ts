import { describe, expect, it } from "vitest";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { offerSolution } from "./known-solution.ts";

const optional = (type: string): FieldSpec => ({ type, required: false });

describe("an answer as a known solution", () => {
  it.each(["float", "coordinates", "json", "file", "array_float", "array_file"])(
    "leaves out an optional %s",
    (type) => {
      const specs = { result: { type: "string" }, other: optional(type) };
      const offer = offerSolution({ result: "OK", other: "x" }, specs);
      expect(offer).toMatchObject({ output_values: { result: "OK" }, impossible: null, faults: {} });
      expect(offer.leftOut).toEqual([{ field: "other", why: type.replace("array_", "") }]);
    },
  );

  it.each(["string", "boolean", "integer"])("keeps a %s without a remark", (type) => {
    const value = { string: "a", boolean: true, integer: 3 }[type]!;
    const offer = offerSolution({ result: value }, { result: { type } });
    expect(offer).toEqual({
      output_values: { result: value },
      leftOut: [],
      risky: [],
      impossible: null,
      faults: {},
    });
  });

  it("keeps a required decimal number and an address, and says that they must match exactly", () => {
    const specs = { size: { type: "float" }, link: optional("url") };
    const offer = offerSolution({ size: 1.5, link: "https://example.com/" }, specs);
    expect(offer.output_values).toEqual({ size: 1.5, link: "https://example.com/" });
    expect(offer.risky).toEqual([
      { field: "size", why: "float" },
      { field: "link", why: "url" },
    ]);
  });

  it("keeps the shapes of an annotation where they are required", () => {
    const shapes = [{ shape: "rectangle", left: 0.1, top: 0.2, width: 0.25, height: 0.3 }];
    const offer = offerSolution({ result: shapes }, { result: { type: "json" } });
    expect(offer).toMatchObject({ output_values: { result: shapes }, impossible: null, faults: {} });
    expect(offer.risky).toEqual([{ field: "result", why: "json" }]);
  });

  it("is impossible where a file is required, also when none was chosen", () => {
    expect(offerSolution({}, { photo: { type: "file" } }).impossible).toEqual({ field: "photo", why: "file" });
    expect(offerSolution({ photo: "1" }, { photo: { type: "array_file" } }).impossible?.field).toBe("photo");
  });

  it("is checked by output_spec: what is missing, not allowed, or no field", () => {
    const specs = { result: { type: "string", allowed_values: ["OK"] }, more: { type: "string" } };
    const { faults } = offerSolution({ result: "BAD", else: 1 }, specs);
    expect(Object.keys(faults)).toEqual(["output_values.result", "output_values.more", "output_values.else"]);
  });
});
