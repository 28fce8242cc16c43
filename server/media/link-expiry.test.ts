import { describe, expect, it } from "vitest";
import { linkExpiry } from "./link-expiry.ts";

const policy = Buffer.from(
  '{"Statement":[{"Resource":"*","Condition":{"DateLessThan":{"AWS:EpochTime":1800000000}}}]}',
).toString("base64");

describe("when a signed link stops working", () => {
  it.each([
    [
      "AWS and Yandex v4",
      "X-Amz-Date=20261123T160000Z&X-Amz-Expires=3600&X-Amz-Signature=ab",
      "2026-11-23T17:00:00.000Z",
    ],
    ["in any letter case", "x-amz-date=20261123T160000Z&x-amz-expires=60", "2026-11-23T16:01:00.000Z"],
    ["Google v4", "X-Goog-Date=20261123T160000Z&X-Goog-Expires=86400", "2026-11-24T16:00:00.000Z"],
    ["AWS and Google v2", "Expires=1800000000&Signature=ab", "2027-01-15T08:00:00.000Z"],
    ["CloudFront's policy", `Policy=${policy.replaceAll("=", "_")}&Signature=ab`, "2027-01-15T08:00:00.000Z"],
    ["Azure", "se=2026-12-01T00%3A00%3A00Z&sig=ab", "2026-12-01T00:00:00.000Z"],
  ])("reads %s", (_name, query, expected) =>
    expect(linkExpiry(new URL(`https://cdn.example.com/x.jpg?${query}`))?.toISOString()).toBe(expected),
  );

  it("reads the stamps of hosts that put them elsewhere", () => {
    const stamp = (1_800_000_000).toString(16);
    for (const url of [
      `https://downloader.disk.yandex.ru/disk/${"a".repeat(64)}/${stamp}/x?filename=x.jpg`,
      `https://scontent.xx.fbcdn.net/v/x.jpg?oe=${stamp.toUpperCase()}`,
      `https://cdn.discordapp.com/attachments/1/2/x.png?ex=${stamp}&is=1`,
    ])
      expect(linkExpiry(new URL(url))?.getTime()).toBe(1_800_000_000_000);
  });

  it.each([
    "",
    "?Expires=1800000000",
    "?Expires=never&Signature=ab",
    "?X-Amz-Date=yesterday&X-Amz-Expires=10",
    "?X-Amz-Date=20261123T160000Z",
    "?Policy=%%%not-base64&Signature=ab",
    `?Policy=${Buffer.from("[1]").toString("base64")}`,
    "?se=2026-12-01",
    "?se=soon&sig=ab",
    "?oe=6b49d200",
  ])("finds none in %s", (query) => expect(linkExpiry(new URL(`https://cdn.example.com/x.jpg${query}`))).toBeNull());
});
