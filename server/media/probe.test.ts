import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSvg } from "../../test/support/media/media-files.ts";
import { PNG } from "../../test/support/media/media-replies.ts";
import { CDN, type MediaSite, openMediaSite } from "../../test/support/media/media-site.ts";
import { createProbe, type ProbeOptions } from "./probe.ts";

let site: MediaSite;
beforeAll(async () => {
  site = await openMediaSite();
});
afterAll(() => site.close());

const POOL_EXPIRES = new Date("2026-12-24T00:00:00Z");
const signed = (date: string, seconds: number) => `?X-Amz-Date=${date}&X-Amz-Expires=${seconds}&X-Amz-Signature=ab`;

describe("the verdict on an address", () => {
  it.each([
    [`${CDN}/good.png`, "good", "PUBLIC"],
    [`${CDN}/no-cors.png`, "good", "PUBLIC"],
    [`${CDN}/range.png`, "good", "PUBLIC"],
    [`${CDN}/no-range.png`, "good", "PUBLIC"],
    [`${CDN}/photo.jpg`, "good", "PUBLIC"],
    [`${CDN}/drawing.svg`, "good", "PUBLIC"],
    [`${CDN}/zipped.svg`, "good", "PUBLIC"],
    [`${CDN}/sound.wav`, "good", "PUBLIC"],
    [`${CDN}/film.mp4`, "good", "PUBLIC"],
    [`${CDN}/moved.png`, "good", "PUBLIC"],
    [`${CDN}/moved-far.png`, "good", "PUBLIC"],
    ["https://six.example.com/good.png", "good", "PUBLIC"],
    ["https://spare.example.com/good.png", "good", "PUBLIC"],
    ["http://cdn.example.com/good.png", "doubtful", "HTTP_ONLY"],
    ["www.cdn.example.com/good.png", "bad", "DNS_FAILED"],
    [`${CDN}/to-http.png`, "doubtful", "REDIRECT_TO_HTTP"],
    [`${CDN}/missing.png`, "bad", "HTTP_404"],
    [`${CDN}/forbidden.png`, "bad", "HTTP_403"],
    [`${CDN}/sign-in.png`, "bad", "HTTP_401"],
    [`${CDN}/failing.png`, "bad", "HTTP_500"],
    [`${CDN}/teapot.png`, "bad", "HTTP_418"],
    [`${CDN}/page.jpg`, "bad", "HTML_FOR_MEDIA"],
    [`${CDN}/page-as-picture`, "bad", "HTML_FOR_MEDIA"],
    [`${CDN}/page`, "doubtful", "WEB_PAGE"],
    [`${CDN}/text.jpg`, "bad", "NOT_MEDIA"],
    [`${CDN}/data`, "doubtful", "NOT_MEDIA"],
    [`${CDN}/scan.tiff`, "bad", "FORMAT_NOT_SHOWN"],
    [`${CDN}/empty.jpg`, "bad", "EMPTY"],
    [`${CDN}/png-as-jpeg.jpg`, "doubtful", "WRONG_TYPE"],
    [`${CDN}/png-as-binary.png`, "doubtful", "WRONG_TYPE"],
    [`${CDN}/png-as-text.png`, "bad", "WRONG_TYPE"],
    [`${CDN}/svg-as-text.svg`, "bad", "WRONG_TYPE"],
    [`${CDN}/untyped.png`, "doubtful", "WRONG_TYPE"],
    [`${CDN}/large.png`, "doubtful", "TOO_LARGE"],
    [`${CDN}/bomb.png`, "bad", "EXPANDS_TOO_MUCH"],
    [`${CDN}/broken-gzip.png`, "bad", "BROKEN_ENCODING"],
    [`${CDN}/twice-zipped.png`, "bad", "ENCODING_UNKNOWN"],
    [`${CDN}/cut.png`, "bad", "CONNECTION_FAILED"],
    [`${CDN}/cut-zipped.svg`, "bad", "CONNECTION_FAILED"],
    [`${CDN}/garbage.png`, "bad", "ANSWER_BROKEN"],
    [`${CDN}/silent.png`, "bad", "TOO_SLOW"],
    [`${CDN}/drips.png`, "bad", "TOO_SLOW"],
    [`${CDN}/round.png`, "bad", "TOO_MANY_REDIRECTS"],
    [`${CDN}/only-with-cookie.png`, "bad", "TOO_MANY_REDIRECTS"],
    [`${CDN}/to-nowhere.png`, "bad", "REDIRECT_BROKEN"],
    [`${CDN}/to-file.png`, "bad", "SCHEME_REFUSED"],
    [`${CDN}/to-loopback.png`, "bad", "ADDRESS_REFUSED"],
    [`${CDN}/to-inner.png`, "bad", "ADDRESS_REFUSED"],
    [`${CDN}/to-metadata.png`, "bad", "ADDRESS_REFUSED"],
    ["https://inner.example.com/good.png", "bad", "ADDRESS_REFUSED"],
    ["https://loop.example.com/good.png", "bad", "ADDRESS_REFUSED"],
    ["https://mixed.example.com/good.png", "bad", "ADDRESS_REFUSED"],
    ["https://metadata.example.com/good.png", "bad", "ADDRESS_REFUSED"],
    ["http://[::1]/good.png", "bad", "ADDRESS_REFUSED"],
    ["http://[::ffff:10.0.0.1]/good.png", "bad", "ADDRESS_REFUSED"],
    ["http://2130706433/good.png", "bad", "ADDRESS_REFUSED"],
    ["http://0x7f.1/good.png", "bad", "ADDRESS_REFUSED"],
    ["https://no-such-host.example.com/good.png", "bad", "DNS_FAILED"],
    ["https://old.example.com/good.png", "bad", "TLS_FAILED"],
    ["https://plain.example.com/good.png", "bad", "TLS_FAILED"],
    ["https://closed.example.com/good.png", "bad", "CONNECTION_FAILED"],
    ["https://me:secret@cdn.example.com/good.png", "bad", "CREDENTIALS_IN_URL"],
    ["https://cdn.example.com:6379/good.png", "bad", "PORT_REFUSED"],
    [`${CDN}/good.png${signed("20261101T000000Z", 3600)}`, "bad", "LINK_EXPIRED"],
    [`${CDN}/good.png${signed("20261123T150000Z", 86_400)}`, "doubtful", "LINK_EXPIRES"],
    [`${CDN}/good.png${signed("20261123T150000Z", 86_400 * 60)}`, "good", "PUBLIC"],
    [`${CDN}/my%2520dog.png`, "doubtful", "DOUBLE_ENCODED"],
    [`${CDN}/my%2520cat.png`, "bad", "HTTP_404"],
    ["cdn.example.com/good.png", "bad", "URL_INVALID"],
    ["https://", "bad", "URL_INVALID"],
  ])("%s: %s, %s", async (url, verdict, code) => {
    const probe = await createProbe(site.options())(url, { poolExpires: POOL_EXPIRES });
    expect({ verdict: probe.verdict, code: probe.code }).toEqual({ verdict, code });
    expect(probe.sentences[0]).toMatch(/^[A-Z\d].*\.$|^[\w.:]+ .*\.$/);
  });
});

