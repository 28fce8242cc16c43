interface Example {
  body?: unknown;
  answer?: unknown;
  description?: string;
  /** Bodies by media type. */
  uploads?: Record<string, string>;
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
  connection: "sandbox",
  foreign: false,
  replaces: null,
  replaced_by: null,
  stopped: null,
};

const import_id = "8180c960-527a-59d1-96bc-82cbc80ed4b3";
const running = {
  import_id,
  status: "running",
  rows: 25_000,
  pending: 24_000,
  created: 998,
  rejected: 2,
  uncertain: 0,
  cancelled: 0,
  pool_id: task.pool_id,
  environment: "sandbox",
  mode: "skip",
  allow_defaults: true,
  open_pool: false,
  created_at: "2026-11-27T16:00:00.000Z",
  updated_at: "2026-11-27T16:00:09.120Z",
  created_by: "operator",
};
const { image } = task.input_values;

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
  createImport: {
    description: `A row is a task: a JSON line, an item of a JSON list, or a row of a table with Toloka's columns (\`INPUT:<field>\`, \`GOLDEN:<field>\`, \`HINT:text\`, \`TASK:overlap\`). \`pool_id\` may be left out. Each row is checked as a single creation is. With \`mode=all\`, one invalid row refuses everything: the answer 422 names the first 100 in \`rows\` (\`{ row, error }\`) and counts them in \`refused_rows\`.

The id of an import follows from the pool, the parameters and the bytes, so the same upload again answers with the same import; after a lost connection, send it again. \`again=true\` creates the tasks once more. With an \`Idempotency-Key\`, the same bytes under another key are another import, and other bytes under the same key are refused.`,
    uploads: {
      "application/x-ndjson": `{"input_values":{"image":"${image}"}}\n{"input_values":{"image":"${image}"},"overlap":3}\n`,
      "application/json": `[{"input_values":{"image":"${image}"}}]`,
      "text/tab-separated-values": `INPUT:image\tTASK:overlap\n${image}\t3\n`,
      "text/csv": `INPUT:image,TASK:overlap\n${image},3\n`,
    },
    answer: running,
    statuses: {
      202: "Everything is on disk and will be sent",
      200: "The same content was imported before. Returns that import; nothing is sent twice",
    },
  },
  getImport: { answer: running },
  pauseImport: { answer: { ...running, status: "paused" } },
  cancelImport: {
    description: "What was sent is finished. The other rows are cancelled and cannot be sent any more.",
    answer: { ...running, status: "cancelled", pending: 0, cancelled: 24_000 },
  },
  retryImport: {
    description:
      "Each part's rejected rows are sent under a new operation ID, and Toloka is asked to create the valid ones. Repeated requests send them once. Rows that the checks of Task Desk refused are not sent.",
    answer: running,
  },
  settleSubmission: { body: { task_id: created.created_task.id } },
  findDuplicates: { body: { task } },
  probe: { body: { url: task.input_values.image, pool_id: task.pool_id } },
};
