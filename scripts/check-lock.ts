import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lockFaults } from "./lock-faults.ts";

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "..", name), "utf8"));

const faults = lockFaults(read("package-lock.json"), read("package.json"));
if (faults.length > 0) {
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  console.error(
    "Copy package.json, package-lock.json and .npmrc to an empty folder, run `npm install --package-lock-only` there,\n" +
      "and copy package-lock.json back. With node_modules beside it, npm leaves out other platforms' packages.",
  );
  process.exit(1);
}