describe("the result of a probe", () => {
  const look = (url: string, more: Partial<ProbeOptions> = {}) =>
    createProbe({ ...site.options(), ...more })(url, { poolExpires: POOL_EXPIRES });

  it("has the type, bytes, pixels and CORS of a picture", async () => {
    expect(await look(`${CDN}/good.png`)).toMatchObject({
      kind: "image",
      http_status: 200,
      content_type: "image/png",
      bytes: PNG.length,
      width: 500,
      height: 374,
      redirects: [],
      cors: true,
      expires_at: null,
    });
    expect((await look(`${CDN}/no-cors.png`)).cors).toBe(false);
  });

  it("takes the whole size from the range's answer, and counts a packed body unpacked", async () => {
    expect(await look(`${CDN}/range.png`)).toMatchObject({ http_status: 206, bytes: PNG.length + 1000, width: 500 });
    expect(await look(`${CDN}/zipped.svg`)).toMatchObject({ bytes: makeSvg(30, 20).length, width: 30, height: 20 });
    expect(await look(`${CDN}/large.png`)).toMatchObject({ bytes: 30_000_000, width: 500 });
  });

  it("has the size of a photograph by its EXIF orientation", async () => {
    expect(await look(`${CDN}/photo.jpg`)).toMatchObject({ width: 3000, height: 4000 });
  });

  it("distinguishes audio and video from pictures", async () => {
    expect((await look(`${CDN}/sound.wav`)).kind).toBe("audio");
    expect((await look(`${CDN}/film.mp4`)).kind).toBe("video");
  });

  it("has the redirects", async () => {
    const probe = await look(`${CDN}/to-inner.png`);
    expect(probe.redirects).toEqual(["https://inner.example.com/good.png"]);
    expect(probe.sentences[0]).toContain("After a redirect: inner.example.com is not a public address");
  });

  it("names the failure, and that the address looks encoded twice", async () => {
    const { sentences } = await look(`${CDN}/my%2520cat.png`);
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toContain("encoded twice");
  });

  it("compares a signed link's end with the pool's", async () => {
    const url = `${CDN}/good.png${signed("20261123T150000Z", 86_400)}`;
    const probe = await look(url);
    expect(probe.expires_at).toBe("2026-11-24T15:00:00.000Z");
    expect(probe.sentences[0]).toContain("before the pool closes (2026-12-24 00:00 UTC)");
    const alone = await createProbe(site.options())(url);
    expect(alone.sentences[0]).toContain("must be valid until the pool closes");
  });

  it("sends no cookie and no referrer, and asks for the beginning only", async () => {
    site.asked.length = 0;
    await look(`${CDN}/moved.png`);
    expect(site.asked.map(({ url }) => url)).toEqual(["/moved.png", "/good.png"]);
    for (const { headers } of site.asked) {
      expect(headers).not.toHaveProperty("cookie");
      expect(headers).not.toHaveProperty("referer");
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).toMatchObject({
        range: "bytes=0-524288",
        "accept-encoding": "identity",
        host: "cdn.example.com",
      });
    }
  });
});
