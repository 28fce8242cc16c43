import type { Request } from "express";
import { describe, expect, it } from "vitest";
import { hostName, refusalOf } from "./guard.ts";

/** The part of a request that the guard looks at. */
const request = (headers: Record<string, string>, method = "GET", path = "/api/health"): Request =>
  ({ method, path, headers, rawHeaders: Object.entries(headers).flat() }) as unknown as Request;

const codeOf = (headers: Record<string, string>, method?: string, path?: string): string | null =>
  refusalOf(request(headers, method, path), ["desk.example.org"])?.code ?? null;

describe("Host", () => {
  it.each([
    "127.0.0.1:3000",
    "127.0.0.1",
    "127.1.2.3:80",
    "localhost:3000",
    "LOCALHOST",
    "[::1]:3000",
    "localhost.:3000",
    "desk.example.org",
    "desk.example.org:8443",
  ])("%s is let through", (host) => expect(codeOf({ host })).toBeNull());

  it.each([
    "evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "desk.example.org.evil.example",
    "0.0.0.0:3000",
    "[::]:3000",
    "192.168.0.5:3000",
    "",
    "a b",
    "127.0.0.1:3000@evil.example",
    "127.0.0.1/x",
    "127.999.999.999",
    "127.1",
  ])("%j is refused", (host) => expect(codeOf({ host })).toBe("HOST_NOT_ALLOWED"));

  it("may not be given twice", () => {
    const headers = { host: "127.0.0.1" };
    const rawHeaders = ["Host", "127.0.0.1", "host", "evil.example"];
    const twice = { method: "GET", path: "/", headers, rawHeaders } as unknown as Request;
    expect(refusalOf(twice, [])?.code).toBe("HOST_NOT_ALLOWED");
  });

  it("may not be missing", () => expect(codeOf({})).toBe("HOST_NOT_ALLOWED"));

  it("is read without its port", () => {
    expect(hostName("[::1]:80")).toBe("[::1]");
    expect(hostName("Desk.Example.org:443")).toBe("desk.example.org");
    expect(hostName("x:y")).toBeNull();
  });
});

describe("Origin", () => {
  const host = "127.0.0.1:3000";

  it.each(["http://127.0.0.1:3000", "https://127.0.0.1:3000", "HTTP://127.0.0.1:3000"])("%s is our own", (origin) =>
    expect(codeOf({ host, origin }, "POST")).toBeNull(),
  );

  it.each([
    "http://evil.example",
    "http://127.0.0.1:8080",
    "http://localhost:3000",
    "http://127.0.0.1",
    "null",
    "",
    "file://127.0.0.1:3000",
    "http://127.0.0.1:3000.evil.example",
  ])("%j is foreign", (origin) => expect(codeOf({ host, origin }, "POST")).toBe("ORIGIN_NOT_ALLOWED"));
});

describe("Sec-Fetch-Site", () => {
  const host = "localhost:3000";
  const visit = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

  it.each(["same-origin", "none"])("%s is let through", (site) =>
    expect(codeOf({ host, "sec-fetch-site": site })).toBeNull(),
  );

  it.each(["cross-site", "same-site"])("%s is refused, also without an Origin", (site) => {
    expect(codeOf({ host, "sec-fetch-site": site })).toBe("ORIGIN_NOT_ALLOWED");
    expect(
      codeOf({ host, "sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }, "GET", "/"),
    ).toBe("ORIGIN_NOT_ALLOWED");
  });

  it("lets a link on another site open a page, but call nothing", () => {
    expect(codeOf({ host, "sec-fetch-site": "cross-site", ...visit }, "GET", "/pools/1080020/new")).toBeNull();
    expect(codeOf({ host, "sec-fetch-site": "cross-site", ...visit }, "GET", "/api/submissions")).toBe(
      "ORIGIN_NOT_ALLOWED",
    );
    expect(codeOf({ host, "sec-fetch-site": "cross-site", ...visit }, "POST", "/")).toBe("ORIGIN_NOT_ALLOWED");
    const framed = { ...visit, "sec-fetch-dest": "iframe" };
    expect(codeOf({ host, "sec-fetch-site": "cross-site", ...framed }, "GET", "/")).toBe("ORIGIN_NOT_ALLOWED");
  });
});
