import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

/** What a process prints that runs a command, and how it ends. */
function outcomeOf(command: string, quiet: boolean) {
  const module = pathToFileURL(join(import.meta.dirname, "run-command.mjs"));
  const program = `import { runCommand } from "${module}"; runCommand(${JSON.stringify(command)}, ${quiet}); console.log("after");`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const node = (code: string): string => `"${process.execPath}" -e "${code}"`;

it("a quiet command prints nothing while all goes well", () => {
  const chatty = node("console.log('x'.repeat(3e6)); console.error('warning')");
  expect(outcomeOf(chatty, true)).toEqual({ stdout: "after\n", stderr: "", status: 0 });
});

it("a quiet command that fails prints all that it said, and ends the process with its status", () => {
  const failing = node("console.log('built half'); console.error('no room'); process.exitCode = 3");
  expect(outcomeOf(failing, true)).toEqual({ stdout: "built half\n", stderr: "no room\n", status: 3 });
});

it("another command prints as it goes", () => {
  expect(outcomeOf(node("console.log('added 1 package')"), false).stdout).toBe("added 1 package\nafter\n");
});
