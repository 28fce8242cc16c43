import type { Request } from "express";
import { problem } from "../../shared/api/problem.ts";
import type { Result } from "../result.ts";
import type { ConnectedToloka, Desk } from "./desk.ts";
import type { Input } from "./request/check.ts";

/** The member of the query that names a connection. */
const CONNECTION = "connection";

/**
 * The connection that a request is for: that of the submission or import in its path, which no name in the query changes;
 * else the one it names, else the first. A name that there is not is 400.
 */
export async function chooseConnection(desk: Desk, request: Request, input: Input): Promise<Result<ConnectedToloka>> {
  const { connections } = desk;
  const owner = connections.length === 1 ? null : await desk.connectionOf(input.params ?? {});
  const [named, ...others] = new URL(request.url, "http://localhost").searchParams.getAll(CONNECTION);
  if (named !== undefined) {
    const found = connections.find(({ name }) => name === named);
    if (found !== undefined && others.length === 0)
      return { ok: true, value: connections.find(({ name }) => name === owner) ?? found };
    const names = connections.map(({ name }) => name).join(", ");
    const message = `There is no connection of this name. There are: ${names}`;
    return {
      ok: false,
      problem: problem(400, "INVALID_REQUEST", {
        detail: message,
        fields: { [CONNECTION]: { code: "INVALID_VALUE", message } },
      }),
    };
  }
  return { ok: true, value: connections.find(({ name }) => name === owner) ?? connections[0] };
}
