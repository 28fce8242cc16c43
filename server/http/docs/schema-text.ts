import type { JsonSchema } from "./openapi.ts";

/** A JSON Schema in the notation of TypeScript's types. */
export function schemaText(schema: JsonSchema, indent = ""): string {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1)!;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((item) => JSON.stringify(item)).join(" | ");
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (alternatives) return alternatives.map((one) => schemaText(one, indent)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") return listText(schema, indent);
  if (schema.type === "object") return objectText(schema, indent);
  return schema.type === undefined ? "any JSON" : `${String(schema.type)}${boundsText(schema)}`;
}

function listText(schema: JsonSchema, indent: string): string {
  const item = schemaText((schema.items ?? {}) as JsonSchema, indent);
  return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
}

function boundsText({ minimum, maximum, default: initial }: JsonSchema): string {
  const bounds = minimum === undefined || Number(maximum) > 2 ** 52 ? "" : ` ${minimum} to ${maximum}`;
  return initial === undefined ? bounds : `${bounds}, default ${initial}`;
}

function objectText(schema: JsonSchema, indent: string): string {
  const {
    properties,
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
    additionalProperties?: unknown;
  };
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(
    ([name, own]) => `${inner}${name}${required.includes(name) ? "" : "?"}: ${schemaText(own, inner)}`,
  );
  if (typeof additionalProperties === "object" && additionalProperties !== null && !properties)
    return `{ [name]: ${schemaText(additionalProperties as JsonSchema, indent)} }`;
  if (additionalProperties !== undefined && additionalProperties !== false) lines.push(`${inner}…`);
  return lines.length === 0 || !properties ? "{ … }" : `{\n${lines.join("\n")}\n${indent}}`;
}
