import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { DbUnavailableError } from "../failures.ts";
import { createCommits } from "./sqlite-commits.ts";
import { type Connection, connect } from "./sqlite-statements.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-commits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let connection: Connection;
let files = 0;
/** Ends the flush that is under way. */
let endFlush: (error?: Error) => void;
let copies: number;
/** Why the log cannot be copied into the file; null: it can. */
let copyFailure: Error | null;

beforeEach(() => {
  connection = connect(join(folder, `${++files}.sqlite`), { readOnly: false });
  connection.run("create table numbers (number integer)");
  copies = 0;
  copyFailure = null;
});

const open = () =>
  createCommits({
    connection,
    stillThere() {},
    log: {
      flush: () =>
        new Promise((resolve, reject) => {
          endFlush = (error) => (error ? reject(error) : resolve());
        }),
      close() {},
    },
    checkpoints: {
      committed: async () => {},
      async all() {
        copies += 1;
        if (copyFailure) throw copyFailure;
      },
    },
  });

type Commits = ReturnType<typeof open>;
const add = (commits: Commits, number: number) =>
  commits.write((tx) => tx.query("insert into numbers values ($1)", [number]));
const numbers = () => connection.run<{ number: number }>("select number from numbers").map(({ number }) => number);
/** As long as several transactions take. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

it("acknowledges nothing before it is on disk, and tells nobody of it", async () => {
  const commits = open();
  const ended: string[] = [];
  const written = add(commits, 1).then(() => ended.push("written"));
  await aWhile();
  expect(numbers()).toEqual([1]);
  const told = commits.flushed().then(() => ended.push("told"));
  await aWhile();
  expect(ended).toEqual([]);
  endFlush();
  await Promise.all([written, told]);
  expect(ended.toSorted()).toEqual(["told", "written"]);
});

it("writes what arrives during a flush in one transaction after it", async () => {
  const commits = open();
  const first = add(commits, 1);
  await aWhile();
  const others = [add(commits, 2), add(commits, 3)];
  await aWhile();
  expect(numbers()).toEqual([1]);
  endFlush();
  await first;
  await aWhile();
  expect(numbers()).toEqual([1, 2, 3]);
  endFlush();
  await Promise.all(others);
});

it("lets those who don't ask for the disk go on before it, and flushes nothing for them alone", async () => {
  const commits = open();
  const count = (number: number) => commits.write((tx) => tx.query("insert into numbers values ($1)", [number]), false);
  endFlush = () => expect.unreachable("nothing was flushed yet");
  await count(1);
  await commits.idle();
  const written = add(commits, 2);
  await count(3);
  expect(numbers()).toEqual([1, 2, 3]);
  endFlush(new DbUnavailableError("The disk failed."));
  await expect(written).rejects.toThrow("The disk failed.");
});

it("rejects what a failed flush leaves in doubt, and copies the whole log before it writes again", async () => {
  const commits = open();
  const first = add(commits, 1);
  await aWhile();
  endFlush(new DbUnavailableError("The disk failed."));
  await expect(first).rejects.toThrow("The disk failed.");
  copyFailure = new DbUnavailableError("The log can't be copied.");
  await expect(add(commits, 2)).rejects.toThrow("The log can't be copied.");
  expect(numbers()).toEqual([1]);
  copyFailure = null;
  const third = add(commits, 3);
  await aWhile();
  endFlush();
  await third;
  expect([numbers(), copies]).toEqual([[1, 3], 2]);
  const fourth = add(commits, 4);
  await aWhile();
  endFlush();
  await fourth;
  expect(copies).toBe(2);
});
