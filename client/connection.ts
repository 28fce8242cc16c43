import { deviceShelf } from "./stored.ts";

/** The member of an address, of the page and of the API, that names a connection. */
export const CONNECTION = "connection";
const NAME = /^[a-z][a-z0-9-]{0,29}$/;

/**
 * The connection that this tab uses, where the server has several: the one in the address, else the one that this tab or,
 * for a new tab, this device used last. Null: the server's first. Another one is another page load, so that nothing of two
 * connections is ever shown together.
 */
export const connection: string | null = remember(
  nameIn(globalThis.location?.search) ?? storedInTab() ?? nameOf(deviceShelf().read("connection")),
);

function nameIn(search: string | undefined): string | null {
  return nameOf(new URLSearchParams(search).get(CONNECTION));
}

function nameOf(value: unknown): string | null {
  return typeof value === "string" && NAME.test(value) ? value : null;
}

/** A server without this connection: the page begins again with the first. */
export function forgetConnection(): void {
  deviceShelf().remove("connection");
  try {
    globalThis.sessionStorage?.removeItem(CONNECTION);
  } catch {
    // What cannot be removed cannot be read either.
  }
  window.location.assign("/");
}

function remember(name: string | null): string | null {
  if (name === null) return null;
  deviceShelf().write("connection", name);
  try {
    globalThis.sessionStorage?.setItem(CONNECTION, name);
  } catch {
    // The addresses of the page name it all the same.
  }
  return name;
}

function storedInTab(): string | null {
  try {
    return nameOf(globalThis.sessionStorage?.getItem(CONNECTION));
  } catch {
    return null;
  }
}
