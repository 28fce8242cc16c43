import { ButtonCheckbox, Checkbox, CheckboxGroup, MultiSelect, Tumbler } from "./fields/checks.tsx";
import { ButtonRadio, ButtonRadioGroup, RadioGroup, Select } from "./fields/choices.tsx";
import { DateField } from "./fields/date.tsx";
import { ListField } from "./fields/list.tsx";
import { Quiz } from "./fields/quiz.tsx";
import { Email, NumberField, Phone, TextArea, TextLine } from "./fields/texts.tsx";
import { AnyFile, AudioFile, MediaFile } from "./fields/uploads.tsx";
import { ImageAnnotation } from "./image-annotation/image-annotation.tsx";
import { Bars, Columns, Sidebar } from "./layouts/columns.tsx";
import { Compare, SideBySide } from "./layouts/side-by-side.tsx";
import { TextAnnotation } from "./text-annotation/text-annotation.tsx";
import type { Drawing } from "./view-context.ts";
import { Alert, Collapse, DeviceFrame, Divider, Group, LabeledList, List, Table, WithLabel } from "./views/boxes.tsx";
import { Image } from "./views/image.tsx";
import { Markdown } from "./views/markdown.tsx";
import { Audio, Video } from "./views/players.tsx";
import { Debug, Frame, MapPlaces } from "./views/stand-ins.tsx";
import { ActionButton, HintAlone, Json, Link, LinkGroup, Text } from "./views/text.tsx";

/** Every type of component that is known here, and how it is drawn. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  "view.list": { Draw: List },
  "view.text": { Draw: Text },
  "view.image": { Draw: Image },
  "view.alert": { Draw: Alert },
  "view.markdown": { Draw: Markdown },
  "view.action-button": { Draw: ActionButton, ownLabel: true },
  "view.link": { Draw: Link },
  "view.group": { Draw: Group, ownLabel: true },
  "view.divider": { Draw: Divider, ownLabel: true },
  "view.audio": { Draw: Audio },
  "view.iframe": { Draw: Frame },
  "view.labeled-list": { Draw: LabeledList },
  "view.video": { Draw: Video },
  "view.device-frame": { Draw: DeviceFrame, ownLabel: true },
  "view.link-group": { Draw: LinkGroup },
  "view.collapse": { Draw: Collapse, ownLabel: true },
  "view.map": { Draw: MapPlaces },
  "view.hint": { Draw: HintAlone },
  "view.with-label": { Draw: WithLabel },
  "view.table": { Draw: Table },
  "view.json": { Draw: Json },
  "view.debug": { Draw: Debug },
  "layout.columns": { Draw: Columns },
  "layout.sidebar": { Draw: Sidebar },
  "layout.side-by-side": { Draw: SideBySide },
  "layout.bars": { Draw: Bars },
  "layout.compare": { Draw: Compare },
  "field.radio-group": { Draw: RadioGroup },
  "field.button-radio-group": { Draw: ButtonRadioGroup },
  "field.textarea": { Draw: TextArea },
  "field.image-annotation": { Draw: ImageAnnotation },
  "field.bounding-box": { Draw: ImageAnnotation },
  "field.media-file": { Draw: MediaFile },
  "field.file": { Draw: AnyFile },
  "field.audio": { Draw: AudioFile },
  "field.text": { Draw: TextLine },
  "field.checkbox-group": { Draw: CheckboxGroup },
  "field.checkbox": { Draw: Checkbox, ownLabel: true },
  "field.list": { Draw: ListField },
  "field.text-annotation": { Draw: TextAnnotation },
  "field.select": { Draw: Select },
  "field.button-radio": { Draw: ButtonRadio, ownLabel: true },
  "field.number": { Draw: NumberField },
  "field.date": { Draw: DateField },
  "field.email": { Draw: Email },
  "field.phone-number": { Draw: Phone },
  "field.quiz": { Draw: Quiz },
  "field.multi-select": { Draw: MultiSelect },
  "field.tumbler": { Draw: Tumbler, ownLabel: true },
  "field.button-checkbox": { Draw: ButtonCheckbox, ownLabel: true },
  "field.map": { Draw: MapPlaces },
};
