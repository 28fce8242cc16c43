import { describe, expect, it } from "vitest";
import { readCommand } from "./read-command.ts";

const read = (words: string[], password = "a long enough password\n") => readCommand(words, async () => password);

describe("the words of npm run people", () => {
  it.each([
    [["list"], { do: "list" }],
    [["change-keys"], { do: "change-keys" }],
    [
      ["add", "Ada L.", "--role", "administrator", "--password-stdin"],
      { do: "add", name: "Ada L.", role: "administrator", password: "a long enough password" },
    ],
    [["invite", "Ivan", "--role", "viewer"], { do: "invite", name: "Ivan", role: "viewer" }],
    [["invite", "Ivan"], { do: "invite", name: "Ivan", role: null }],
    [["role", "Ivan", "operator"], { do: "role", name: "Ivan", role: "operator" }],
    [["key", "Ivan"], { do: "key", name: "Ivan", role: null, days: 90 }],
    [["key", "Ivan", "--role", "viewer", "--days", "7"], { do: "key", name: "Ivan", role: "viewer", days: 7 }],
    [["disable", "Ivan"], { do: "disable", name: "Ivan" }],
    [["enable", "Ivan"], { do: "enable", name: "Ivan" }],
    [["reset-factor", "Ivan"], { do: "reset-factor", name: "Ivan" }],
  ])("%j", async (words, command) => {
    expect(await read(words)).toEqual({ command });
  });

  it.each([
    [[], "A command is missing."],
    [["remove", "Ivan"], 'There is no command "remove".'],
    [["add", "Ivan", "--role", "viewer"], "add needs --password-stdin"],
    [["add", "Ivan", "--password-stdin"], "add needs --role ROLE."],
    [["add", "Ivan", "--role", "root", "--password-stdin"], '"root" is not a role.'],
    [["add", "--role"], "--role needs a value."],
    [["invite"], "invite takes one name."],
    [["invite", " Ivan"], "can't be a name"],
    [["invite", "Iv\nan"], "can't be a name"],
    [["role", "Ivan"], "role takes a name and a role."],
    [["role", "Ivan", "king"], '"king" is not a role.'],
    [["key", "Ivan", "--days", "9999"], '--days was "9999"'],
    [["disable", "Ivan", "--role", "viewer"], "disable doesn't take --role."],
    [["list", "Ivan"], "list takes no name."],
    [["change-keys", "session"], "change-keys takes no name."],
  ])("%j is refused", async (words, fault) => {
    expect(await read(words)).toEqual({ fault: expect.stringContaining(fault) });
  });

  it("a password is read with composed characters, as pages send it", async () => {
    const words = ["add", "Ivan", "--role", "viewer", "--password-stdin"];
    expect(await read(words, "Zoe\u0301 and more signs\r\n")).toMatchObject({
      command: { password: "Zo\u00e9 and more signs" },
    });
  });

  it("never repeats a password that is too short", async () => {
    const { fault } = (await read(["add", "Ivan", "--role", "viewer", "--password-stdin"], "hunter2")) as {
      fault: string;
    };
    expect(fault).toContain("12 to 256 characters");
    expect(fault).not.toContain("hunter2");
  });
});
