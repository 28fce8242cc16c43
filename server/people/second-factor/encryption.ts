import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Db } from "../../db/db.ts";
import { serverSecret } from "../secrets.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Encryption {
  /** Encrypts a secret of a person. */
  encrypt(secret: Buffer, personId: string): Promise<string>;
  /** Throws if the text was changed, or belongs to another person. */
  decrypt(text: string, personId: string): Promise<Buffer>;
}

/** Encrypts what the server has to be able to read again, with a secret of its own that all replicas share. */
export function openEncryption(db: Db): Encryption {
  let known: Buffer | undefined;
  const key = async (): Promise<Buffer> => {
    known ??= Buffer.from(await serverSecret(db, "second-factor"), "base64url");
    return known;
  };
  return {
    async encrypt(secret, personId) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, await key(), nonce).setAAD(Buffer.from(personId));
      const parts = [nonce, cipher.update(secret), cipher.final()];
      return Buffer.concat([...parts, cipher.getAuthTag()]).toString("base64url");
    },
    async decrypt(text, personId) {
      const bytes = Buffer.from(text, "base64url");
      const decipher = createDecipheriv(CIPHER, await key(), bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(personId)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}
