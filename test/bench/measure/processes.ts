import { readdir, readFile } from "node:fs/promises";

/** Ticks of the kernel's clock a second, in `/proc`: the same on all usual systems. */
const TICKS_PER_SECOND = 100;

/** The values of `/proc/<pid>/stat` after the name, which may contain spaces; undefined for a process that is gone. */
async function statOf(pid: number | string): Promise<string[] | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const microseconds = (ticks: (string | undefined)[]): number =>
  (ticks.reduce((sum, value) => sum + Number(value ?? 0), 0) * 1e6) / TICKS_PER_SECOND;

/** Processor time of a process so far, of all its threads, in microseconds. Linux only. */
export async function processorMicroseconds(pid: number): Promise<number> {
  const values = (await statOf(pid)) ?? [];
  return microseconds(values.slice(11, 13));
}

/** The same of a process, those that it started and those of them that have ended. */
export async function processorMicrosecondsWithChildren(pid: number): Promise<number> {
  let sum = microseconds(((await statOf(pid)) ?? []).slice(11, 15));
  for (const name of await readdir("/proc")) {
    const values = /^\d+$/.test(name) ? await statOf(name) : undefined;
    if (values?.[1] === String(pid)) sum += microseconds(values.slice(11, 13));
  }
  return sum;
}

/** Resident memory of a process, in megabytes. Linux only. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
