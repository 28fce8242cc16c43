import * as z from "zod/mini";
import { type ExactNumber, isJsonNumber, isJsonObject, isWhole, type Json, type JsonObject } from "./json.ts";

/** Schemas that zod lacks: any JSON, JSON objects, and numbers with all their digits. */
export const json = z
  .custom<Json>((value) => value !== undefined)
  .register(z.globalRegistry, { description: "any JSON" });

export const jsonObject = z
  .custom<JsonObject>(isJsonObject, "OBJECT_EXPECTED")
  .register(z.globalRegistry, { type: "object", additionalProperties: true });

export const jsonNumber = z
  .custom<number | ExactNumber>(isJsonNumber, "FLOAT_EXPECTED")
  .register(z.globalRegistry, { type: "number" });

/** A whole number within bounds, as a `number`: `3`, `3.0` and `3e0` are the same. */
export const wholeNumber = (min: number, max: number) =>
  z
    .pipe(
      z.pipe(
        z.custom<number | ExactNumber>((value) => isJsonNumber(value) && isWhole(value), "INTEGER_EXPECTED"),
        // Infinity would be a fault of another kind; as the largest number it is out of bounds.
        z.transform((value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(value)))),
      ),
      z.number().check(z.minimum(min, "VALUE_LESS_THAN_MIN"), z.maximum(max, "VALUE_GREATER_THAN_MAX")),
    )
    .register(z.globalRegistry, { type: "integer", minimum: min, maximum: max });

/** A number from 0 to 1, with all its digits. */
export const weight = z
  .custom<number | ExactNumber>(isJsonNumber, "FLOAT_EXPECTED")
  .check(
    z.refine((value) => Number(value) >= 0, "VALUE_LESS_THAN_MIN"),
    z.refine((value) => Number(value) <= 1, "VALUE_GREATER_THAN_MAX"),
  )
  .register(z.globalRegistry, { type: "number", minimum: 0, maximum: 1 });

/** UTC without a zone, as Toloka writes it (`2026-11-23T16:00:00.123`), or with one. */
export const dateTime = z.string();
