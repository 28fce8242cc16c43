import { describe, expect, it } from "vitest";
import { memoryStorage } from "../../../../test/support/memory-storage.ts";
import { plainDevice, poolShelf } from "../../../stored.ts";
import { linkedAddresses } from "./linked-addresses.ts";

const A = "https://example.com/a.png";
const B = "https://example.com/b.png";

describe("linked addresses", () => {
  it("are remembered until the operator asks for their check", () => {
    const device = memoryStorage();
    const open = () => linkedAddresses(poolShelf("built-in:", "1", plainDevice(device)));
    open().add([` ${A} `, "no address", B]);
    expect([open().has(A), open().has(B), open().has("no address")]).toEqual([true, true, false]);
    open().allow(A);
    expect([open().has(A), open().has(B)]).toEqual([false, true]);
  });

  it("are remembered for this visit where nothing can be stored", () => {
    const linked = linkedAddresses(poolShelf("built-in:", "1", plainDevice(null)));
    linked.add([A]);
    expect(linked.has(A)).toBe(true);
  });

  it("added by another tab are kept", () => {
    const device = memoryStorage();
    const open = () => linkedAddresses(poolShelf("built-in:", "1", plainDevice(device)));
    const [one, other] = [open(), open()];
    one.add([A]);
    other.add([B]);
    other.allow(B);
    expect([open().has(A), open().has(B)]).toEqual([true, false]);
  });

  it("of one link are all stored, and the newest 500 of earlier links", () => {
    const device = memoryStorage();
    const open = () => linkedAddresses(poolShelf("built-in:", "1", plainDevice(device)));
    const many = (name: string) => Array.from({ length: 600 }, (_one, index) => `https://${name}.com/${index}`);
    open().add(many("first"));
    open().add(many("second"));
    const held = (name: string) => many(name).filter((address) => open().has(address)).length;
    expect([held("first"), held("second")]).toEqual([500, 600]);
  });
});
