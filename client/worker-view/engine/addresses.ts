/** Whether the text is an http or https address with a dotted host, the only kind that a view may load or open. */
export function isWebAddress(text: unknown): text is string {
  if (typeof text !== "string" || text.length > 8192) return false;
  let address: URL;
  try {
    address = new URL(text);
  } catch {
    return false;
  }
  return /^https?:$/.test(address.protocol) && address.hostname.includes(".") && address.username === "";
}

/** The host without a leading `www.`; text that is no address is returned as it is. */
export function domainOf(text: string): string {
  try {
    return new URL(text).hostname.replace(/^www\./, "");
  } catch {
    return text;
  }
}

const ENGINES: Record<string, string> = {
  yandex: "https://yandex.ru/search/?text=",
  "yandex/video": "https://yandex.ru/video/search?text=",
  "yandex/images": "https://yandex.ru/images/search?text=",
  "yandex/collections": "https://yandex.ru/collections/search/?text=",
  "yandex/news": "https://newssearch.yandex.ru/news/search?text=",
  google: "https://www.google.com/search?q=",
  "google/images": "https://www.google.com/search?tbm=isch&q=",
  "google/news": "https://www.google.com/search?tbm=nws&q=",
  bing: "https://www.bing.com/search?q=",
  "mail.ru": "https://go.mail.ru/search?q=",
  wikipedia: "https://ru.wikipedia.org/w/index.php?search=",
};

/** The address of a search; of an engine that is not known, the encoded query alone. */
export function searchAddress(engine: string, query: string): string {
  const start = Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : "";
  return start + encodeURIComponent(query);
}
