import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

/** A Toloka in a process of its own, so that its work is not done by the desk's process. */
export interface Upstream {
  url: string;
  token: string;
  close(): Promise<void>;
}

export async function startUpstream(operationMs: number): Promise<Upstream> {
  const child: ChildProcess = fork(import.meta.filename, [String(operationMs)]);
  const [address] = (await once(child, "message")) as [{ url: string; token: string }];
  return {
    ...address,
    async close() {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
}

if (import.meta.main) {
  const { url, token } = await startFaultyToloka({ operationMs: Number(process.argv[2]), record: false });
  process.send?.({ url, token });
  // The parent process may be killed.
  process.once("disconnect", () => process.exit());
}
