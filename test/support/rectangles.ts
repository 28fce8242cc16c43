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
  /** Where the whole picture or video is drawn, by its box and `object-fit`, centred. */
  drawn: Rectangle;
  /** The part of `drawn` that is visible after clipping by the element, its ancestors and the window. */
  visible: Rectangle;
  /** The element around it. */
  frame: Rectangle;
  window: { width: number; height: number };
}

/** Measures where an `img` or `video` is drawn and which part of it is visible. */
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
      // Ancestors do not clip a modal dialog.
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
