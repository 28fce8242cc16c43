import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { workerViewFrames } from "./scripts/worker-view-frames.ts";

const SERVER = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

/** Leaves a `.br` and a `.gz` beside every text file of the build, so that the server has nothing to compress. */
function packed(): Plugin {
  const ways = [
    { ending: ".br", pack: promisify(brotliCompress), options: { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } } },
    { ending: ".gz", pack: promisify(gzip), options: { level: 9 } },
  ] as const;
  return {
    name: "packed",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((file) => /\.(js|css|svg|json)$|^worker-view\//.test(file));
      await Promise.all(
        files.map(async (file) => {
          const path = join(dir!, file);
          const content = await readFile(path);
          for (const { ending, pack, options } of ways) {
            const small = await (pack as (content: Buffer, options: object) => Promise<Buffer>)(content, options);
            if (small.length < content.length) await writeFile(path + ending, small);
          }
        }),
      );
    },
  };
}

/** The page for signing in is built by itself, so that it shares no file with the others and they have none more to load. */
const signIn = { input: join(import.meta.dirname, "client/sign-in.html") };

/** Without the names of all pages that share the file. */
const shortName = (name: string): string => (name.startsWith("shared~") ? "shared" : "[name]");

export default defineConfig(({ mode }) => ({
  root: join(import.meta.dirname, "client"),
  cacheDir: join(import.meta.dirname, ".cache/vite"),
  plugins: [react(), packed(), workerViewFrames()],
  build: {
    outDir: join(import.meta.dirname, "dist/client"),
    emptyOutDir: mode !== "sign-in",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The first with light-dark(), which no older style can stand in for while the theme is chosen on the page.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // The budget is the first route's, compressed: see .size-limit.json.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      ...(mode === "sign-in" ? signIn : {}),
      checks: { bundlerTimings: false },
      output: {
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortName(names[0] ?? "")}-[hash][extname]`,
        codeSplitting: {
          groups: [
            // One file for all that the first page needs, so that its size can be seen and held to a budget.
            { name: "first-route", tags: ["$initial"], priority: 2 },
            // What several other pages share, in few files: New task loaded twenty small ones, which took longer than their content.
            { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 40_000, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    // The server refuses requests of other sites' pages; through this proxy they are its own.
    proxy: { "/api": { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } },
  },
}));
