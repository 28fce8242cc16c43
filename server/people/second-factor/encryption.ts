import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Db, Queryable } from "../../db/db.ts";
import { lockedSecret } from "../secrets.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what the server has to be able to read again. */
export interface Encryption {
  /** Encrypts a secret of a person. */
  encrypt(secret: Buffer, personId: string): string;
  /** Throws if the text was changed, belongs to another person, or was encrypted with another key. */
  decrypt(text: string, personId: string): Buffer;
}

/** `key`: 32 bytes in base64url. */
export function encryptionWith(key: string): Encryption {
  const bytesOfKey = Buffer.from(key, "base64url");
  return {
    encrypt(secret, personId) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, bytesOfKey, nonce).setAAD(Buffer.from(personId));
      const parts = [nonce, cipher.update(secret), cipher.final()];
      return Buffer.concat([...parts, cipher.getAuthTag()]).toString("base64url");
    },
    decrypt(text, personId) {
      const bytes = Buffer.from(text, "base64url");
      const decipher = createDecipheriv(CIPHER, bytesOfKey, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(personId)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}

/**
 * With the key that all replicas share, for as long as the transaction runs. Call it before reading what is encrypted: `changeKeys`
 * replaces both at any time, and waits for the transaction.
 */
export const encryptionIn = async (tx: Queryable, engine: Db["engine"]): Promise<Encryption> =>
  encryptionWith(await lockedSecret(tx, engine, "second-factor", "share"));
