import { Textarea, TextInput } from '@mantine/core';
import { isNumberPlace } from '../../../schemas/form-controls.js';
import type { ControlProps, FormProperty } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { toHalfWidth } from '../half-width.js';
import { useLabels } from '../use-labels.js';
import { ExitNameControl } from './ExitNameControl.js';

/** A line of text; a template is written in the same way, in letters of one width. An exit's name is a matter of its own. */
export function TextControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const labels = useLabels(props);
  const { readOnly } = useForm();
  if (property.name === 'id') return <ExitNameControl {...props} />;
  const mono = property.control === 'template' ? { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } : {};
  const plain = (entered: string): string => (isFigure(property) && !entered.includes('{') ? toHalfWidth(entered) : entered);
  return <TextInput {...labels} value={asText(value)} readOnly={readOnly} styles={{ input: mono }} onChange={(event) => onChange(plain(event.currentTarget.value) || (property.required ? '' : undefined))} />;
}

/** Times, days, keys and ids have a pattern, numbers to call are places: none of them has full-width signs, which a Chinese keyboard writes all the same. */
function isFigure({ schema }: FormProperty): boolean {
  return typeof schema.pattern === 'string' || typeof schema.format === 'string' || isNumberPlace(schema);
}

export function LongTextControl(props: ControlProps) {
  const labels = useLabels(props);
  const { readOnly } = useForm();
  return (
    <Textarea
      {...labels}
      autosize
      minRows={2}
      maxRows={10}
      value={asText(props.value)}
      readOnly={readOnly}
      onChange={(event) => props.onChange(event.currentTarget.value || (props.property.required ? '' : undefined))}
    />
  );
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
