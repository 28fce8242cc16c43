import type { ComponentType } from "react";
import { type ElementType, fieldType } from "../../../shared/fields/input-spec.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { BooleanControl, ChoiceControl, MOST_RADIOS } from "./choice/choice-controls.tsx";
import type { ControlProps } from "./control-props.ts";
import { JsonControl } from "./json-control.tsx";
import {
  CoordinatesControl,
  FileControl,
  FloatControl,
  IntegerControl,
  StringControl,
  UrlControl,
} from "./text-controls.tsx";

const CONTROLS: Record<ElementType, ComponentType<ControlProps>> = {
  string: StringControl,
  url: UrlControl,
  boolean: BooleanControl,
  integer: IntegerControl,
  float: FloatControl,
  file: FileControl,
  coordinates: CoordinatesControl,
  json: JsonControl,
};

const hasChoice = (spec: FieldSpec): boolean =>
  (spec.allowed_values?.length ?? 0) > 0 && fieldType(spec)?.element !== "json";

/** The control for a field's values, by type and constraints; a JSON editor for an unknown type. */
export function controlFor(spec: FieldSpec): ComponentType<ControlProps> {
  const type = fieldType(spec);
  if (type === null) return JsonControl;
  return hasChoice(spec) && type.element !== "boolean" ? ChoiceControl : CONTROLS[type.element];
}

/** Whether the control of one value is a group of radio buttons. */
export function isRadioGroup(spec: FieldSpec): boolean {
  const element = fieldType(spec)?.element;
  return element === "boolean" || (hasChoice(spec) && spec.allowed_values!.length <= MOST_RADIOS);
}
