import type { Page } from 'playwright-core';
import { getExits, stepTypes } from '../../designer/drafts/step-types.js';
import { inLanguage } from '../../designer/drafts/in-language.js';
import { readProperties, readProperty, type FormProperty } from '../../designer/forms/form-schema.js';
import { enUS, type Texts } from '../../designer/text/en-us.js';
import { languageName } from '../../designer/text/language-name.js';
import { zhCN } from '../../designer/text/zh-cn.js';
import { policies } from '../../schemas/policies.js';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createFormWriter, say, startOf } from './keyboard-form.js';
import { createKeyboard, type Keyboard } from './keyboard.js';

/** A designer whose mouse is broken: a whole flow by keys alone, from the page of flows to the published line. */
export interface KeyboardDesigner {
  keyboard: Keyboard;
  /** From the page of flows: makes the flow, empties its canvas, and types the document into it. Its canvas is shown then. */
  builds(flow: Flow): Promise<void>;
  /** Publishes what is on the canvas, and answers the short version it has then. */
  publishes(note: string): Promise<string>;
  /** Lets a flow answer a number. */
  connectsNumber(number: string, flow: Flow): Promise<void>;
}

export interface KeyboardOptions {
  page: Page;
  /** (Default: en-US.) */
  language?: 'en-US' | 'zh-CN';
  /** Names of products and calendars, by id, as the lists show them. */
  names?: Record<string, string>;
  /** Hears of every step that is done, in words. */
  tell?(what: string): void;
}

