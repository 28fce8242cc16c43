import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate } from "../../test/support/certificate.ts";
import { MP4, makeJpeg, makePng, makeSvg, WAV } from "../../test/support/media-files.ts";
import type { Lookup } from "./guarded-connector.ts";
import { createProbe, type ProbeOptions } from "./probe.ts";

/** Names as a resolver would answer; the guard judges these addresses, and only then is a test server dialled instead. */
const NAMES: Record<string, string[]> = {
  "cdn.example.com": ["93.184.215.14"],
  "six.example.com": ["2606:4700::6810:84e5"],
  "spare.example.com": ["93.184.215.99", "93.184.215.14"],
  "inner.example.com": ["10.0.0.5"],
  "loop.example.com": ["::ffff:127.0.0.1"],
  "mixed.example.com": ["93.184.215.14", "192.168.0.7"],
  "metadata.example.com": ["169.254.169.254"],
  "other.example.com": ["93.184.215.14"],
  "old.example.com": ["93.184.215.15"],
  "plain.example.com": ["93.184.215.16"],
  "closed.example.com": ["93.184.215.17"],
};
const lookup: Lookup = async (name) => {
  const found = NAMES[name];
  if (!found) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND" });
  return found;
};

const PNG = makePng(500, 374);
const NOW = Date.parse("2026-11-23T16:00:00Z");
const POOL_EXPIRES = new Date("2026-12-24T00:00:00Z");
const held = new Set<ServerResponse>();
const asked: IncomingMessage[] = [];

type Reply = (request: IncomingMessage, response: ServerResponse) => void;
const send =
  (type: string, body: Buffer | string, headers: Record<string, string> = {}, status = 200): Reply =>
  (_request, response) => {
    response.writeHead(status, {
      ...(type ? { "content-type": type } : {}),
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    });
    response.end(body);
  };
const pass = (location: string, status = 302): Reply => send("text/html", "moved", { location }, status);
const OPEN = { "access-control-allow-origin": "*" };

const REPLIES: Record<string, Reply> = {
  "/good.png": send("image/png", PNG, OPEN),
  "/no-cors.png": send("image/png", PNG),
  "/range.png": (request, response) => {
    const range = /bytes=0-(\d+)/.exec(request.headers.range ?? "");
    const end = Math.min(Number(range?.[1] ?? PNG.length), PNG.length - 1);
    response.writeHead(206, {
      "content-type": "image/png",
      "content-range": `bytes 0-${end}/${PNG.length + 1000}`,
      ...OPEN,
    });
    response.end(PNG.subarray(0, end + 1));
  },
  "/no-range.png": (request, response) =>
    request.headers.range
      ? send("text/plain", "no", {}, 416)(request, response)
      : REPLIES["/good.png"]!(request, response),
  "/photo.jpg": send("image/jpeg", makeJpeg(4000, 3000, 6), OPEN),
  "/drawing.svg": send("image/svg+xml", makeSvg(30, 20), OPEN),
  "/sound.wav": send("audio/x-wav", WAV, OPEN),
  "/film.mp4": send("video/mp4", MP4, OPEN),
  "/scan.tiff": send("image/tiff", Buffer.from("49492a00080000000000", "hex")),
  "/zipped.svg": send("image/svg+xml", gzipSync(makeSvg(30, 20)), { "content-encoding": "gzip", ...OPEN }),
  "/page": send("text/html", "<!doctype html><title>Sign in</title>"),
  "/page.jpg": send("text/html", "<!doctype html><title>Sign in</title>"),
  "/page-as-picture": send("image/jpeg", "<html><body>Not found</body></html>"),
  "/text.jpg": send("image/jpeg", "hello"),
  "/data": send("application/json", "{}"),
  "/empty.jpg": (request, response) =>
    request.headers.range ? send("", "", {}, 416)(request, response) : send("image/jpeg", "")(request, response),
  "/png-as-jpeg.jpg": send("image/jpeg", PNG),
  "/png-as-binary.png": send("application/octet-stream", PNG),
  "/png-as-text.png": send("text/plain", PNG, { "x-content-type-options": "nosniff" }),
  "/svg-as-text.svg": send("text/plain", makeSvg(3, 2)),
  "/untyped.png": send("", PNG),
  "/large.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png", "content-length": "30000000" });
    response.write(PNG);
    const more = Buffer.alloc(65_536);
    const pump = () => {
      while (response.write(more));
    };
    response.on("drain", pump);
    pump();
  },
  "/bomb.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(50_000_000)));
  },
  "/broken-gzip.png": send("image/png", "this is not gzip at all", { "content-encoding": "gzip" }),
  "/twice-zipped.png": send("image/png", gzipSync(gzipSync(PNG)), { "content-encoding": "gzip, gzip" }),
  "/cut.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png", "content-length": "5000" });
    response.write(PNG.subarray(0, 40), () => response.destroy());
  },
  "/cut-zipped.svg": (_request, response) => {
    response.writeHead(200, { "content-type": "image/svg+xml", "content-encoding": "gzip", "content-length": "5000" });
    response.write(gzipSync(makeSvg(30, 20)).subarray(0, 20), () => response.destroy());
  },
  "/garbage.png": (request) => {
    request.socket.end("this is no HTTP\r\n\r\n");
  },
  "/silent.png": (_request, response) => {
    held.add(response);
  },
  "/drips.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    response.write(PNG.subarray(0, 8));
    held.add(response);
  },
  "/forbidden.png": send("application/xml", "<Error/>", {}, 403),
  "/sign-in.png": send("text/html", "who are you", {}, 401),
  "/failing.png": send("text/plain", "oops", {}, 500),
  "/teapot.png": send("text/plain", "short and stout", {}, 418),
  "/moved.png": pass("/good.png"),
  "/moved-far.png": pass("https://other.example.com/good.png", 308),
  "/to-http.png": pass("http://cdn.example.com/good.png"),
  "/to-loopback.png": pass("http://127.0.0.1/good.png"),
  "/to-inner.png": pass("https://inner.example.com/good.png"),
  "/to-metadata.png": pass("http://169.254.169.254/latest/meta-data/"),
  "/to-file.png": pass("file:///etc/passwd"),
  "/to-nowhere.png": pass("http://["),
  "/to-sample.png": pass("http://127.0.0.1:9/api/v1/requester"),
  "/round.png": pass("/round.png"),
  "/only-with-cookie.png": (request, response) =>
    request.headers.cookie
      ? REPLIES["/good.png"]!(request, response)
      : send("text/html", "", { "set-cookie": "a=1", location: "/only-with-cookie.png" }, 302)(request, response),
  "/my%2520dog.png": send("image/png", PNG, OPEN),
};

