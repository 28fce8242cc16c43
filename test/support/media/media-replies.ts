import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { MP4, makeJpeg, makePng, makeSvg, WAV } from "./media-files.ts";

export const PNG = makePng(500, 374);

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;
export const send =
  (type: string, body: Buffer | string, headers: Record<string, string> = {}, status = 200): Reply =>
  (_request, response) => {
    response.writeHead(status, {
      ...(type ? { "content-type": type } : {}),
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    });
    response.end(body);
  };
export const pass = (location: string, status = 302): Reply => send("text/html", "moved", { location }, status);
export const OPEN = { "access-control-allow-origin": "*" };

/** The answers of a media site by path, valid and faulty. */
export const REPLIES: Record<string, Reply> = {
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
  // Packed once: it takes longer than a check may on a busy machine.
  "/bomb.png": send("image/png", gzipSync(Buffer.alloc(50_000_000)), { "content-encoding": "gzip" }),
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
  // This answer and the next do not end until the site closes.
  "/silent.png": () => {},
  "/drips.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    response.write(PNG.subarray(0, 8));
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
