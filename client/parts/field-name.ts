/** The name of a field as its control has it, of the path of a problem: `known_solutions.0.output_values.result` → `result`. */
export const fieldName = (path: string): string =>
  path.replace(/^(?:\w+_solutions\.\d+\.)?(?:(?:(?:in|out)put_values|parameters)\.)?/, "");
