import type { Locator } from "playwright-core";

/** A rectangle in pixels of the window. */
interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface MeasuredMedia {
  natural: { width: number; height: number };
  /** Where the whole of the picture or video is drawn, by its box, `object-fit` and `object-position` (centred). */
  drawn: Rectangle;
  /** The smallest part of the window to which the element and what surrounds it clip the drawn content. */
  visible: Rectangle;
  /** The element around it. */
  frame: Rectangle;
  window: { width: number; height: number };
}

/** Measures an `img` or `video`: where it is drawn, and what of it is cut off by itself or by anything around it. */
export const measureMedia = (media: Locator): Promise<MeasuredMedia> =>
  media.evaluate((element) => {
    const plain = ({ left, top, width, height }: DOMRect) => ({ left, top, width, height });
    const common = (a: Rectangle, b: Rectangle): Rectangle => {
      const left = Math.max(a.left, b.left);
      const top = Math.max(a.top, b.top);
      const width = Math.max(0, Math.min(a.left + a.width, b.left + b.width) - left);
      const height = Math.max(0, Math.min(a.top + a.height, b.top + b.height) - top);
      return { left, top, width, height };
    };
    const natural =
      element instanceof HTMLImageElement
        ? { width: element.naturalWidth, height: element.naturalHeight }
        : { width: (element as HTMLVideoElement).videoWidth, height: (element as HTMLVideoElement).videoHeight };
    const box = plain(element.getBoundingClientRect());
    const { objectFit } = getComputedStyle(element);
    const across = box.width / natural.width;
    const down = box.height / natural.height;
    const scales: Record<string, [number, number]> = {
      fill: [across, down],
      contain: [Math.min(across, down), Math.min(across, down)],
      cover: [Math.max(across, down), Math.max(across, down)],
      none: [1, 1],
      "scale-down": [Math.min(1, across, down), Math.min(1, across, down)],
    };
    const [scaleX, scaleY] = scales[objectFit]!;
    const width = natural.width * scaleX;
    const height = natural.height * scaleY;
    const drawn = { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
    let visible = common(drawn, box);
    for (let around = element.parentElement; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX !== "visible" || overflowY !== "visible")
        visible = common(visible, plain(around.getBoundingClientRect()));
      // What surrounds a modal dialog does not clip it.
      if (around.matches(":modal")) break;
    }
    const root = document.documentElement;
    return {
      natural,
      drawn,
      visible: common(visible, { left: 0, top: 0, width: root.clientWidth, height: root.clientHeight }),
      frame: plain(element.parentElement!.getBoundingClientRect()),
      window: { width: root.clientWidth, height: root.clientHeight },
    };
  });
