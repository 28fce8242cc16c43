/** The journal cannot be opened. `message`: one line that says why and what to do. */
export class DbOpenError extends Error {
  constructor(message: string, cause?: unknown) {
    const lines = message.split("\n").map((line) => line.trim());
    super(lines.filter((line) => line !== "").join(" "), { cause });
    this.name = "DbOpenError";
  }
}

/**
 * The database cannot be used now (disk full, connection lost, server restarting). Whether the transaction took effect is not
 * known: repeat it only if that is safe.
 */
export class DbUnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "DbUnavailableError";
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
