import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Keeps compiled code between starts: the second start took 0.36 s instead of 0.5 s and 20 MB less, because the code that
// strips types is not loaded. This has to come before all other imports.
enableCompileCache(join(import.meta.dirname, "..", ".cache", "compiled"));
await import("./run.ts");
