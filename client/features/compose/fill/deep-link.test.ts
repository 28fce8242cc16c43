import { describe, expect, it } from "vitest";
import { stepOf } from "../form/field-names.ts";
import { blankForm, type Specs } from "../form/task-form.ts";
import { deepLinkSearch, readDeepLink } from "./deep-link.ts";

const specs: Specs = {
  input_spec: { image: { type: "url" }, "1": { type: "float" }, tags: { type: "array_string" } },
  output_spec: {},
};

describe("a link that fills the form", () => {
  it("carries text as typed, repeated for the items of a list", () => {
    const read = readDeepLink("?input.image=https%3A%2F%2Fa.b%2Fc%26d&input.1=0.710&input.tags=x&input.tags=y", specs);
    expect(read?.unknown).toEqual([]);
    expect(read?.values).toMatchObject({
      [stepOf("image")]: "https://a.b/c&d",
      [stepOf("1")]: "0.710",
      [stepOf("tags")]: { items: [{ typed: "x" }, { typed: "y" }] },
    });
  });

  it("names fields that the pool does not have, and is no prefill without values", () => {
    expect(readDeepLink("input.dog=1", specs)).toEqual({ values: {}, texts: [], unknown: ["dog"] });
    expect(readDeepLink("similar=x", specs)).toBeNull();
  });

  it("is made from the form and fills the same form", () => {
    const form = blankForm(specs, false);
    const values = readDeepLink("input.image=a%20b&input.tags=x&input.tags=%2B", specs)!.values;
    const search = deepLinkSearch({ ...form, input: { ...form.input, ...values } }, specs);
    expect(search).toBe("input.image=a+b&input.tags=x&input.tags=%2B");
  });
});
