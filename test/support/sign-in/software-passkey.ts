import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

export interface Signing {
  challenge: string;
  origin: string;
  rpId: string;
  /** Whether the device has asked for a finger, a face or a PIN. */
  verified?: boolean;
  /** How often the passkey was used, as the device says. */
  counter?: number;
}

const sha256 = (content: string | Buffer): Buffer => createHash("sha256").update(content).digest();

function authenticatorData({ rpId, verified = true, counter = 0 }: Signing, key?: Buffer): Buffer {
  const flags = USER_PRESENT | (verified ? USER_VERIFIED : 0) | (key ? HAS_KEY : 0);
  const head = Buffer.alloc(5);
  head.writeUInt8(flags);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), head, key ?? Buffer.alloc(0)]);
}

const clientData = (type: string, { challenge, origin }: Signing): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** A passkey as a device and a browser make it (WebAuthn, ES256, attestation "none"), which does whatever a test wants. */
export function softwarePasskey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  const common = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key" as const,
    clientExtensionResults: {},
  };
  // CBOR: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }
  const coseKey = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x!, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y!, "base64url"),
  ]);
  return {
    register(signing: Signing): RegistrationResponseJSON {
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const data = authenticatorData(signing, key);
      // CBOR: { fmt: "none", attStmt: {}, authData: data }
      const attestation = Buffer.concat([
        Buffer.from([0xa3, 0x63, ...Buffer.from("fmt"), 0x64, ...Buffer.from("none")]),
        Buffer.from([0x67, ...Buffer.from("attStmt"), 0xa0, 0x68, ...Buffer.from("authData"), 0x58, data.length]),
        data,
      ]);
      const response = {
        clientDataJSON: clientData("webauthn.create", signing).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
      };
      return { ...common, response };
    },
    sign(signing: Signing): AuthenticationResponseJSON {
      const data = authenticatorData(signing);
      const client = clientData("webauthn.get", signing);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
      };
      return { ...common, response };
    },
  };
}
