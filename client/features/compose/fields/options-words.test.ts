import { describe, expect, it } from "vitest";
import type { Pool } from "../../../../shared/toloka.ts";
import { blankForm } from "../form/task-form.ts";
import { optionsWords } from "./options-words.ts";

const pool: Pool = {
  id: "7",
  project_id: "1",
  private_name: "Cats",
  status: "CLOSED",
  defaults: { default_overlap_for_new_tasks: 3 },
};
const form = blankForm({ input_spec: {}, output_spec: {} }, false);

describe("the summary of the options", () => {
  it("names the effects of the current options", () => {
    expect(optionsWords(form, pool, "en")).toBe("overlap 3 (pool default) · pool not opened · duplicate-safe");
    expect(optionsWords({ ...form, overlap: "infinite", open_pool: true, async_mode: false }, pool, "en")).toBe(
      "infinite overlap · pool opens on create · synchronous, not protected by Toloka",
    );
    const lists = { ...form.lists, reserved_for: "a\nb" };
    expect(
      optionsWords({ ...form, overlap: "number", overlap_number: "5", lists }, { ...pool, status: "OPEN" }, "en"),
    ).toBe("overlap 5 · pool is open · duplicate-safe · only for 2");
  });

  it("says when there is no overlap", () => {
    expect(optionsWords(form, { ...pool, defaults: null }, "en")).toMatch(/^no overlap/);
    expect(optionsWords({ ...form, overlap: "number" }, pool, "en")).toMatch(/^overlap not set/);
  });
});