const listener: RequestListener = (request, response) => {
  asked.push(request);
  const path = new URL(request.url ?? "/", "http://x").pathname;
  (REPLIES[path] ?? send("text/html", "<h1>Not found</h1>", {}, 404))(request, response);
};

const year = 365 * 86_400_000;
const names = Object.keys(NAMES);
const secure = makeCertificate(names, { from: new Date(Date.now() - year), until: new Date(Date.now() + year) });
const outdated = makeCertificate(names, { from: new Date(Date.now() - 2 * year), until: new Date(Date.now() - year) });
const http = createServer(listener);
const https = createSecureServer({ key: secure.key, cert: secure.cert }, listener);
const expired = createSecureServer({ key: outdated.key, cert: outdated.cert }, listener);
const servers = [http, https, expired];
const portOf = (server: (typeof servers)[number]) => (server.address() as AddressInfo).port;
const dialled: string[] = [];

const options = (): ProbeOptions => ({
  lookup,
  ca: secure.cert + outdated.cert,
  now: () => NOW,
  limits: { totalMs: 1500, connectMs: 1000 },
  connectTo: (address, port) => {
    dialled.push(address);
    // These two addresses stand for a host whose certificate has run out, and one that speaks no TLS.
    const server = address === "93.184.215.15" ? expired : port === 80 || address === "93.184.215.16" ? http : https;
    const closed = address === "93.184.215.99" || address === "93.184.215.17";
    return { address: "127.0.0.1", port: closed ? 1 : portOf(server) };
  },
});

beforeAll(async () => {
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
});
afterAll(() => {
  for (const response of held) response.destroy();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const CDN = "https://cdn.example.com";
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
    const probe = await createProbe(options())(url, { poolExpires: POOL_EXPIRES });
    expect({ verdict: probe.verdict, code: probe.code }).toEqual({ verdict, code });
    expect(probe.sentences[0]).toMatch(/^[A-Z\d].*\.$|^[\w.:]+ .*\.$/);
  });
});

