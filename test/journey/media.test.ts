import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { makePng, WAV } from "../support/media/media-files.ts";
import { type MeasuredMedia, measureMedia } from "../support/rectangles.ts";
import type { SmallPool } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const MEDIA_POOL: SmallPool = {
  id: "1080030",
  name: "Media",
  input_spec: {
    pictures: { type: "array_url", required: false, hidden: false },
    film: { type: "url", required: false, hidden: false },
  },
  output_spec: { result: { type: "string", required: true, hidden: false } },
};
const desk = startDeskInBrowser([MEDIA_POOL]);

const WINDOWS = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const SIZES = ["100x800", "800x100", "480x480", "40x40", "8000x4500"];
const SITE = "https://media.example.com";
const files = new Map<string, Buffer>();
beforeAll(() => {
  for (const size of ["1x1", ...SIZES]) {
    const [width, height] = size.split("x").map(Number);
    files.set(`/${size}.png`, makePng(width!, height!));
  }
});

/** Answers requests to the site with the files. */
const serveSite = (page: Page) =>
  page.route(`${SITE}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(path);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType: path.endsWith(".png") ? "image/png" : "video/webm" });
  });

/** Records a video of this size in the browser itself, half a second long. */
const recordVideo = (page: Page, width: number, height: number): Promise<number[]> =>
  page.evaluate(
    async ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: "video/webm;codecs=vp8" });
      const parts: Blob[] = [];
      recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
      recorder.start();
      for (let frame = 0; frame < 15; frame++) {
        context.fillStyle = `rgb(${frame * 16} 80 80)`;
        context.fillRect(0, 0, canvas.width, canvas.height);
        await new Promise((resolve) => setTimeout(resolve, 33));
      }
      recorder.stop();
      await stopped;
      return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
    },
    [width, height] as const,
  );

const frameIntoView = (media: Locator): Promise<void> =>
  media.evaluate((element) => element.parentElement?.scrollIntoView({ block: "center" }));

/** The media in its frame, once the browser knows its size. */
async function measureLoaded(media: Locator): Promise<MeasuredMedia> {
  const naturalWidth = () => measureMedia(media).then(({ natural }) => natural.width);
  await expect.poll(naturalWidth, { timeout: 60_000 }).toBeGreaterThan(0);
  await frameIntoView(media);
  return measureMedia(media);
}

const ROUNDING = 1;

/** Nothing is cut off, the aspect ratio is that of the file, and the frame fits the window. */
function expectWhole({ natural, drawn, visible, frame, window }: MeasuredMedia, what: string): void {
  for (const side of ["left", "top", "width", "height"] as const)
    expect(Math.abs(drawn[side] - visible[side]), `${what}: ${side} is cut off`).toBeLessThanOrEqual(ROUNDING);
  expect(frame.left, `${what}: frame's left`).toBeGreaterThanOrEqual(0);
  expect(frame.left + frame.width, `${what}: frame's right`).toBeLessThanOrEqual(window.width);
  expect(frame.top, `${what}: frame's top`).toBeGreaterThanOrEqual(0);
  expect(frame.top + frame.height, `${what}: frame's bottom`).toBeLessThanOrEqual(window.height);
  const ratio = drawn.width / drawn.height / (natural.width / natural.height);
  expect(Math.abs(ratio - 1), `${what}: ratio`).toBeLessThan(0.02);
}

/** As large as the frame allows, but not larger than the file. */
function expectLarge({ natural, drawn, frame }: MeasuredMedia, what: string): void {
  expect(drawn.width, `${what}: enlarged`).toBeLessThanOrEqual(natural.width + ROUNDING);
  const border = 4;
  const filled =
    drawn.width >= Math.min(natural.width, frame.width - border) ||
    drawn.height >= Math.min(natural.height, frame.height - border);
  expect(filled, `${what}: smaller than its frame allows`).toBe(true);
}

