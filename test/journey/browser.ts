import { accessSync, constants } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { makePng } from "../support/media/media-files.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function executable(): string {
  const places = process.env.CHROME_PATH ? [process.env.CHROME_PATH] : PLACES;
  for (const place of places)
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // Try the next place.
    }
  throw new Error(`no Chrome or Chromium at ${places.join(", ")}: run npm test, or set CHROME_PATH`);
}

/** Chromium without requests of its own. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable(),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      // Without a graphics card they would be calculated: a tenth of the processor time.
      ...["--disable-gpu", "--disable-gpu-compositing", "--disable-gpu-rasterization", "--use-gl=disabled"],
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });

let shared: Promise<Browser> | undefined;

/** One browser for all test files of this process, which ends with it. */
export async function sharedBrowser(): Promise<Browser> {
  const open = await shared?.catch(() => undefined);
  if (open?.isConnected()) return open;
  shared = launchBrowser();
  return shared;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Exceptions, violations of the content policy and console errors of the page. */
  complaints: string[];
}

/** Hosts whose pictures load in the browser without internet access. */
const PICTURE_HOSTS = /^https:\/\/(?:example\.com|tlk\.s3\.yandex\.net)\//;

const routePictures = (context: BrowserContext): Promise<unknown> =>
  context.route(PICTURE_HOSTS, (route) => route.fulfill({ contentType: "image/png", body: makePng(4, 3) }));

/** What the browser prints about requests that fail, and about a directive of the worker's view that it does not know yet. */
const EXPECTED = /^Failed to load resource|^Unrecognized Content-Security-Policy directive 'webrtc'/;

const VIEWPORT = { width: 1280, height: 900 };

/** The window, and what the person prefers. */
export interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
  reducedMotion?: "reduce";
}

export async function giveLook(page: Page, { viewport = VIEWPORT, colorScheme, reducedMotion }: Look): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: colorScheme ?? null, reducedMotion: reducedMotion ?? null, media: null });
}

/**
 * The page of an earlier visit, as it was then but for its look: nothing is stored or intercepted. The browser keeps its
 * process with the compiled scripts, so that the desk's pages open in half the time. Scripts added to the page stay.
 */
export async function visitAgain(earlier: Visit, url: string): Promise<Visit> {
  const { context, complaints } = earlier;
  await context.setOffline(false);
  await context.unrouteAll();
  await routePictures(context);
  const page = earlier.page.isClosed() ? await context.newPage() : earlier.page;
  page.removeAllListeners();
  await page.unrouteAll();
  await page.mouse.move(0, 0);
  // An address of the desk without scripts: what the last page stored is removed after that page is gone.
  await page.goto(`${url}/api/health/live`);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  complaints.length = 0;
  return { page, context, complaints };
}

/** A page in a browser context of its own, with empty storage. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: VIEWPORT, baseURL: url, ...options });
  context.setDefaultTimeout(30_000);
  await routePictures(context);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(`exception: ${error.error().stack ?? error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error" && !EXPECTED.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  return { page: await context.newPage(), context, complaints };
}
