import { registerHooks } from "node:module";

/** For `--import`: prints the name of each package of OpenTelemetry when it is loaded. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("@opentelemetry/")) process.stdout.write(`loaded ${specifier}\n`);
    return next(specifier, context);
  },
});
