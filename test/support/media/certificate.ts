import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A new self-signed certificate and its key, both PEM. */
export function makeCertificate(
  names: readonly string[],
  valid: { from: Date; until: Date },
): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2.840.10045.4.3.2", 1));
  const name = sequence(set(sequence(oid("5.4.3", 2), der(0x0c, Buffer.from(names[0] ?? "test")))));
  const alternatives = sequence(...names.map((host) => der(0x82, Buffer.from(host))));
  const extensions = sequence(
    sequence(oid("5.29.19", 2), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    sequence(oid("5.29.17", 2), der(0x04, alternatives)),
  );
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    name,
    sequence(time(valid.from), time(valid.until)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
  const certificate = sequence(body, algorithm, signature).toString("base64");
  const lines = certificate.match(/.{1,64}/g)!.join("\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => der(0x31, Buffer.concat(parts));
const time = (date: Date): Buffer =>
  der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

/** An object identifier `root.rest`; the first two numbers share a byte. */
function oid(rest: string, root: number): Buffer {
  const [second = 0, ...others] = rest.split(".").map(Number);
  const bytes = others.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from([root * 40 + second, ...bytes]));
}
