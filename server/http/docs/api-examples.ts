interface Example {
  body?: unknown;
  answer?: unknown;
  /** What each successful status means, if there are several. */
  statuses?: Record<number, string>;
}

const task = {
  pool_id: "1080020",
  input_values: {
    image: "https://tlk.s3.yandex.net/dataset/cats_vs_dogs/dogs/048e5760fc5a46faa434922b2447a527.jpg",
  },
};
const operation_id = "2ed92b7f-75c0-4771-ae2f-3911232d6d4e";
const parameters = { operation_id, async_mode: true, allow_defaults: true, open_pool: false };

const created = {
  operation_id,
  status: "created",
  environment: "sandbox",
  task,
  parameters,
  created_task: {
    ...task,
    id: "00001079c4--5f8f3b1d9e0b7a0e1c2d3e4f",
    overlap: 3,
    infinite_overlap: false,
    remaining_overlap: 3,
    created: "2026-11-23T16:00:00.512",
  },
  operation: { id: operation_id, type: "TASK.BATCH_CREATE", status: "SUCCESS" },
  error: null,
  attempts: 1,
  next_at: null,
  undo_until: null,
  created_at: "2026-11-23T16:00:00.000Z",
  updated_at: "2026-11-23T16:00:00.731Z",
  created_by: "operator",
  foreign: false,
  replaces: null,
  replaced_by: null,
  stopped: null,
};

/** Examples for the API's page, by route. */
export const EXAMPLES: Record<string, Example> = {
  createSubmission: {
    body: { task, parameters },
    answer: created,
    statuses: {
      201: "The task exists in Toloka",
      202: "Accepted and on disk; the result is not yet known",
      200: "This operation ID was already submitted with the same content. Returns that submission; nothing is sent twice",
    },
  },
  getSubmission: { answer: created },
  settleSubmission: { body: { task_id: created.created_task.id } },
  findDuplicates: { body: { task } },
  probe: { body: { url: task.input_values.image, pool_id: task.pool_id } },
};
