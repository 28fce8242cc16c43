import { IconPin, IconPinFilled } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useState } from "react";
import { type Control, type FieldValues, useController } from "react-hook-form";
import { faultSentence } from "../../../../shared/faults/faults.ts";
import type { Language } from "../../../../shared/language.ts";
import type { FieldSpec } from "../../../../shared/toloka.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { isBlank, isList, type Typed, typedFaults } from "../../../parts/controls/typed.ts";
import { ValueControl } from "../../../parts/controls/value-control.tsx";
import { IconButton } from "../../../ui/button.tsx";
import { useComposer } from "../composer-context.ts";
import { usePins } from "../draft/pins.ts";
import { domId, stepOf } from "../form/field-names.ts";
import { words } from "../words.ts";

/** After a pause of this length the value is checked, even before the field is left. */
const PAUSE_MS = 700;

export interface FormFieldProps {
  /** The form's name of the field. */
  name: string;
  fieldId: string;
  spec: FieldSpec;
  pinnable?: boolean;
}

/** A field of the task. It subscribes to its own value only, so that typing does not render other fields. */
export const FormField = memo(function FormField({ name, fieldId, spec, pinnable }: FormFieldProps) {
  const { form, tried } = useComposer();
  const language = useLanguage();
  const control = form.control as unknown as Control<FieldValues>;
  const { field, fieldState } = useController({ name, control });
  const typed = field.value as Typed;
  const faults = useMemo(() => typedFaults(spec, typed, "v"), [spec, typed]);
  const paused = usePause(typed);
  const shown = tried || fieldState.isTouched || (paused && !isBlank(typed));
  const server = fieldState.error;
  const own = faults.v && shown ? faultSentence(faults.v, language) : undefined;
  return (
    <ValueControl
      id={domId(name)}
      label={fieldId}
      spec={spec}
      typed={typed}
      onChange={(next, structural) => {
        field.onChange(next);
        if (server === undefined) return;
        const left = structural ? {} : stillTrue(server.types, typed, next);
        const errors = form as unknown as ServerErrors;
        if (Object.keys(left).length === 0) errors.clearErrors(name);
        else errors.setError(name, { type: "server", types: left });
      }}
      onBlur={field.onBlur}
      problem={own ?? server?.message}
      itemProblems={useMemo(() => itemProblems(faults, server?.types, language), [faults, server, language])}
      showAll={tried || server?.types !== undefined}
      showFilled={paused}
      {...(pinnable ? { actions: <PinButton fieldId={fieldId} />, field: stepOf(fieldId) } : {})}
    />
  );
});

interface ServerErrors {
  clearErrors(name: string): void;
  setError(name: string, error: { type: string; types: Record<string, string> }): void;
}

/** The server's problems hold until the value changes; those of a list's item until that item does. */
function stillTrue(types: object | undefined, before: Typed, after: Typed): Record<string, string> {
  if (types === undefined || !isList(before) || !isList(after)) return {};
  const same = (index: string) => before.items[Number(index)]?.typed === after.items[Number(index)]?.typed;
  return Object.fromEntries(Object.entries(types as Record<string, string>).filter(([index]) => same(index)));
}

function itemProblems(
  faults: ReturnType<typeof typedFaults>,
  types: object | undefined,
  language: Language,
): Record<string, string> {
  const own = Object.entries(faults).flatMap(([path, fault]) =>
    path === "v" ? [] : [[path.slice(2), faultSentence(fault, language)] as const],
  );
  return { ...(types as Record<string, string> | undefined), ...Object.fromEntries(own) };
}

/** Whether the value was changed, and then not for a while. */
function usePause(typed: Typed): boolean {
  const [first] = useState(() => ({ typed }));
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (typed === first.typed) return;
    const timer = setTimeout(() => setPaused(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, first]);
  return paused;
}

function PinButton({ fieldId }: { fieldId: string }) {
  const { pins, togglePin } = useComposer();
  const w = useWords(words).fields;
  const step = stepOf(fieldId);
  const pinned = Object.hasOwn(usePins(pins), step);
  const Icon = pinned ? IconPinFilled : IconPin;
  return (
    <IconButton
      compact
      aria-pressed={pinned}
      label={w.pin(fieldId)}
      title={pinned ? w.pinned : w.notPinned}
      aria-keyshortcuts="Alt+P"
      // Tab goes from field to field; Alt+P does the same as this button.
      tabIndex={-1}
      onClick={() => togglePin(step)}
    >
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
