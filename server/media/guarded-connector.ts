import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name. Rejects as Node's resolver does (`ENOTFOUND`…). */
export type Lookup = (hostname: string) => Promise<string[]>;

/** Where a connection really goes, once its address was found public: for tests, whose servers are on loopback. */
export type ConnectTo = (address: string, port: number) => { address: string; port: number };

export interface ConnectorOptions {
  lookup?: Lookup | undefined;
  connectTo?: ConnectTo | undefined;
  /** Milliseconds for name and connection together. */
  timeoutMs: number;
  /** Certificates to trust besides the usual ones. */
  ca?: string | undefined;
}

/** A connection that was not made because the name leads to a private address. */
export class AddressRefused extends Error {
  readonly code = "ADDRESS_REFUSED";
}

const resolveAll: Lookup = async (hostname) => (await dnsLookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Connects only to public addresses. The address that was checked is the one that is dialled, so a name that answers
 * differently the next time (DNS rebinding) gains nothing; a name with one private address among others is refused whole.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { lookup = resolveAll, connectTo, timeoutMs, ca } = options;
  const dial = buildConnector({ timeout: timeoutMs, ...(ca === undefined ? {} : { ca }) });
  const tryEach = async (target: buildConnector.Options, deadline: number) => {
    const name = target.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(name) ? [name] : await withDeadline(lookup(name), deadline);
    const inner = addresses.find((address) => !isPublicAddress(address));
    if (inner !== undefined) throw new AddressRefused(`${name} leads to ${inner}`);
    let failure: Error = Object.assign(new Error(`${name} has no address`), { code: "ENOTFOUND" });
    for (const address of addresses) {
      try {
        return await dialOne(target, name, address);
      } catch (error) {
        failure = error as Error;
        if (Date.now() >= deadline) break;
      }
    }
    throw failure;
  };
  const dialOne = (target: buildConnector.Options, name: string, address: string) => {
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    const to = connectTo?.(address, port) ?? { address, port };
    const servername = isIP(name) ? {} : { servername: name };
    return new Promise<Parameters<buildConnector.Callback>>((resolve, reject) =>
      dial({ ...target, hostname: to.address, port: String(to.port), ...servername }, (...result) =>
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

/** A resolver that hangs must not hold the probe. */
function withDeadline<T>(work: Promise<T>, deadline: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error("the name was not found in time"), { code: "EAI_AGAIN" })),
      Math.max(0, deadline - Date.now()),
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
