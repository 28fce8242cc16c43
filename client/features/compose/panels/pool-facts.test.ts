import { describe, expect, it } from "vitest";
import { Pool, Project } from "../../../../shared/toloka.ts";
import type { Json } from "../../../../shared/values/json.ts";
import type { OverlapChoice } from "../form/task-form.ts";
import { verdictsFor } from "./pool-facts.ts";

const pool = Pool.parse({
  id: "1",
  project_id: "21",
  private_name: "Pool",
  status: "OPEN",
  defaults: { default_overlap_for_new_tasks: 3 },
  mixer_config: { real_tasks_count: 1 },
});
const task_spec = { input_spec: {}, output_spec: {} };
const project = Project.parse({ id: "21", public_name: "Cats", status: "ACTIVE", task_spec });

describe("the overlap in the form", () => {
  it.each<[OverlapChoice, Json | undefined, string]>([
    ["default", undefined, "DEFAULT_OVERLAP"],
    ["number", 5, "OVERLAP_OWN"],
    ["number", "many", "OVERLAP_NOT_CHOSEN"],
    ["number", 1.5, "OVERLAP_NOT_CHOSEN"],
    ["infinite", undefined, "OVERLAP_INFINITE"],
  ])("chosen as %s, %j, has the verdict %s", (overlap, typed, code) => {
    const form = { kind: "general", overlap, open_pool: false } as const;
    const codes = verdictsFor(form, typed, { pool, project, requester: null, training: null }).map((one) => one.code);
    expect(codes).toContain(code);
  });
});
