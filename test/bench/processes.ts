import { readFile } from "node:fs/promises";

/** Ticks of the kernel's clock a second, in `/proc`: the same on all usual systems. */
const TICKS_PER_SECOND = 100;

/** Processor time of a process so far, of all its threads, in microseconds. Linux only. */
export async function processorMicroseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name before may contain spaces; `utime` and `stime` are the 12th and 13th values after it.
  const values = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(values[11]) + Number(values[12])) * 1e6) / TICKS_PER_SECOND;
}

/** Resident memory of a process, in megabytes. Linux only. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
