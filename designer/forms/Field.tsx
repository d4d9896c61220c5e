import { useEffect, useRef, type ComponentType } from 'react';
import { useView } from '../drafts/editor.js';
import { AmountControl } from './controls/NumberControl.js';
import { CalendarsControl } from './controls/CalendarsControl.js';
import { ConditionsControl } from './controls/ConditionsControl.js';
import { DatesControl } from './controls/DatesControl.js';
import { FlowControl } from './controls/FlowControl.js';
import { GroupControl } from './controls/GroupControl.js';
import { HeadersControl } from './controls/HeadersControl.js';
import { JsonControl } from './controls/JsonControl.js';
import { KeyControl } from './controls/KeyControl.js';
import { MoneyControl } from './controls/MoneyControl.js';
import { PathControl } from './controls/PathControl.js';
import { ProductControl } from './controls/ProductControl.js';
import { PromptControl } from './controls/PromptControl.js';
import { RecordingControl } from './controls/RecordingControl.js';
import { RowsControl } from './controls/RowsControl.js';
import { SelectControl } from './controls/SelectControl.js';
import { LongTextControl, TextControl } from './controls/TextControl.js';
import { ToggleControl } from './controls/ToggleControl.js';
import { WeeklyHoursControl } from './controls/WeeklyHoursControl.js';
import type { ControlProps, FormProperty } from './form-schema.js';
import { isFitting } from './is-fitting.js';
import { useFieldProblem } from './use-field-problem.js';

/** One property of a step: its control, with its title, help and problem. What the vocabulary does not know, and what a control could not show as it stands, is edited as JSON. */
export function Field({ property: given, value, onChange, pointer }: Omit<ControlProps, 'error'>) {
  const property = isFitting(given, value) ? given : { ...given, control: 'unknown' as const };
  const Control = controls[property.control] ?? JsonControl;
  const error = useFieldProblem(pointer, property);
  const wanted = useView((view) => view.wanted);
  const place = useRef<HTMLDivElement>(null);
  const isWanted = wanted === pointer || (wanted?.startsWith(`${pointer}/`) ?? false);
  useEffect(() => {
    if (!isWanted) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select')?.focus();
  }, [isWanted, wanted]);
  return (
    <div ref={place} data-field={pointer}>
      <Control property={property} value={value} onChange={onChange} pointer={pointer} error={error} />
    </div>
  );
}

const controls: Record<FormProperty['control'], ComponentType<ControlProps>> = {
  prompt: PromptControl,
  text: TextControl,
  template: TextControl,
  long_text: LongTextControl,
  number: AmountControl,
  toggle: ToggleControl,
  select: SelectControl,
  key: KeyControl,
  choices: RowsControl,
  outcomes: RowsControl,
  assignments: RowsControl,
  rows: RowsControl,
  conditions: ConditionsControl,
  weekly_hours: WeeklyHoursControl,
  dates: DatesControl,
  calendars: CalendarsControl,
  money: MoneyControl,
  product: ProductControl,
  recording: RecordingControl,
  path: PathControl,
  json: JsonControl,
  headers: HeadersControl,
  group: GroupControl,
  flow: FlowControl,
  unknown: JsonControl,
};
