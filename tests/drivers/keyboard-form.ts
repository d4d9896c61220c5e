import { readProperties, type FormProperty } from '../../designer/forms/form-schema.js';
import { toId } from '../../designer/drafts/create-step-id.js';
import { languageName } from '../../designer/text/language-name.js';
import type { Texts } from '../../designer/text/en-us.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { Focused, Keyboard } from './keyboard.js';

/** What is written into forms, and how the screen names it. */
export interface FormWriter {
  /** Brings a property of the open form to a value, whatever stands there; `undefined` leaves it out. The focus has to stand before it. */
  fills(property: FormProperty, value: Json | undefined): Promise<void>;
}

interface Screen {
  keyboard: Keyboard;
  words: Texts;
  reader: 'en-US' | 'zh-CN';
  /** Of the flow. */
  languages: string[];
  /** Names of products and calendars, by id, as the lists show them. */
  names: Record<string, string>;
}

const lonely = new Set(['is_set', 'is_not_set', 'is_true', 'is_false']);

/** Fills forms by Tab, typing, Space and the arrows: one way a control of the closed vocabulary. */
export function createFormWriter({ keyboard, words, reader, languages, names }: Screen): FormWriter {
  const { form } = words;
  const label = (property: FormProperty): string => property.title[reader];
  const writes = async (name: string, text: string): Promise<void> => {
    await keyboard.tabsTo((focused) => focused.name === name && isField(focused));
    await keyboard.writes(text);
  };

  async function fills(property: FormProperty, value: Json | undefined): Promise<void> {
    const control = controls[property.control];
    if (!control) throw new Error(`Nothing says how ${property.control} is written by keys.`);
    await control(property, value);
  }

  type Control = (property: FormProperty, value: Json | undefined) => Promise<void>;

  async function fillText(property: FormProperty, value: Json | undefined): Promise<void> {
    await writes(label(property), value === undefined ? '' : String(value as string));
  }

  async function fillPrompt(property: FormProperty, value: Json | undefined): Promise<void> {
    const texts = (value ?? {}) as Record<string, string>;
    for (const language of languages) await writes(say(form.inLanguage, { label: label(property), language: languageName(language, reader) }), texts[language] ?? '');
    if (value !== undefined) return;
    // What a new step brought unwritten stays asked for until it is left out.
    await keyboard.presses('Tab');
    const { name } = await keyboard.focused();
    if (name === say(form.leaveOutOf, { label: label(property) })) await keyboard.presses('Enter');
  }

  async function fillJson(property: FormProperty, value: Json | undefined): Promise<void> {
    await keyboard.tabsTo((focused) => focused.name === label(property) && isField(focused));
    const { value: stands } = await keyboard.focused();
    if (JSON.stringify(readJson(stands)) !== JSON.stringify(value ?? '')) await keyboard.writes(writeJson(value));
  }

  async function fillToggle(property: FormProperty, value: Json | undefined): Promise<void> {
    await turns(label(property), value === undefined ? property.schema.default === true : value === true);
  }

  async function turns(name: string, on: boolean): Promise<void> {
    const { checked } = await keyboard.tabsTo((focused) => focused.name === name && focused.type === 'checkbox');
    if (checked !== on) await keyboard.presses('Space');
  }

  async function fillSelect(property: FormProperty, value: Json | undefined): Promise<void> {
    await keyboard.tabsTo((focused) => focused.name === label(property) && focused.tag === 'select');
    if (value === undefined) return keyboard.chooses((options) => (options.length > 0 ? 0 : -1));
    const id = String(value as string);
    await keyboard.chooses(property.labels?.[id]?.[reader] ?? names[id] ?? id);
  }

  async function fillChosen(property: FormProperty, value: Json | undefined): Promise<void> {
    const { chosen } = await keyboard.tabsTo((focused) => focused.name === label(property) && isField(focused));
    const wanted = ((value ?? []) as string[]).map((id) => names[id] ?? id);
    if (JSON.stringify(chosen) === JSON.stringify(wanted)) return;
    await keyboard.presses('Backspace', chosen.length);
    for (const name of wanted) await choosesByName(name);
  }

  /** In a list that opens below a field: the name narrows it, the arrow goes to it, Enter takes it. */
  async function choosesByName(name: string): Promise<void> {
    await keyboard.types(name);
    await keyboard.presses('ArrowDown');
    await keyboard.isAt((focused) => focused.option.startsWith(name));
    await keyboard.presses('Enter');
  }

  async function fillRecording(property: FormProperty, value: Json | undefined): Promise<void> {
    const { value: stands } = await keyboard.tabsTo((focused) => focused.name === label(property) && isField(focused));
    if (stands === (value ?? '')) return;
    await keyboard.presses('Control+a');
    if (value === undefined) return keyboard.presses('Delete');
    await choosesByName(String(value as string));
  }

  async function fillDates(property: FormProperty, value: Json | undefined): Promise<void> {
    const field = say(form.newDate, { list: label(property) });
    const removes = startOf(form.removeDate);
    for (;;) {
      const at = await keyboard.tabsTo((focused) => focused.name === field || (focused.tag === 'button' && /\d{4}-\d\d-\d\d/.test(focused.name) && focused.name.startsWith(removes)));
      if (at.name === field) break;
      await keyboard.presses('Enter');
      await keyboard.isAt(field);
      // Those that are left stand before the field.
      await keyboard.presses('Shift+Tab');
    }
    for (const date of (value ?? []) as string[]) {
      const [year, month, day] = date.split('-');
      await keyboard.types(reader === 'zh-CN' ? `${year}${month}${day}` : `${month}${day}${year}`);
      await keyboard.presses('Enter');
      await keyboard.presses('ArrowLeft', 2);
    }
  }

  async function fillRows(property: FormProperty, value: Json | undefined): Promise<void> {
    const list = label(property);
    const add = say(form.addTo, { list });
    const rows = (value ?? []) as JsonObject[];
    await clears((focused) => focused.groups[1] === list && focused.name.startsWith(startOf(form.remove)), (focused) => focused.name === add && focused.groups[0] === list);
    const properties = readProperties(property.schema.items);
    for (const row of rows) {
      await keyboard.tabsTo((focused) => focused.name === add && focused.groups[0] === list);
      await keyboard.presses('Enter');
      await keyboard.isAt((focused) => focused.name !== add);
      await fillRow(properties, row, list);
    }
    await keyboard.tabsTo((focused) => focused.name === add && focused.groups[0] === list);
  }

  /** A new row shows what it needs; the rest is asked for by a button. The key comes first, the name of the exit last. */
  async function fillRow(properties: FormProperty[], row: JsonObject, list: string): Promise<void> {
    const inOrder = properties.toSorted((one, other) => weight(one.name) - weight(other.name));
    for (const part of inOrder.filter(({ required, name }) => required && !(name === 'id' && isNamedAfterLabel(row)))) await fills(part, row[part.name]);
    const more = inOrder.filter((part) => !part.required && row[part.name] !== undefined);
    if (more.length === 0) return;
    await keyboard.tabsTo((focused) => focused.tag === 'button' && focused.name.startsWith(startOf(form.moreOf)) && focused.groups[1] === list);
    await keyboard.presses('Enter');
    await keyboard.isAt((focused) => !focused.name.startsWith(startOf(form.moreOf)));
    for (const part of more) await fills(part, row[part.name]);
  }

  /** Takes away what stands there: the focus goes from one button that removes to the next, and at last to the one that adds. */
  async function clears(isRemove: (focused: Focused) => boolean, isAdd: (focused: Focused) => boolean): Promise<void> {
    for (let left = 200; left > 0; left -= 1) {
      const focused = await keyboard.tabsTo((at) => at.tag === 'button' && (isRemove(at) || isAdd(at)));
      if (isAdd(focused)) return;
      await keyboard.presses('Enter');
    }
  }

  async function fillConditions(property: FormProperty, value: Json | undefined): Promise<void> {
    const list = label(property);
    const isAdd = (focused: Focused): boolean => focused.name === form.addCondition && focused.groups[0] === list;
    await clears((focused) => focused.groups[1] === list && focused.name.startsWith(startOf(form.removeCondition)), isAdd);
    const [path, is, to] = readProperties(property.schema.items) as [FormProperty, FormProperty, FormProperty];
    for (const row of (value ?? []) as JsonObject[]) {
      await keyboard.tabsTo(isAdd);
      await keyboard.presses('Enter');
      await keyboard.isAt(label(path));
      await fillText(path, row['value']);
      await fillSelect(is, row['is']);
      if (!lonely.has(String(row['is']))) await fillJson(to, row['to']);
    }
    await keyboard.tabsTo(isAdd);
  }

  async function fillHeaders(property: FormProperty, value: Json | undefined): Promise<void> {
    const list = label(property);
    const isAdd = (focused: Focused): boolean => focused.name === form.addRow && focused.groups[0] === list;
    await clears((focused) => focused.groups[0] === list && focused.name.startsWith(startOf(form.removeRow)), isAdd);
    for (const [at, [name, text]] of Object.entries((value ?? {}) as Record<string, string>).entries()) {
      await keyboard.tabsTo(isAdd);
      await keyboard.presses('Enter');
      await keyboard.isAt(say(form.headerName, { number: at + 1 }));
      await keyboard.writes(name);
      await writes(say(form.headerValue, { number: at + 1 }), text);
    }
    await keyboard.tabsTo(isAdd);
  }

  async function fillGroup(property: FormProperty, value: Json | undefined): Promise<void> {
    if (!property.required) await turns(label(property), value !== undefined);
    if (value === undefined) return;
    for (const part of readProperties(property.schema)) await fills(part, (value as JsonObject)[part.name]);
  }

  async function fillHours(property: FormProperty, value: Json | undefined): Promise<void> {
    if ((property.schema.items as { type?: string }).type !== 'integer') return fillRows(property, value);
    const days = (value ?? []) as number[];
    for (let day = 1; day <= 7; day += 1) await turns(nameOfDay(day, reader), days.includes(day));
  }

  const controls: Record<string, Control> = {
    prompt: fillPrompt,
    text: fillText,
    template: fillText,
    long_text: fillText,
    path: fillText,
    flow: fillText,
    number: fillText,
    json: fillJson,
    toggle: fillToggle,
    select: fillSelect,
    key: fillSelect,
    product: (property, value) => (property.multiple ? fillChosen(property, value) : fillSelect(property, value)),
    calendars: fillChosen,
    recording: fillRecording,
    dates: fillDates,
    rows: fillRows,
    choices: fillRows,
    outcomes: fillRows,
    assignments: fillRows,
    conditions: fillConditions,
    headers: fillHeaders,
    group: fillGroup,
    weekly_hours: fillHours,
  };
  return { fills };
}

/** Puts words into a text of the dictionary, as the screen does. */
export function say(text: string, words: Record<string, string | number>): string {
  return Object.entries(words).reduce((said, [name, word]) => said.replaceAll(`{{${name}}}`, String(word)), text);
}

/** What stands before the first word that is put in. */
export function startOf(text: string): string {
  return text.slice(0, text.indexOf('{{'));
}

/** The designer names a new exit after its label. */
function isNamedAfterLabel(row: JsonObject): boolean {
  const { id, label } = row as { id?: string; label?: Record<string, string> };
  return id !== undefined && toId(label?.['en-US'] ?? Object.values(label ?? {}).find((text) => toId(text)) ?? '') === id;
}

function isField({ tag, type }: Focused): boolean {
  return tag === 'textarea' || (tag === 'input' && type !== 'checkbox');
}

function weight(name: string): number {
  return name === 'key' ? -1 : name === 'id' ? 1 : 0;
}

function writeJson(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' && readJson(value) === value ? value : JSON.stringify(value);
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Day 1 is Monday; 5 January 1970 was one. */
function nameOfDay(day: number, reader: string): string {
  return new Intl.DateTimeFormat(reader, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 4 + day)));
}