export function createKeyboardDesigner({ page, language: reader = 'en-US', names = {}, tell = () => undefined }: KeyboardOptions): KeyboardDesigner {
  const words = (reader === 'zh-CN' ? zhCN : enUS) as unknown as Texts;
  const keyboard = createKeyboard(page);
  const titleOf = (type: string): string => inLanguage(stepTypes[type]?.title, reader) || type;
  const does = (what: string): void => {
    tell(what);
    keyboard.does(what);
  };

  /** Cards go by the id that the head of their form shows. */
  const atCard = (id?: string): Promise<string> => keyboard.isAt((focused) => (id ? focused.card === id : focused.card !== '')).then(({ card }) => card);

  async function createsFlow(flow: Flow): Promise<void> {
    does(`Create the flow ${flow.id}`);
    await keyboard.tabsTo(words.flows.new);
    await keyboard.presses('Enter');
    await keyboard.isAt(words.newFlow.name);
    await keyboard.types(nameOf(flow));
    await keyboard.tabsTo(words.newFlow.id);
    await keyboard.writes(flow.id);
    await choosesLanguages(flow.meta.languages);
    await keyboard.tabsTo(words.newFlow.create);
    await keyboard.presses('Enter');
    await page.getByRole('toolbar', { name: words.toolbar.title }).waitFor();
    await page.getByRole('heading', { level: 1, name: nameOf(flow) }).waitFor();
  }

  /** Boxes are in the flow's order as they were ticked: all are cleared, then ticked in turn, the last clearing last. */
  async function choosesLanguages(languages: string[]): Promise<void> {
    const boxes = ['zh-CN', 'en-US'].toSorted((one) => (one === reader ? -1 : 1));
    const ticked = (tag: string) => keyboard.tabsTo((focused) => focused.type === 'checkbox' && focused.name === languageName(tag, reader), { most: 40 });
    const stands = [reader, ...boxes.filter((tag) => tag !== reader)];
    if (JSON.stringify(stands) === JSON.stringify(languages)) return;
    for (const tag of stands) {
      await ticked(tag);
      await keyboard.presses('Space');
    }
    for (const tag of languages) {
      const { checked } = await ticked(tag);
      if (!checked) await keyboard.presses('Space');
    }
  }

  /** To Tab the canvas is one stop. */
  async function entersCanvas(): Promise<void> {
    await keyboard.tabsTo((focused) => focused.card !== '');
  }

  /** What a new flow brings goes: its menu becomes the first step, its ending is deleted. */
  async function emptiesCanvas(flow: Flow): Promise<void> {
    does('Empty the canvas');
    await entersCanvas();
    await keyboard.presses('Home');
    await keyboard.presses('PageDown');
    await atCard('goodbye');
    await keyboard.presses('Delete');
    await atCard('welcome');
    const first = flow.states[flow.initial]!;
    does(`Make the first step: ${titleOf(first.meta.step)}`);
    await keyboard.presses('r');
    await choosesType(first.meta.step);
    await atCard('welcome');
  }

  /** In the open palette; answers nothing, the new card gets the focus. */
  async function choosesType(type: string): Promise<void> {
    await keyboard.isAt(words.palette.search);
    await keyboard.types(titleOf(type));
    await keyboard.presses('Enter');
    await keyboard.isAt((focused) => focused.card !== '');
  }

  async function fillsStep(id: string, state: FlowState, flow: Flow): Promise<void> {
    does(`Write ${id}`);
    const before = await atCard();
    await keyboard.presses('Enter');
    const title = titleProperty(words.form.title);
    const firstField = say(words.form.inLanguage, { label: words.form.title, language: languageName(flow.meta.languages[0]!, reader) });
    await keyboard.isAt(firstField);
    if (before !== id) await changesId(id, firstField);
    const form = createFormWriter({ keyboard, words, reader, languages: flow.meta.languages, names });
    const data = state.meta as JsonObject;
    await form.fills(title, data['title']);
    for (const property of readProperties(stepTypes[state.meta.step]!.schema)) await form.fills(property, data[property.name]);
    await form.fills(noteProperty(words.form.description), state.description);
    await keyboard.presses('Escape');
    await atCard(id);
  }

  async function changesId(id: string, firstField: string): Promise<void> {
    await keyboard.tabsTo(words.step.menu, { back: true });
    await keyboard.presses('Enter');
    await keyboard.isAt((focused) => focused.role === 'menuitem' || focused.role === 'presentation');
    for (let left = 10; left > 0 && (await keyboard.focused()).name !== words.step.changeId; left -= 1) await keyboard.presses('ArrowDown');
    await keyboard.isAt(words.step.changeId);
    await keyboard.presses('Enter');
    await keyboard.isAt(words.step.id);
    await keyboard.writes(id);
    await keyboard.presses('Enter');
    await keyboard.isAt(firstField);
  }

  /** Behind an exit of the card that has the focus. The focus is back on that card then. */
  async function addsBehind(from: string, exit: string, id: string, flow: Flow): Promise<void> {
    does(`Add ${id} (${titleOf(flow.states[id]!.meta.step)}) behind ${from}, ${exit}`);
    await keyboard.presses('a');
    await keyboard.isAt(words.palette.search);
    const place = startOf(words.palette.exitOf);
    await choosesExit(flow.states[from]!, exit, (name) => name.startsWith(place));
    await choosesType(flow.states[id]!.meta.step);
    await fillsStep(id, flow.states[id]!, flow);
    await keyboard.presses('ArrowLeft');
    await atCard(from);
  }

  /** Of no exit: what only a key of the whole flow leads to. */
  async function addsAlone(id: string, flow: Flow): Promise<void> {
    does(`Add ${id} (${titleOf(flow.states[id]!.meta.step)})`);
    await keyboard.tabsTo(words.toolbar.addStep, { back: true });
    await keyboard.presses('Enter');
    await choosesType(flow.states[id]!.meta.step);
    await fillsStep(id, flow.states[id]!, flow);
    await keyboard.presses('Home');
    await atCard(flow.initial);
  }

  /** The list of exits stands before the field that has the focus; it is left alone where it stands right. */
  async function choosesExit(state: FlowState, exit: string, isList: (name: string) => boolean): Promise<void> {
    const exits = getExits(state).map((one) => ({ id: one.id, label: `${one.key ? `${one.key} ` : ''}${inLanguage(one.label, reader) || one.id}` }));
    const at = exits.findIndex((one) => one.id === exit);
    await keyboard.tabsTo((focused) => focused.tag === 'select' && isList(focused.name), { back: true, most: 6 });
    await keyboard.chooses((options) => (options[at]?.startsWith(exits[at]!.label) ? at : -1));
    await keyboard.presses('Tab');
  }

  async function connects(from: string, exit: string, target: string, flow: Flow): Promise<void> {
    does(`Connect ${from}, ${exit}, to ${target}`);
    await keyboard.presses('c');
    await keyboard.isAt(words.canvas.connect.target);
    await choosesExit(flow.states[from]!, exit, (name) => name === words.canvas.connect.exit);
    await keyboard.types(target);
    await keyboard.presses('Enter');
    await atCard(from);
  }

  /** Goes over the canvas as one reads, card by card: what an exit leads to is added behind it, or connected where it stands already. */
  async function buildsSteps(flow: Flow): Promise<void> {
    const there = new Set([flow.initial]);
    await fillsStep(flow.initial, flow.states[flow.initial]!, flow);
    for (const id of getUnreached(flow)) {
      await addsAlone(id, flow);
      there.add(id);
    }
    for (let at = flow.initial, last = ''; at !== last; ) {
      for (const [exit, target] of Object.entries(flow.states[at]!.on ?? {})) {
        if (there.has(target)) await connects(at, exit, target, flow);
        else await addsBehind(at, exit, target, flow);
        there.add(target);
      }
      last = at;
      does(`Go on from ${at}`);
      await keyboard.presses('PageDown');
      at = await atCard();
    }
    const missing = Object.keys(flow.states).filter((id) => !there.has(id));
    if (missing.length > 0) throw new Error(`Never came by ${missing.join(', ')}`);
  }

  async function setsFlow(flow: Flow): Promise<void> {
    does('Settings of the whole flow');
    await keyboard.tabsTo(words.toolbar.flow, { back: true });
    await keyboard.presses('Enter');
    const { name, languages, timeZone = 'Asia/Shanghai', policy = 'none', notes = '' } = flow.meta;
    for (const language of languages) {
      await keyboard.tabsTo(say(words.form.inLanguage, { label: words.flow.name, language: languageName(language, reader) }));
      await keyboard.writes(typeof name === 'string' ? (language === languages[0] ? name : '') : (name[language] ?? ''));
    }
    await keyboard.tabsTo(words.flow.timeZone);
    await keyboard.chooses(timeZone);
    await keyboard.tabsTo(words.flow.initial);
    await keyboard.chooses((options) => options.findIndex((option) => option.endsWith(`(${flow.initial})`)));
    await keyboard.tabsTo(words.flow.policy);
    await keyboard.chooses(policies[policy]?.title[reader] ?? policy);
    await setsKeys(flow);
    await setsParameters(flow);
    await keyboard.tabsTo(words.flow.notes);
    await keyboard.writes(notes);
    await keyboard.presses('Escape');
    await atCard();
  }

  async function setsKeys(flow: Flow): Promise<void> {
    const { keys } = words;
    does('Keys of the whole flow');
    for (;;) {
      const { name } = await keyboard.tabsTo((focused) => focused.groups[0] === keys.title && (focused.name === keys.add || focused.name.startsWith(startOf(keys.remove))));
      if (name === keys.add) break;
      await keyboard.presses('Enter');
    }
    for (const [key, exit] of Object.entries(flow.meta.keys ?? {})) {
      await keyboard.tabsTo((focused) => focused.groups[0] === keys.title && focused.name === keys.add);
      await keyboard.presses('Enter');
      await keyboard.isAt((focused) => focused.tag === 'select' && focused.groups[0] === keys.title);
      await keyboard.types(key);
      await keyboard.isAt((focused) => focused.tag === 'select' && focused.options[focused.selected] === key);
      await keyboard.presses('Tab');
      await keyboard.isAt(say(keys.target, { key }));
      const target = flow.on?.[exit]?.slice(1);
      await keyboard.chooses(target ? (options) => options.findIndex((option) => option.endsWith(`(${target})`)) : keys.again);
    }
  }

  async function setsParameters(flow: Flow): Promise<void> {
    const { parameters } = words;
    for (const [at, { name, type = 'text', default: standing }] of (flow.meta.parameters ?? []).entries()) {
      does(`Parameter ${name}`);
      await keyboard.tabsTo(parameters.add);
      await keyboard.presses('Enter');
      await keyboard.isAt(say(parameters.name, { number: at + 1 }));
      await keyboard.writes(name);
      await keyboard.tabsTo(say(parameters.type, { name }));
      await keyboard.chooses(parameters.types[type]);
      await keyboard.tabsTo(say(parameters.default, { name }));
      await keyboard.writes(standing === undefined ? '' : typeof standing === 'string' ? standing : JSON.stringify(standing));
    }
  }

  async function isSaved(): Promise<void> {
    await page.getByRole('toolbar', { name: words.toolbar.title }).getByRole('status').and(page.locator('[data-state="saved"]')).waitFor();
  }

  return {
    keyboard,
    async builds(flow) {
      await createsFlow(flow);
      await emptiesCanvas(flow);
      await buildsSteps(flow);
      await setsFlow(flow);
      does('Arrange the canvas');
      await keyboard.tabsTo(words.toolbar.layout, { back: true });
      await keyboard.presses('Enter');
      await isSaved();
    },
    async publishes(note) {
      does('Publish');
      await keyboard.tabsTo(words.toolbar.publish);
      await keyboard.presses('Enter');
      await keyboard.isAt(words.publish.note);
      await keyboard.types(note);
      await keyboard.tabsTo((focused) => focused.tag === 'button' && focused.name === words.publish.publish && focused.groups.length > 0);
      await keyboard.presses('Enter');
      const done = await page.getByRole('dialog', { name: words.publish.title }).getByRole('status').innerText();
      await keyboard.isAt((focused) => focused.name === words.common.close);
      await keyboard.presses('Enter');
      return /[0-9a-f]{8}/.exec(done)?.[0] ?? '';
    },
    async connectsNumber(number, flow) {
      does(`Let the flow answer ${number}`);
      await keyboard.tabsTo(words.numbers.title, { back: true });
      await keyboard.presses('Enter');
      await page.getByRole('heading', { level: 1, name: words.numbers.title }).waitFor();
      await keyboard.tabsTo(words.numbers.add);
      await keyboard.presses('Enter');
      await keyboard.isAt(words.numbers.number);
      await keyboard.types(number);
      await keyboard.tabsTo(words.numbers.flow);
      await keyboard.chooses((options) => options.findIndex((option) => option.endsWith(`(${flow.id})`)));
      await keyboard.tabsTo(words.common.save);
      await keyboard.presses('Enter');
      await page.getByText(number).first().waitFor();
    },
  };

  function nameOf({ meta: { name } }: Flow): string {
    return typeof name === 'string' ? name : inLanguage(name, reader);
  }
}

