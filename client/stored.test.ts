import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryStorage } from "../test/support/memory-storage.ts";
import { type Device, deviceShelf, openEntries, personShelf, plainDevice, poolShelf, upstreamShelf } from "./stored.ts";

const ADA = randomBytes(64).toString("base64url");
const VIK = randomBytes(64).toString("base64url");
const UPSTREAM = "https://api.toloka.example";
const DRAFT = { text: "Кошка \ud83d\udc08", tags: [], none: null };

afterEach(() => vi.unstubAllGlobals());

const entriesOf = (storage: Storage) =>
  Array.from({ length: storage.length }, (_, index): [string, string] => {
    const key = storage.key(index)!;
    return [key, storage.getItem(key)!];
  });

/** A device as the page finds it: whose it is is not known yet. */
const found = (storage: Storage | null): Device => ({ storage, person: null, key: null });

async function opened(storage: Storage | null, key: string | null): Promise<Device> {
  const device = found(storage);
  await openEntries(key, device);
  return device;
}

describe("entries of a person", () => {
  it("are neither read nor written until it is known whose they are", () => {
    const storage = memoryStorage();
    storage.setItem("task-desk:draft:u:7", "1");
    const shelf = poolShelf("u", "7", found(storage));
    expect([shelf.read("draft"), shelf.write("templates", []), storage.length]).toEqual([null, false, 1]);
    shelf.remove("draft");
    expect(storage.length).toBe(1);
  });

  it("are plain where nobody signs in", async () => {
    const storage = memoryStorage();
    const device = await opened(storage, null);
    poolShelf("u", "7", device).write("draft", DRAFT);
    personShelf(device).write("views", []);
    expect(entriesOf(storage).map(([key]) => key)).toEqual(["task-desk:draft:u:7", "task-desk:views"]);
    expect(poolShelf("u", "7", plainDevice(storage)).read("draft")).toEqual(DRAFT);
  });

  it("tell nothing without the key: no text, no pool, no Toloka, no kind", async () => {
    const storage = memoryStorage();
    const device = await opened(storage, ADA);
    expect(poolShelf(UPSTREAM, "1080020", device).write("draft", DRAFT)).toBe(true);
    expect(poolShelf(UPSTREAM, "1080020", device).write("templates", ["cats"])).toBe(true);
    expect(upstreamShelf(UPSTREAM, device).write("recent-pools", [{ id: "1080020", title: "Cats" }])).toBe(true);
    expect(personShelf(device).write("views", [{ name: "Cats", query: "q=cat" }])).toBe(true);
    const entries = entriesOf(storage);
    expect(entries).toHaveLength(4);
    for (const [key, text] of entries) {
      expect(key).toMatch(/^task-desk-of:[\w-]{22}$/);
      expect(text).toMatch(/^[\w-]+$/);
      const bytes = `${Buffer.from(text, "base64url")}${text}${key}`;
      for (const word of ["Кошка", "cat", "Cats", "1080020", "toloka", "draft", "templates"])
        expect(bytes).not.toContain(word);
    }
  });

  it("are the same again in another session of the person, and absent for anybody else", async () => {
    const storage = memoryStorage();
    poolShelf("u", "7", await opened(storage, ADA)).write("draft", DRAFT);
    const vik = poolShelf("u", "7", await opened(storage, VIK));
    expect(vik.read("draft")).toBeNull();
    vik.write("draft", { text: "of Vik" });
    vik.remove("templates");
    expect(poolShelf("u", "7", await opened(storage, ADA)).read("draft")).toEqual(DRAFT);
    expect(poolShelf("u", "7", await opened(storage, VIK)).read("draft")).toEqual({ text: "of Vik" });
    vik.remove("draft");
    expect([vik.read("draft"), storage.length]).toEqual([null, 1]);
    expect(poolShelf("u", "8", await opened(storage, ADA)).read("draft")).toBeNull();
  });

  it.each([
    ["changed", (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1)],
    ["cut short", (text: string) => text.slice(0, 10)],
    ["empty", () => ""],
    ["no ciphertext", () => '{"text":"typed"}'],
    ["another entry's", (_text: string, other: string) => other],
  ])("that are %s read as null", async (_what, change) => {
    const storage = memoryStorage();
    const shelf = poolShelf("u", "7", await opened(storage, ADA));
    shelf.write("draft", DRAFT);
    shelf.write("templates", ["x"]);
    const [[key, text], [, other]] = entriesOf(storage) as [[string, string], [string, string]];
    storage.setItem(key, change(text, other));
    expect([shelf.read("draft"), shelf.read("templates")]).toEqual([null, ["x"]]);
  });

  it("are the same again whatever their length", async () => {
    const shelf = poolShelf("u", "7", await opened(memoryStorage(), ADA));
    for (const length of [0, 1, 2, 3, 8_158, 8_159, 8_160, 8_161, 500_000]) {
      const text = "\u044f".repeat(length / 2).padEnd(length, "x");
      shelf.write("draft", text);
      expect(shelf.read("draft") === text, String(length)).toBe(true);
    }
  });

  it("say when they could not be stored", async () => {
    expect(poolShelf("u", "7", await opened(memoryStorage(10), ADA)).write("draft", DRAFT)).toBe(false);
    expect(poolShelf("u", "7", await opened(null, ADA)).write("draft", DRAFT)).toBe(false);
  });

  it("that are plain are removed at the first sign-in; settings of the device and encrypted entries stay", async () => {
    const storage = memoryStorage();
    const before = await opened(storage, null);
    poolShelf("u", "7", before).write("draft", DRAFT);
    upstreamShelf("u", before).write("recent-pools", []);
    personShelf(before).write("views", []);
    const settings = deviceShelf(storage);
    settings.write("language", "ru");
    settings.write("undo-seconds", 10);
    storage.setItem("task-desk:color-scheme", "dark");
    storage.setItem("of another program", "x");
    poolShelf("u", "7", await opened(storage, VIK)).write("draft", DRAFT);
    await opened(storage, ADA);
    expect(entriesOf(storage).map(([key]) => key)).toEqual([
      "task-desk:language",
      "task-desk:undo-seconds",
      "task-desk:color-scheme",
      "of another program",
      expect.stringMatching(/^task-desk-of:/),
    ]);
    expect(settings.read("language")).toBe("ru");
  });

  it.each([
    ["another person", ADA, VIK],
    ["a person after nobody", null, ADA],
    ["nobody after a person", ADA, null],
  ])("of %s: the page is loaded anew, and goes on with nothing", async (_who, first, then) => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    const storage = memoryStorage();
    const device = await opened(storage, first);
    poolShelf("u", "7", device).write("draft", DRAFT);
    await openEntries(first, device);
    expect(reload).not.toHaveBeenCalled();
    const went = vi.fn();
    void openEntries(then, device).then(went);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([reload.mock.calls.length, went.mock.calls.length]).toEqual([1, 0]);
    // What is typed last is still stored for who typed it.
    expect(poolShelf("u", "7", device).read("draft")).toEqual(DRAFT);
  });
});
