import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPEN, PNG, pass, REPLIES, send } from "../../test/support/media/media-replies.ts";
import { CDN, type MediaSite, openMediaSite } from "../../test/support/media/media-site.ts";
import { createProbe } from "./probe.ts";

let site: MediaSite;
beforeAll(async () => {
  site = await openMediaSite();
});
afterAll(() => site.close());

describe("the guard of the connection", () => {
  it("never connects to a private address, by name or by redirect", async () => {
    site.dialled.length = 0;
    const probe = createProbe(site.options());
    for (const url of ["https://inner.example.com/x", "https://mixed.example.com/x", `${CDN}/to-loopback.png`])
      await probe(url);
    expect(new Set(site.dialled)).toEqual(new Set(["93.184.215.14"]));
  });

  it("connects to the address that it has checked, also when the name resolves differently the next time", async () => {
    const answers = [["93.184.215.14"], ["127.0.0.1"]];
    let lookups = 0;
    site.dialled.length = 0;
    const probe = createProbe({ ...site.options(), lookup: async () => answers[lookups++] ?? [] });
    expect((await probe(`${CDN}/good.png`)).code).toBe("PUBLIC");
    expect({ lookups, dialled: [...site.dialled] }).toEqual({ lookups: 1, dialled: ["93.184.215.14"] });
    expect((await probe(`${CDN}/good.png`)).code).toBe("ADDRESS_REFUSED");
    expect(site.dialled).toEqual(["93.184.215.14"]);
  });

  it("checks the name again at a redirect to itself", async () => {
    const answers = [["93.184.215.14"], ["10.0.0.1"]];
    let lookups = 0;
    const probe = createProbe({
      ...site.options(),
      lookup: async () => answers[Math.min(lookups++, 1)] ?? [],
    });
    const seen = await probe("http://cdn.example.com/moved-far.png");
    expect({ code: seen.code, lookups }).toEqual({ code: "ADDRESS_REFUSED", lookups: 2 });
  });

  it("refuses real loopback servers with the machine's own resolver", async () => {
    const probe = createProbe();
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433"]) {
      site.asked.length = 0;
      expect((await probe(`http://${host}:${site.port}/good.png`)).code).toBe("ADDRESS_REFUSED");
      expect(site.asked).toEqual([]);
    }
  });

  it("times out when the resolver does not answer", async () => {
    const probe = createProbe({ lookup: () => new Promise(() => {}), limits: { connectMs: 30, totalMs: 1000 } });
    expect(await probe(`${CDN}/good.png`)).toMatchObject({ verdict: "doubtful", code: "NETWORK_DOWN" });
  });

  it.each([
    ["EAI_AGAIN", "doubtful", "NETWORK_DOWN"],
    ["ENOTFOUND", "bad", "DNS_FAILED"],
  ])("tells the server's own network from an unknown host: %s", async (code, verdict, found) => {
    const probe = createProbe({ lookup: () => Promise.reject(Object.assign(new Error(code), { code })) });
    expect(await probe(`${CDN}/good.png`)).toMatchObject({ verdict, code: found });
  });
});

describe("the built-in Toloka's own pictures", () => {
  it("are looked at on loopback, and nothing else there is", async () => {
    REPLIES["/pictures/dog.png"] = send("image/png", PNG, OPEN);
    REPLIES["/pictures/away.png"] = pass("/api/v1/requester");
    const origin = `http://127.0.0.1:${site.port}`;
    const probe = createProbe({ allowedOrigin: origin });
    expect(await probe(`${origin}/pictures/dog.png`)).toMatchObject({ verdict: "good", code: "SAMPLE", width: 500 });
    for (const path of ["/api/v1/requester", "/pictures/away.png", "/pictures/../good.png", "/pictures/..%2fgood.png"])
      expect(await probe(`${origin}${path}`)).toMatchObject({ verdict: "bad", code: "ADDRESS_REFUSED" });
    expect((await createProbe()(`${origin}/pictures/dog.png`)).code).toBe("ADDRESS_REFUSED");
  });
});