/** Steps that no way from the first one leads to, and from which the rest is reached: those of the keys first. */
function getUnreached(flow: Flow): string[] {
  const reached = new Set<string>();
  const reach = (id: string): void => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const target of Object.values(flow.states[id]?.on ?? {})) reach(target);
  };
  reach(flow.initial);
  const roots: string[] = [];
  for (const id of [...Object.values(flow.on ?? {}).map((target) => target.slice(1)), ...Object.keys(flow.states)]) {
    if (reached.has(id)) continue;
    roots.push(id);
    reach(id);
  }
  return roots;
}

function titleProperty(title: string): FormProperty {
  return { ...readProperty('title', { type: 'object' } as never, false), control: 'prompt', title: { 'en-US': title, 'zh-CN': title } };
}

function noteProperty(title: string): FormProperty {
  return { ...readProperty('description', { type: 'string' } as never, false), control: 'long_text', title: { 'en-US': title, 'zh-CN': title } };
}

/** What a published document has to equal: switches that stand as they do anyway are left out by the designer, and so is the name of the schema. */
export function asTheDesignerKeepsIt({ $schema: _none, ...flow }: Flow): Flow {
  const states = Object.fromEntries(Object.entries(flow.states).map(([id, state]) => {
    const properties = readProperties(stepTypes[state.meta.step]!.schema);
    const isStanding = (name: string, value: Json): boolean => properties.some((property) => property.name === name && property.control === 'toggle' && !property.required && value === (property.schema.default === true));
    return [id, { ...state, meta: Object.fromEntries(Object.entries(state.meta as JsonObject).filter(([name, value]) => !isStanding(name, value))) as FlowState['meta'] }];
  }));
  return { ...flow, states };
}
