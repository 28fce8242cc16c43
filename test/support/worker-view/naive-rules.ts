/**
 * The rules of Template Builder once more, as simply as they can be written: on the config as it stands, with values that
 * are changed in place, everything worked out anew after every step. For comparison with `client/worker-view/engine`.
 */
// biome-ignore lint/suspicious/noExplicitAny: the config of a template can be anything
type Any = any;

interface Context {
  local?: Any;
  /** Paths of the elements of the lists around. */
  elements: string[];
  own?: Any;
}

interface Shown {
  /** The component's `label`, which names it in a test. */
  label: Any;
  content: Any;
  error: boolean;
  component: Any;
  /** `output.a.b`; null for what is no field. */
  path: string | null;
}

const isObject = (value: Any): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const same = (a: Any, b: Any): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const json = (value: Any): Any => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function sorted(value: Any): Any {
  if (Array.isArray(value)) return value.map((item) => sorted(item ?? null));
  if (!isObject(value)) return value;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return Object.fromEntries(keys.sort().map((key) => [key, sorted(value[key])]));
}

function read(root: Any, path: string): Any {
  let at = root;
  for (const step of path.split(".").filter(Boolean)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}

function write(root: Any, path: string, value: Any): void {
  const steps = path.split(".");
  let at = root;
  if (
    steps.some(
      (step, index) => index > 0 && Array.isArray(read(root, steps.slice(0, index).join("."))) && !/^\d+$/.test(step),
    )
  )
    return; // a list has no names
  steps.slice(0, -1).forEach((step, index) => {
    if (typeof at[step] !== "object" || at[step] === null) at[step] = /^\d+$/.test(steps[index + 1] ?? "") ? [] : {};
    at = at[step];
  });
  at[steps.at(-1) ?? ""] = json(value);
}

/** Removes the key, and the objects above that it leaves empty. */
function remove(root: Any, path: string): void {
  const steps = path.split(".");
  const parent = read(root, steps.slice(0, -1).join("."));
  const last = steps.at(-1) ?? "";
  if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, last)) return;
  if (Array.isArray(parent)) parent[Number(last)] = null;
  else {
    delete parent[last];
    if (Object.keys(parent).length === 0 && steps.length > 2) remove(root, steps.slice(0, -1).join("."));
  }
}

const isUnder = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);

