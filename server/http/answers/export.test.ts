import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Response } from "express";
import { describe, expect, it } from "vitest";
import type { Submission } from "../../../shared/submission.ts";
import { until } from "../../../test/support/until.ts";
import { EXAMPLES } from "../docs/api-examples.ts";
import { exportFile, sendDownload } from "./export.ts";

const example = EXAMPLES.getSubmission!.answer as Extract<Submission, { task: unknown }>;
async function* pagesOf(...pages: Submission[][]) {
  yield* pages;
}
async function textOf(format: "csv" | "json", ...pages: Submission[][]): Promise<string> {
  let text = "";
  for await (const part of exportFile(format, pagesOf(...pages)).parts) text += part;
  return text;
}

describe("the CSV file", () => {
  it("has a byte order mark, a header and a line for each submission", async () => {
    const [header, line, end] = (await textOf("csv", [example])).split("\r\n");
    expect(header).toBe("\uFEFFoperation_id,status,pool_id,task_id,created_at,created_by,error,input_values");
    const { operation_id, task, created_task, created_at } = example;
    const input = JSON.stringify(task.input_values).replaceAll('"', '""');
    expect(line).toBe(`${operation_id},created,1080020,${created_task!.id},${created_at},operator,,"${input}"`);
    expect(end).toBe("");
  });

  it.each(["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])("makes no formula of %j", async (text) => {
    const csv = await textOf("csv", [{ ...example, created_by: text }]);
    expect(csv).toContain(text === "\rx" ? `,"'${text}",` : `,'${text},`);
  });

  it("quotes commas, quotes and line breaks", async () => {
    const error = { code: "VALIDATION_ERROR", message: 'He said "no",\nand left' };
    expect(await textOf("csv", [{ ...example, error }])).toContain(',"VALIDATION_ERROR: He said ""no"",\nand left",');
  });
});

describe("the JSON file", () => {
  it("is a list of all submissions of all pages, also of none", async () => {
    expect(JSON.parse(await textOf("json", [example, example], [], [example]))).toEqual([example, example, example]);
    expect(JSON.parse(await textOf("json"))).toEqual([]);
  });
});

describe("a download", () => {
  /** A file without end. `pulled`: how many parts of 64 kB were asked for. */
  async function serveEndless(fail?: number) {
    const state = { pulled: 0, ended: false };
    async function* parts() {
      try {
        for (;;) {
          state.pulled += 1;
          if (state.pulled === fail) throw new Error("the journal is gone");
          yield "x".repeat(65_536);
        }
      } finally {
        state.ended = true;
      }
    }
    const server = createServer((_request, response) => {
      // `sendDownload` needs two functions of Express.
      const like = Object.assign(response, {
        status: () => like,
        set: (headers: Record<string, string>) => {
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          return like;
        },
      });
      const download = { type: "text/csv", name: "endless.csv", parts: parts() };
      sendDownload(like as unknown as Response, download, new AbortController().signal).catch(() => {});
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const [answer] = (await once(get({ port, host: "127.0.0.1" }), "response")) as [IncomingMessage];
    return { state, answer, close: () => server.close() };
  }

  it("makes no more than the reader takes, and ends when the reader leaves", async () => {
    const { state, answer, close } = await serveEndless();
    let before = -1;
    await until("the file to pause", async () => {
      const paused = state.pulled === before;
      before = state.pulled;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return paused;
    });
    expect(state.pulled * 65_536).toBeLessThan(32_000_000);
    answer.destroy();
    await until("the end", () => state.ended);
    close();
  });

  it("breaks off when the rest cannot be read", async () => {
    const { answer, close } = await serveEndless(3);
    answer.resume();
    await expect(once(answer, "end")).rejects.toThrow("aborted");
    close();
  });
});
