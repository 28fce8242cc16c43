import * as lodash from "es-toolkit/compat";
import Handlebars from "handlebars";
import jQuery from "jquery";
import { TolokaHandlebarsTask, TolokaTask } from "../classic/classes/task.ts";
import { TolokaAssignment, TolokaTaskSuite } from "../classic/classes/task-suite.ts";
import type { Exported } from "../classic/draw-classic.ts";
import { memoryStorage } from "../classic/host.ts";

/** What scripts find as global names on Toloka's page. */
const GLOBALS = {
  TolokaTask,
  TolokaHandlebarsTask,
  TolokaTaskSuite,
  TolokaHandlebarsTaskSuite: TolokaTaskSuite,
  TolokaAssignment,
  Handlebars,
  $: jQuery,
  jQuery,
  _: lodash,
};

/**
 * Runs a requester's script, and gives the classes that it exports. It runs in this document, whose policy and sandbox bound what it
 * can reach. Throws what it throws, and if it cannot be parsed.
 */
export function runScript(script: string): Exported {
  const module: { exports: Exported } = { exports: {} };
  // A name for the debugger and for what an error says.
  const source = `${script}\n//# sourceURL=interface-script.js`;
  new Function("exports", "module", source)(module.exports, module);
  return module.exports;
}

/** Gives scripts the names they rely on, and stand-ins for what the sandbox denies, where common scripts would stop. */
export function prepareForScripts(onOpen: (url: string) => void): void {
  const own: Record<string, unknown> = {
    ...GLOBALS,
    localStorage: memoryStorage(),
    sessionStorage: memoryStorage(),
    indexedDB: undefined,
    open: (url: unknown) => {
      onOpen(String(url));
      return null;
    },
  };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  Object.defineProperty(document, "cookie", { get: () => "", set: () => undefined, configurable: true });
  focusOnlyWithin();
}

/** Scripts move the focus within this document, and do not take it from the page that shows it: somebody may be typing there. */
function focusOnlyWithin(): void {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
  window.focus = () => {};
}
