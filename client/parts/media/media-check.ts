import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { Probe } from "../../../shared/api/probe.ts";
import { mediaLoadsQuery, probeQuery } from "../../queries.ts";
import type { Seen } from "./media-element.tsx";
import { kindByName, type MediaKind, viewableUrl } from "./media-url.ts";

/** A media address that can be loaded neither by this browser nor publicly. */
export interface UnloadableMedia {
  address: string;
  kind: MediaKind;
  /** The server's result; `null` where the server does not look at media. */
  probe: Probe | null;
}

/** How many addresses of one task are checked: as many as the preview shows at once. */
const MOST = 24;

/** Stores whether the preview could load an address, so that the check need not load it again. */
export function useSeenRecord(address: string): (seen: Seen) => void {
  const client = useQueryClient();
  return (seen) => void client.setQueryData(mediaLoadsQuery(address, loadsInBrowser).queryKey, seen.state === "shown");
}

/**
 * The addresses among these texts that can be loaded neither by the browser nor publicly. Results of the preview and of
 * the server's check are used where they exist. An address counts as loadable if its result is not known after
 * `milliseconds`, or if the server could not check it.
 */
export async function findUnloadable(
  client: QueryClient,
  given: { texts: readonly string[]; poolId: string; probing: boolean; milliseconds: number },
): Promise<UnloadableMedia[]> {
  const addresses = [...new Set(given.texts.map(viewableUrl))].filter((address) => address !== null).slice(0, MOST);
  const late = new Promise<null>((resolve) => setTimeout(resolve, given.milliseconds, null));
  const found = await Promise.all(
    addresses.map((address) => Promise.race([checkOne(client, address, given.poolId, given.probing), late])),
  );
  return found.filter((one) => one !== null);
}

async function checkOne(
  client: QueryClient,
  address: string,
  poolId: string,
  probing: boolean,
): Promise<UnloadableMedia | null> {
  const loads = await client.ensureQueryData(mediaLoadsQuery(address, loadsInBrowser));
  if (loads) return null;
  const kind = kindByName(address) ?? "image";
  if (!probing) return { address, kind, probe: null };
  const probe = await client.ensureQueryData(probeQuery(address, poolId)).catch(() => null);
  return probe?.verdict === "bad" ? { address, kind, probe } : null;
}

/** Whether this browser can load the media at an address. The preview of the same address shares the request. */
function loadsInBrowser(address: string): Promise<boolean> {
  const kind = kindByName(address) ?? "image";
  return new Promise((resolve) => {
    const element = kind === "image" ? new Image() : document.createElement(kind);
    if (element instanceof HTMLImageElement) element.referrerPolicy = "no-referrer";
    else element.preload = "metadata";
    element.addEventListener(element instanceof HTMLImageElement ? "load" : "loadedmetadata", () => resolve(true));
    element.addEventListener("error", () => resolve(false));
    element.src = address;
  });
}
