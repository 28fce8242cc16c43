const CLASS = "not-loaded";

/** Says below each image, audio and video which address did not load, until it loads another. Returns the function that ends this. */
export function sayWhatDoesNotLoad(root: HTMLElement, cantLoad: string): () => void {
  const failed = ({ target }: Event) => {
    if (!(target instanceof Element)) return;
    const media = mediaOf(target);
    const address = target.getAttribute("src");
    if (media === null || !address) return;
    const note = noteOf(media) ?? document.createElement("div");
    note.className = CLASS;
    note.textContent = `${cantLoad} ${address}`;
    media.after(note);
  };
  const loaded = ({ target }: Event) => {
    if (target instanceof Element) noteOf(target)?.remove();
  };
  // These events do not bubble.
  root.addEventListener("error", failed, true);
  for (const name of LOADED) root.addEventListener(name, loaded, true);
  return () => {
    root.removeEventListener("error", failed, true);
    for (const name of LOADED) root.removeEventListener(name, loaded, true);
  };
}

const LOADED = ["load", "loadedmetadata"] as const;

/** The image or player to which an element belongs. The error of a `source` is its own. */
function mediaOf(element: Element): Element | null {
  if (element instanceof HTMLSourceElement) return element.parentElement;
  return element instanceof HTMLImageElement || element instanceof HTMLMediaElement ? element : null;
}

function noteOf({ nextElementSibling: next }: Element): Element | null {
  return next?.className === CLASS ? next : null;
}
