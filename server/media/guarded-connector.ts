import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import { isPublicAddress } from "./public-address.ts";

/** Resolves a name to all its addresses. Rejects as Node's resolver does (`ENOTFOUND`…). */
export type Lookup = (hostname: string) => Promise<string[]>;

/** Changes where a permitted connection goes: for tests, whose servers are on loopback. */
export type ConnectTo = (address: string, port: number) => { address: string; port: number };

export interface ConnectorOptions {
  lookup?: Lookup | undefined;
  connectTo?: ConnectTo | undefined;
  /** Milliseconds for DNS and connection together. */
  timeoutMs: number;
  /** Additional certificates to trust. */
  ca?: string | undefined;
}

/** The connection was refused because the name resolves to a private address. */
export class AddressRefused extends Error {
  readonly code = "ADDRESS_REFUSED";
}

const resolveAll: Lookup = async (hostname) => (await dnsLookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Connects only to public addresses. It connects to the address that it has checked, so DNS rebinding has no effect. A name
 * with any private address is refused.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { lookup = resolveAll, connectTo, timeoutMs, ca } = options;
  const connect = buildConnector({ timeout: timeoutMs, ...(ca === undefined ? {} : { ca }) });
  const tryEach = async (target: buildConnector.Options, deadline: number) => {
    const name = target.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(name) ? [name] : await withDeadline(lookup(name), deadline);
    const refused = addresses.find((address) => !isPublicAddress(address));
    if (refused !== undefined) throw new AddressRefused(`${name} leads to ${refused}`);
    let failure: Error = Object.assign(new Error(`${name} has no address`), { code: "ENOTFOUND" });
    for (const address of addresses) {
      try {
        return await connectOne(target, name, address);
      } catch (error) {
        failure = error as Error;
        if (Date.now() >= deadline) break;
      }
    }
    throw failure;
  };
  const connectOne = (target: buildConnector.Options, name: string, address: string) => {
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    const to = connectTo?.(address, port) ?? { address, port };
    const servername = isIP(name) ? {} : { servername: name };
    return new Promise<Parameters<buildConnector.Callback>>((resolve, reject) =>
      connect({ ...target, hostname: to.address, port: String(to.port), ...servername }, (...result) =>
        result[0] === null ? resolve(result) : reject(result[0]),
      ),
    );
  };
  return (target, callback) => {
    tryEach(target, Date.now() + timeoutMs).then(
      (result) => callback(...result),
      (error: Error) => callback(error, null),
    );
  };
}

/** Rejects at the deadline, in case the resolver does not answer. */
function withDeadline<T>(work: Promise<T>, deadline: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error("the name was not found in time"), { code: "EAI_AGAIN" })),
      Math.max(0, deadline - Date.now()),
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
