import type { FrameLocator, Page } from "playwright-core";

/** The frame with the worker's view. */
export const frameOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Worker\'s view"]');

/** Opens the worker's view beside the form, at a phone's width, and waits until it is drawn. */
export async function openView(page: Page): Promise<FrameLocator> {
  await page.getByRole("tab", { name: "Worker's view" }).click();
  // At this width the frame is not scaled, and the browser's driver finds the right points to click.
  await page.getByRole("radio", { name: "Phone" }).check();
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Submit" }).waitFor();
  return frame;
}

/** The browser prints what a policy or the sandbox has refused, and that it does not know `webrtc`. The rest stays. */
export function withoutRefusals(complaints: string[]): void {
  const rest = complaints.filter((one) => !/Content.Security.Policy|sandbox|ERR_UNKNOWN_URL/i.test(one));
  complaints.splice(0, complaints.length, ...rest);
}
