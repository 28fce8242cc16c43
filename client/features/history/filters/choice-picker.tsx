import { useState } from "react";
import { useWords } from "../../../language.ts";
import { SearchBox } from "../../../ui/choice/search-box.tsx";
import { words } from "../words.ts";

interface ChoicePickerProps {
  label: string;
  /** The first stands for no choice. */
  options: readonly { value: string; name: string }[];
  value: string;
  onChange: (value: string) => void;
  /** Whether what was typed can be chosen as well. */
  free?: boolean;
}

/** One of a short list, found by typing. */
export function ChoicePicker({ label, options, value, onChange, free = false }: ChoicePickerProps) {
  const w = useWords(words).filters;
  const [typed, setTyped] = useState<string | null>(null);
  const text = (typed ?? "").trim();
  const listed = options.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  const own = free && text !== "" && !options.some((option) => option.value === text);
  const choices = own ? [...listed, { value: text, name: text }] : listed;
  return (
    <SearchBox
      label={label}
      placeholder={options[0]?.name ?? ""}
      shown={options.find((option) => option.value === value)?.name ?? value}
      typed={typed}
      onTyped={setTyped}
      pending={false}
      choices={choices.map((option) => ({ value: option.value, group: "", content: option.name }))}
      chosen={value}
      onChoose={onChange}
      note={choices.length === 0 && w.none}
    />
  );
}
