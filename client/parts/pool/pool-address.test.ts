import { describe, expect, it } from "vitest";
import { poolIdIn } from "./pool-address.ts";

describe("the pool's id in what was pasted", () => {
  it.each([
    ["1080020", "1080020"],
    [" 1080020\n", "1080020"],
    ["https://toloka.dev/requester/project/92694/pool/1080020", "1080020"],
    ["https://sandbox.toloka.dev/requester/project/92694/pool/1080020?tab=all#top", "1080020"],
    ["https://platform.toloka.ai/requester/project/92694/pool/1080020/edit", "1080020"],
    ["http://127.0.0.1:3000/pools/1080020/new?input.image=x", "1080020"],
    ["/pools/1080020/new", "1080020"],
  ])("%s", (typed, id) => {
    expect(poolIdIn(typed)).toBe(id);
  });

  it.each(["", "cats", "cats 12", "https://toloka.dev/requester/project/92694", "pool/12", "https://x/pool/12a"])(
    "none in: %s",
    (typed) => {
      expect(poolIdIn(typed)).toBeNull();
    },
  );
});
