import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Command } from "./read-command.ts";
import type { Printed } from "./run-command.ts";

/**
 * Only one process can open an SQLite journal. While a server has it open, commands go through this socket beside the file,
 * which only the server's user can open.
 */
export const socketPathOf = (journal: string): string =>
  process.platform === "win32"
    ? `\\\\.\\pipe\\task-desk-${createHash("sha256").update(journal).digest("hex").slice(0, 32)}`
    : `${journal}.people`;

/** No command is longer, in bytes. */
const LONGEST = 10_000;

/** Runs the commands that come through the socket. Rejects with the system's error, for example if the path is too long. */
export async function serveCommands(
  path: string,
  run: (command: Command) => Promise<Printed>,
): Promise<{ close(): Promise<void> }> {
  // Left by a process that was killed. The journal is locked, so no other server uses it.
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => void answer(socket, run));
  server.listen(path);
  await once(server, "listening");
  if (process.platform !== "win32") chmodSync(path, 0o600);
  return {
    async close() {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

async function answer(socket: Socket, run: (command: Command) => Promise<Printed>): Promise<void> {
  socket.on("error", () => socket.destroy());
  socket.setTimeout(10_000, () => socket.destroy());
  let asked = "";
  for await (const part of socket.setEncoding("utf8")) {
    asked += part;
    if (asked.length > LONGEST) return void socket.destroy();
  }
  // Only our own program, run by the same user, can open the socket.
  const printed = await run(parseJson(asked) as unknown as Command).catch((error: Error) => ({
    ok: false,
    text: error.message,
  }));
  socket.end(stringifyJson(printed));
}

/** Has the server run a command; null if no server listens there. */
export async function askServer(path: string, command: Command): Promise<Printed | null> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch {
    return null;
  }
  socket.end(stringifyJson(command));
  return parseJson(await text(socket)) as unknown as Printed;
}