export function naive(config: Any, input: Any) {
  // `input`, `output` and `internal` are its three keys
  const world: Any = { input, output: {}, internal: {} };
  const touched = new Set<string>();
  const defaulted = new Set<string>();
  const aside = new Map<string, Any>();
  const triggers = (config.plugins ?? []).filter((plugin: Any) => plugin.type === "plugin.trigger");
  let before: string[] = [];

  function pathOf(data: Any, context: Context): string | null {
    if (!isObject(data)) return null;
    const at = (outer: string) => (data.path === "" || data.path === undefined ? outer : `${outer}.${data.path}`);
    if (/^data\.(input|output|internal)$/.test(data.type)) return at(data.type.slice("data.".length));
    if (data.type === "data.relative")
      return context.elements.length > 0 ? at(context.elements.at(-1) as string) : null;
    return null;
  }

  /** What an expression stands for. A view or action stays what it is, with the context that it is to be drawn in. */
  function value(expression: Any, context: Context): Any {
    if (Array.isArray(expression)) return expression.map((item) => value(item, context));
    if (!isObject(expression)) return expression;
    const of = (name: string) => value(expression[name], context);
    const type: string | undefined = expression.type;
    if (type === undefined) {
      if (expression.$empty === true) return undefined;
      const pairs = Object.keys(expression).map((key) => [key, of(key)]);
      return Object.fromEntries(pairs.filter(([, inner]) => inner !== undefined));
    }
    if (type === "data.local") return read(context.local, expression.path);
    const path = pathOf(expression, context);
    if (path !== null) {
      const found = read(world, path);
      return found === undefined && type === "data.input" ? of("default") : found;
    }
    if (type.startsWith("condition.")) return passes(expression, context);
    switch (type) {
      case "helper.if": {
        const condition = of("condition");
        return condition === true || condition === undefined ? of("then") : of("else");
      }
      case "helper.switch": {
        const found = expression.cases.find((one: Any) => value(one.condition, context) === true);
        return found === undefined ? of("default") : value(found.result, context);
      }
      case "helper.join":
        return of("items")
          .map(text)
          .join(text(of("by")));
      case "helper.transform": {
        const items = of("items");
        if (!Array.isArray(items)) return [];
        return items.map((item, index) => value(expression.into, { ...context, local: { item, index } }));
      }
      case "helper.sum":
        return of("items")
          .filter((item: Any) => typeof item === "number")
          .reduce((a: number, b: number) => a + b, 0);
      case "helper.length": {
        const data = of("data");
        if (typeof data === "string" || Array.isArray(data)) return data.length;
        return isObject(data) ? Object.keys(data).length : undefined;
      }
      case "helper.text-transform":
        return text(of("data")).toUpperCase();
      case "helper.concat-arrays":
        return of("items").filter(Array.isArray).flat();
      default:
        return { view: expression, context };
    }
  }

  const text = (one: Any): string =>
    one === undefined || one === null ? "" : typeof one === "object" ? JSON.stringify(one) : String(one);

  function passes(condition: Any, context: Context): boolean {
    const own = "data" in condition ? value(condition.data, context) : context.own;
    switch (condition.type) {
      case "condition.required":
        return own !== undefined;
      case "condition.equals": {
        const to = value(condition.to, context);
        return own === undefined || to === undefined ? own === to : same(own, to);
      }
      case "condition.empty":
        return own === undefined || own === null || own === "" || same(own, []) || same(own, {});
      case "condition.not":
        return value(condition.condition, context) === false;
      case "condition.all":
        return condition.conditions.every((one: Any) => value(one, context) !== false);
      case "condition.any":
        return condition.conditions.some((one: Any) => value(one, context) !== false);
      case "condition.less":
        return typeof own === "number" && own < condition.then;
      case "condition.more":
        return (
          typeof own === "number" && (own > condition.then || (condition.orEquals === true && own === condition.then))
        );
      case "condition.contains": {
        const small = (one: Any) => (typeof one === "string" ? one.toLowerCase() : one);
        return own !== undefined && condition.in.some((one: Any) => same(small(one), small(own)));
      }
      case "condition.schema":
        return typeof own === condition.schema.type;
      default:
        throw new Error(condition.type);
    }
  }

  /** Everything that is shown, outer ones first. */
  function shown(expression: Any = config.view, context: Context = { elements: [] }): Shown[] {
    const resolved = value(expression, context);
    if (Array.isArray(resolved)) return expression.flatMap((one: Any) => shown(one, context));
    if (!isObject(resolved) || !("view" in resolved)) return [];
    const { view, context: inner } = resolved;
    const path = view.type.startsWith("field.") ? pathOf(view.data, inner) : null;
    const own = path === null ? undefined : read(world, path);
    const mine = { ...inner, own };
    const wrong = view.validation !== undefined && value(view.validation, mine) === false;
    const here: Shown = { label: view.label, content: undefined, error: wrong, component: view, path };
    if (view.type === "view.text") here.content = value(view.content, mine);
    if (view.type === "view.list") return [here, ...shown(view.items, mine)];
    if (view.type === "view.alert") return [here, ...shown(view.content, mine)];
    if (view.type !== "field.list" || !Array.isArray(own)) return [here];
    const element = (item: Any, index: number) => ({
      ...mine,
      local: { item, index },
      elements: [...inner.elements, `${path}.${index}`],
    });
    return [here, ...own.flatMap((item, index) => shown(view.render, element(item, index)))];
  }

  /** The paths that a field holds: of a checkbox group on the whole answer, its options'. */
  const holds = ({ component, path }: Shown): string[] =>
    path === null
      ? []
      : component.type === "field.checkbox-group" && path === "output"
        ? component.options.map((option: Any) => `${path}.${option.value}`)
        : [path];

  /** Values of hidden fields go, those of fields that are back return, and defaults come true. Whether anything changed. */
  function settle(): boolean {
    const was = JSON.stringify(world);
    const fields = shown().filter(({ path }) => path !== null);
    const now = fields.flatMap(holds).sort((a, b) => a.split(".").length - b.split(".").length);
    for (const path of before) {
      if (now.some((other) => isUnder(path, other)) || read(world, path) === undefined) continue;
      aside.set(path, json(read(world, path)));
      remove(world, path);
    }
    for (const path of now.filter((one) => !before.includes(one))) {
      const kept = aside.get(path);
      aside.delete(path);
      const isHeld = now.some((other) => other !== path && isUnder(path, other));
      if (kept !== undefined && !isHeld && read(world, path) === undefined) write(world, path, kept);
    }
    before = now;
    for (const { component, path } of fields as (Shown & { path: string })[]) {
      if (!defaulted.has(path)) {
        defaulted.add(path);
        const value = component.data.default;
        if (value !== undefined && read(world, path) === undefined && !touched.has(path)) write(world, path, value);
      }
      if (component.preserveFalse !== true) continue;
      const boxes =
        component.type === "field.checkbox" ? [path] : component.options.map((one: Any) => `${path}.${one.value}`);
      for (const box of boxes) if (read(world, box) === undefined) write(world, box, false);
    }
    return JSON.stringify(world) !== was;
  }

  const watched = (trigger: Any): string => {
    const now = value(trigger.onChangeOf, { elements: [] });
    return now === undefined ? "" : JSON.stringify(sorted(now));
  };
  const last = new Map<Any, string>();
  let started = false;

  function fire(): boolean {
    let fired = false;
    for (const trigger of triggers) {
      const atStart = !started && trigger.fireImmediately === true;
      const now = watched(trigger);
      if (now === last.get(trigger) && !atStart) continue;
      last.set(trigger, now);
      const own = value(trigger.onChangeOf, { elements: [] });
      const context = { elements: [], own, local: own };
      if (trigger.condition !== undefined && !passes(trigger.condition, context)) continue;
      set(trigger.action.data, value(trigger.action.payload, context), !atStart);
      fired = true;
    }
    started = true;
    return fired;
  }

  function set(data: Any, to: Any, touching: boolean): void {
    const path = pathOf(data, { elements: [] }) as string;
    if (touching) touched.add(path);
    if (to === undefined) remove(world, path);
    else write(world, path, to);
  }

  function react(): void {
    for (let round = 0; round < 60; round += 1) if (!settle() && !fire()) return;
  }

  for (const trigger of triggers) last.set(trigger, watched(trigger));
  react();
  return {
    shown: () => shown(),
    output: () => world.output,
    write(path: string, to: Any) {
      touched.add(path);
      if (to === undefined) remove(world, path);
      else write(world, path, to);
      react();
    },
    input(values: Any) {
      world.input = values;
      react();
    },
  };
}
