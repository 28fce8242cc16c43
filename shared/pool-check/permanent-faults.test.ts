import { describe, expect, it } from "vitest";
import { Pool, Project } from "../toloka.ts";
import { permanentFaults } from "./pool-check.ts";

const pool = {
  id: "1080020",
  project_id: "21",
  private_name: "Pool",
  status: "OPEN",
  type: "REGULAR",
  mixer_config: {},
};
const project = { id: "21", public_name: "Cats", status: "ACTIVE", task_spec: { input_spec: {}, output_spec: {} } };

describe("faults that no waiting mends", () => {
  it("come with the code Toloka would use, and only those", () => {
    const of = (poolMore: object, projectMore: object = {}) =>
      permanentFaults(Pool.parse({ ...pool, ...poolMore }), Project.parse({ ...project, ...projectMore })).map(
        ({ code }) => code,
      );
    expect(of({})).toEqual([]);
    expect(of({ status: "ARCHIVED" })).toEqual(["POOL_INAPPROPRIATE_STATUS"]);
    expect(of({ mixer_config: null })).toEqual(["MIXER_CONFIG_REQUIRED"]);
    expect(of({}, { status: "ARCHIVED" })).toEqual(["PROJECT_INAPPROPRIATE_STATUS"]);
    expect(of({}, { assignments_issuing_type: "MAP_SELECTOR" })).toEqual(["MIXER_CONFIG_REQUIRED"]);
    expect(of({ status: "LOCKED", will_expire: "2020-01-01T00:00:00", reward_per_assignment: 0 })).toEqual([]);
    expect(of({ status: "CLOSED", last_close_reason: "BLOCKED" })).toEqual([]);
  });
});