describe("media are shown whole", () => {
  it.each(SIZES)("a picture of %s pixels, as thumbnail, preview and enlarged, in five window sizes", async (size) => {
    const { form, page } = await desk.visit({ reducedMotion: "reduce" });
    await serveSite(page);
    const search = new URLSearchParams(["1x1", size].map((name) => ["input.pictures", `${SITE}/${name}.png`]));
    await form.open(MEDIA_POOL.id, `?${search}`);
    // In one column the media follow their field, in two they lie beside the form.
    const thumb = page.getByRole("button", { name: `Show pictures 2: ${size}.png` });
    const figure = page.getByRole("figure", { name: "Preview of pictures 2" });
    for (const viewport of WINDOWS) {
      await page.setViewportSize(viewport);
      await thumb.click();
      const strip = await measureLoaded(thumb.locator("img"));
      expectWhole(strip, `strip, ${viewport.width}`);
      const preview = await measureLoaded(figure.getByRole("img", { name: `pictures 2: ${size}.png` }));
      expectWhole(preview, `preview, ${viewport.width}`);
      expectLarge(preview, `preview, ${viewport.width}`);
      if (viewport.width >= 1024) expect(preview.frame.height).toBeGreaterThanOrEqual(420);
      await figure.getByRole("button", { name: /^Enlarge/ }).click();
      const zoom = page.getByRole("dialog", { name: `pictures 2: ${size}.png` });
      expectWhole(await measureLoaded(zoom.getByRole("img")), `zoom, ${viewport.width}`);
      await page.keyboard.press("Escape");
      await zoom.waitFor({ state: "detached" });
    }
  });

  it("a tall and a wide video, in two window sizes", async () => {
    const { form, page } = await desk.visit();
    await serveSite(page);
    await form.open(MEDIA_POOL.id);
    for (const [name, width, height] of [
      ["tall", 90, 720],
      ["wide", 720, 90],
    ] as const) {
      files.set(`/${name}.webm`, Buffer.from(await recordVideo(page, width, height)));
      await form.field("film").fill(`${SITE}/${name}.webm`);
      for (const viewport of [WINDOWS[0]!, WINDOWS[3]!]) {
        await page.setViewportSize(viewport);
        expectWhole(await measureLoaded(page.locator(`video[src$="${name}.webm"]`)), `video, ${name}`);
      }
    }
  });

  it("an audio player within its frame, and words for what cannot be loaded, in five window sizes", async () => {
    const { form, page } = await desk.visit();
    await page.route(`${SITE}/**`, (route) =>
      route.request().url().endsWith(".wav")
        ? route.fulfill({ body: WAV, contentType: "audio/wav" })
        : route.fulfill({ status: 404 }),
    );
    const search = new URLSearchParams({ "input.film": `${SITE}/sound.wav`, "input.pictures": `${SITE}/gone.png` });
    await form.open(MEDIA_POOL.id, `?${search}`);
    for (const viewport of WINDOWS) {
      await page.setViewportSize(viewport);
      for (const shown of [page.locator("audio"), page.getByText("Couldn't load the image").last()]) {
        await shown.waitFor();
        // Measured at once: the page may still move while it loads.
        const { own, frame, root } = await shown.evaluate((element) => {
          element.parentElement!.scrollIntoView({ block: "center" });
          return {
            own: element.getBoundingClientRect().toJSON() as DOMRect,
            frame: element.parentElement!.getBoundingClientRect().toJSON() as DOMRect,
            root: document.documentElement.clientWidth,
          };
        });
        expect(own.width, `${viewport.width}`).toBeGreaterThan(100);
        for (const [inner, outer] of [
          [own, frame],
          [frame, { left: 0, right: root, top: 0, bottom: viewport.height }],
        ] as const) {
          expect(inner.left).toBeGreaterThanOrEqual(outer.left);
          expect(inner.right).toBeLessThanOrEqual(outer.right);
          expect(inner.top).toBeGreaterThanOrEqual(outer.top);
          expect(inner.bottom).toBeLessThanOrEqual(outer.bottom);
        }
      }
    }
  });
});

describe("an address from a link", () => {
  it("is checked by the server only on request, also after a reload", async () => {
    const { form, page } = await desk.visit();
    await serveSite(page);
    const checked: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/api/probe") checked.push(request.postData() ?? "");
    });
    const address = `${SITE}/480x480.png`;
    const film = `${SITE}/none.webm`;
    await form.open(MEDIA_POOL.id, `?${new URLSearchParams({ "input.pictures": address, "input.film": film })}`);
    const figure = form.preview.getByRole("figure", { name: "Preview of pictures" });
    const check = figure.getByRole("button", { name: "Check public access" });
    await check.waitFor();
    await form.draftSaved.waitFor();
    await page.reload();
    await check.waitFor();
    await figure.getByText(/480 × 480/).waitFor();
    await form.preview.getByText("In your browser: couldn't load").waitFor();
    expect(checked).toEqual([]);
    await check.click();
    await check.waitFor({ state: "detached" });
    expect(checked).toEqual([expect.stringContaining(address)]);
    await page.reload();
    await expect.poll(() => checked.length, { timeout: 60_000 }).toBe(2);
    expect(checked[1]).toContain(address);
  });

  it("is checked automatically once the operator changes it", async () => {
    const { form, page } = await desk.visit();
    await serveSite(page);
    await form.open(MEDIA_POOL.id, `?input.film=${encodeURIComponent(`${SITE}/linked.webm`)}`);
    await form.preview.getByRole("button", { name: "Check public access" }).waitFor();
    const request = page.waitForRequest("**/api/probe");
    await form.field("film").fill(`${SITE}/typed.webm`);
    expect((await request).postData()).toContain("/typed.webm");
  });
});
