import { parentPort } from "node:worker_threads";
import { sniff } from "./sniff.ts";

parentPort?.postMessage("ready");
parentPort?.on("message", async (bytes: Uint8Array) => parentPort?.postMessage(await sniff(bytes)));
