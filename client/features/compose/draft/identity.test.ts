import { describe, expect, it } from "vitest";
import { contentMark, identify, markSent, renew } from "./identity.ts";

function counter() {
  let made = 0;
  return () => `id-${++made}`;
}
const start = () => ({
  operation_id: "id-0",
  own_id: false,
  content: "a",
  sent: [] as never[],
  replaces: null,
  gone: {},
});

describe("the operation id of a draft", () => {
  it("stays while the content stays, and is another for other content", () => {
    const newId = counter();
    expect(identify(start(), "a", newId).operation_id).toBe("id-0");
    expect(identify(start(), "b", newId).operation_id).toBe("id-1");
  });

  it("is the same again when a content that was sent comes back", () => {
    const newId = counter();
    const sent = markSent(start());
    const changed = identify(sent, "b", newId);
    const back = identify(changed, "a", newId);
    expect(changed.operation_id).not.toBe("id-0");
    expect(back.operation_id).toBe("id-0");
  });

  it("is never used for a second content, even if the operator typed it", () => {
    const own = { ...start(), operation_id: "mine", own_id: true };
    expect(identify(own, "b", counter()).operation_id).toBe("mine");
    expect(identify(markSent(own), "b", counter()).operation_id).not.toBe("mine");
  });

  it("is new for the same content once that has come to its end", () => {
    const ended = renew(markSent(start()), counter());
    expect(ended.operation_id).toBe("id-1");
    expect(identify(identify(ended, "b", counter()), "a", () => "id-9").operation_id).toBe("id-9");
  });
});

describe("the hash of a content", () => {
  it("is the same for equal content, and different otherwise", () => {
    expect(contentMark({ a: 1, b: [2] })).toBe(contentMark({ b: [2], a: 1 }));
    const marks = Array.from({ length: 2000 }, (_, index) =>
      contentMark({ image: `https://example.com/${index}.jpg` }),
    );
    expect(new Set(marks).size).toBe(2000);
  });
});
