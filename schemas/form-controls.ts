import { Type, type TObject, type TProperties, type TSchema } from '@sinclair/typebox';
import { Id } from './documents/flow.js';
import type { Json } from './json.js';
import { LocalizedText } from './localized-text.js';

/** Says how a form shows one property: its title in both languages, help, and a control of the closed vocabulary. */
export function field<S extends TSchema>(schema: S, form: FormField): S {
  const { title, help, control, ...options } = form;
  return { ...schema, description: help, 'x-title': title, 'x-form': { control, ...options } };
}

/**
 * Every control a form knows. A new one needs a component in the designer. `rows` is a list of small forms and `group` one small form:
 * both are made from the fields of the object inside.
 */
export const formControls = [
  'prompt', 'text', 'template', 'long_text', 'number', 'toggle', 'select', 'key', 'choices', 'conditions',
  'weekly_hours', 'dates', 'calendars', 'money', 'product', 'path', 'json', 'headers', 'outcomes', 'assignments', 'rows', 'group', 'flow', 'recording',
] as const;

export type FormControl = (typeof formControls)[number];

export interface BothLanguages {
  'en-US': string;
  'zh-CN': string;
}

export const places = ['number', 'url', 'queue', 'recording'] as const;

export type Place = (typeof places)[number];

/** The kind of place depends on a property beside it: `{ by: 'kind', is: { queue: 'queue' }, else: 'number' }`. */
export interface PlaceBy {
  by: string;
  is: Record<string, Place>;
  else: Place;
}

/** Whether the value of a property is a number to call: also where it may be an address of another kind. */
export function isNumberPlace(schema: TSchema): boolean {
  const { place } = (schema['x-form'] ?? {}) as { place?: Place | PlaceBy };
  return (typeof place === 'object' ? place.else : place) === 'number';
}

export interface FormField {
  title: BothLanguages;
  /** What the property does, in one or two sentences. */
  help: string;
  control: FormControl;
  /** Shown behind a number. */
  unit?: BothLanguages;
  /** Of a `select`: what each value is called. */
  labels?: Record<string, BothLanguages>;
  /** Of a `product`: several, in order. */
  multiple?: boolean;
  /** Standing words for an empty field. */
  placeholder?: string;
  /** What the value is the name of in the world outside, which differs between installations: promotion maps it. */
  place?: Place | PlaceBy;
}

/** The data of a step type: an object that refuses what it does not know. */
export function stepData<P extends TProperties>(properties: P, options: Record<string, unknown> = {}): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words, options: Record<string, unknown> = {}) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...options });
}

export const seconds: BothLanguages = { 'en-US': 'seconds', 'zh-CN': '秒' };

/** Any JSON value, as a schema. */
export function anyJson(): TSchema & { static: Json } {
  return Type.Unsafe<Json>({});
}

/** One key of a telephone. */
export const Key = Type.String({ pattern: '^[0-9*#]$' });

/** A way the caller can choose: its exit, its key, and what the canvas and the reports call it. */
export const Choice = stepData({
  id: field(Id, {
    title: { 'en-US': 'Exit', 'zh-CN': '出口' },
    help: 'The exit this choice takes. It can be renamed until it is published; then it stays, so that its history does: move the key instead.',
    control: 'text',
  }),
  key: field(Key, { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'The key that takes it.', control: 'key' }),
  label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called on the canvas and in reports.', control: 'prompt' }),
});

/**
 * A dotted path a flow may save to. What the call, the catalogue and the sale say is not for a flow to change, and neither is who the
 * customer is: those roots are set by the steps that make sure of them.
 */
export const savePathPattern =
  '^(?!(call|settings|switches|announcements|product|order|language|offer|secrets)(\\.|$))(?!customer($|\\.id(\\.|$)))[a-z][A-Za-z0-9_]{0,63}(\\.[A-Za-z0-9_]{1,64}){0,7}$';

export const SavePath = Type.String({ pattern: savePathPattern });