describe("what the server's look brings back", () => {
  const look = (url: string, more: Partial<ProbeOptions> = {}) =>
    createProbe({ ...options(), ...more })(url, { poolExpires: POOL_EXPIRES });

  it("says type, bytes, pixels and CORS of a picture", async () => {
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

  it("shows a photograph upright, as browsers do", async () => {
    expect(await look(`${CDN}/photo.jpg`)).toMatchObject({ width: 3000, height: 4000 });
  });

  it("tells sound and film from pictures", async () => {
    expect((await look(`${CDN}/sound.wav`)).kind).toBe("audio");
    expect((await look(`${CDN}/film.mp4`)).kind).toBe("video");
  });

  it("keeps the way it went", async () => {
    const probe = await look(`${CDN}/to-inner.png`);
    expect(probe.redirects).toEqual(["https://inner.example.com/good.png"]);
    expect(probe.sentences[0]).toContain("After a redirect: inner.example.com is not a public address");
  });

  it("says both why a link fails and that it looks encoded twice", async () => {
    const { sentences } = await look(`${CDN}/my%2520cat.png`);
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toContain("encoded twice");
  });

  it("compares a signed link's end with the pool's", async () => {
    const url = `${CDN}/good.png${signed("20261123T150000Z", 86_400)}`;
    const probe = await look(url);
    expect(probe.expires_at).toBe("2026-11-24T15:00:00.000Z");
    expect(probe.sentences[0]).toContain("before the pool closes (2026-12-24 00:00 UTC)");
    const alone = await createProbe(options())(url);
    expect(alone.sentences[0]).toContain("it must outlive the pool");
  });

  it("sends no cookie and no referrer, and asks for the beginning only", async () => {
    asked.length = 0;
    await look(`${CDN}/moved.png`);
    expect(asked.map(({ url }) => url)).toEqual(["/moved.png", "/good.png"]);
    for (const { headers } of asked) {
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

describe("the guard of the connection", () => {
  it("never dials a private address, whatever name or redirect leads there", async () => {
    dialled.length = 0;
    const probe = createProbe(options());
    for (const url of ["https://inner.example.com/x", "https://mixed.example.com/x", `${CDN}/to-loopback.png`])
      await probe(url);
    expect(new Set(dialled)).toEqual(new Set(["93.184.215.14"]));
  });

  it("dials the address it has checked, though the name answers differently the next time", async () => {
    const answers = [["93.184.215.14"], ["127.0.0.1"]];
    let lookups = 0;
    dialled.length = 0;
    const probe = createProbe({ ...options(), lookup: async () => answers[lookups++] ?? [] });
    expect((await probe(`${CDN}/good.png`)).code).toBe("PUBLIC");
    expect({ lookups, dialled: [...dialled] }).toEqual({ lookups: 1, dialled: ["93.184.215.14"] });
    expect((await probe(`${CDN}/good.png`)).code).toBe("ADDRESS_REFUSED");
    expect(dialled).toEqual(["93.184.215.14"]);
  });

  it("checks the name again at a redirect to itself", async () => {
    const answers = [["93.184.215.14"], ["10.0.0.1"]];
    let lookups = 0;
    const probe = createProbe({
      ...options(),
      lookup: async () => answers[Math.min(lookups++, 1)] ?? [],
    });
    const seen = await probe("http://cdn.example.com/moved-far.png");
    expect({ code: seen.code, lookups }).toEqual({ code: "ADDRESS_REFUSED", lookups: 2 });
  });

  it("refuses real loopback servers with the machine's own resolver", async () => {
    const probe = createProbe();
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433"]) {
      asked.length = 0;
      expect((await probe(`http://${host}:${portOf(http)}/good.png`)).code).toBe("ADDRESS_REFUSED");
      expect(asked).toEqual([]);
    }
  });

  it("gives up on a resolver that does not answer", async () => {
    const probe = createProbe({ lookup: () => new Promise(() => {}), limits: { connectMs: 30, totalMs: 1000 } });
    expect((await probe(`${CDN}/good.png`)).code).toBe("DNS_FAILED");
  });
});

describe("the built-in Toloka's own pictures", () => {
  it("are looked at on loopback, and nothing else there is", async () => {
    REPLIES["/pictures/dog.png"] = send("image/png", PNG, OPEN);
    REPLIES["/pictures/away.png"] = pass("/api/v1/requester");
    const origin = `http://127.0.0.1:${portOf(http)}`;
    const probe = createProbe({ allowedOrigin: origin });
    expect(await probe(`${origin}/pictures/dog.png`)).toMatchObject({ verdict: "good", code: "PUBLIC", width: 500 });
    for (const path of ["/api/v1/requester", "/pictures/away.png", "/pictures/../good.png", "/pictures/..%2fgood.png"])
      expect(await probe(`${origin}${path}`)).toMatchObject({ verdict: "bad", code: "ADDRESS_REFUSED" });
    expect((await createProbe()(`${origin}/pictures/dog.png`)).code).toBe("ADDRESS_REFUSED");
  });
});

describe("many looks at once", () => {
  it("run in turns, and past the queue's end are told to come again", async () => {
    const probe = createProbe({ ...options(), limits: { atOnce: 1, waiting: 1, totalMs: 1500, connectMs: 1000 } });
    const looks = await Promise.all(["/good.png", "/photo.jpg", "/film.mp4"].map((path) => probe(CDN + path)));
    expect(looks.map(({ code }) => code)).toEqual(["PUBLIC", "PUBLIC", "BUSY"]);
    expect((await probe(`${CDN}/film.mp4`)).code).toBe("PUBLIC");
  });
});
