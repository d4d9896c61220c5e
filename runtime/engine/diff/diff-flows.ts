import type { Flow, FlowState } from '../../../schemas/documents/flow.js';
import type { Json } from '../../../schemas/json.js';
import { pointerTo, readPointer } from '../check/pointer.js';
import type { Messages } from '../check/problem.js';
import type { FlowChange, FlowDiff } from './flow-diff.js';
import { findJsonChanges, isObject, type JsonChange } from './json-changes.js';
import { matchRenames, renameSteps } from './match-renames.js';
import { nameExit, nameFlowPlace, nameLanguage, nameProperty, nameSetting, nameStep, nameTexts, nameType, nameValue, sentence, sharedKey } from './name-things.js';
import { getEntry } from '../../../schemas/get-entry.js';

/**
 * What is different between two versions of a flow, told as what changes for callers. Steps are matched by id, and through renames by what they
 * hold; where boxes stand is no part of a flow. Both must fit the schema of flows.
 */
export function diffFlows(earlier: Flow, after: Flow): FlowDiff {
  const renames = matchRenames(earlier, after);
  const before = renameSteps(earlier, renames);
  const ids = Object.keys(after.states);
  const added = ids.filter((id) => !Object.hasOwn(before.states, id));
  const removed = Object.keys(before.states).filter((id) => !Object.hasOwn(after.states, id));
  const perStep = ids.filter((id) => Object.hasOwn(before.states, id)).map((id) => [id, diffStep(before, after, id)] as const);
  const changes = [
    ...diffWhole(before, after),
    ...[...renames].map(([from, to]) => change('step_renamed', to, pointerTo('states', to), from, to, sentence(texts.renamed, { from, to }))),
    ...ids.flatMap((id) => (added.includes(id) ? [tellStep('step_added', after, id)] : (perStep.find(([step]) => step === id)?.[1] ?? []))),
    ...removed.map((id) => tellStep('step_removed', before, id)),
  ];
  return {
    schemaVersion: 1,
    flow: after.id,
    isSame: changes.length === 0,
    steps: { added, removed, renamed: [...renames].map(([from, to]) => ({ from, to })), changed: perStep.filter(([, found]) => found.length > 0).map(([id]) => id) },
    changes,
  };
}

const texts = {
  renamed: { 'en-US': 'Step {from} now has the id {to}.', 'zh-CN': '步骤“{from}”的标识现在是“{to}”。' },
  step_added: { 'en-US': 'New: {step} ({type}).', 'zh-CN': '新增“{step}”（{type}）。' },
  step_removed: { 'en-US': 'Gone: {step} ({type}).', 'zh-CN': '删除“{step}”（{type}）。' },
  type: { 'en-US': '{step} is now of type {after} instead of {before}.', 'zh-CN': '“{step}”的类型由“{before}”改为“{after}”。' },
  initial: { 'en-US': 'Calls now begin at {after} instead of {before}.', 'zh-CN': '来电现在从“{after}”开始，原来从“{before}”开始。' },
  shared: { 'en-US': '{exit} of the whole flow now leads to {after} instead of {before}.', 'zh-CN': '全流程的{exit}现在通往“{after}”，原来通往“{before}”。' },
  sharedNew: { 'en-US': '{exit} of the whole flow is new and leads to {after}.', 'zh-CN': '全流程新增{exit}，通往“{after}”。' },
  sharedGone: { 'en-US': '{exit} of the whole flow is gone; it led to {before}.', 'zh-CN': '全流程的{exit}已取消，原来通往“{before}”。' },
  whole: { 'en-US': 'The flow\'s {property} is now {after}; it was {before}.', 'zh-CN': '流程的{property}现为{after}，原为{before}。' },
  exit: { 'en-US': '{exit} in {step} now leads to {after} instead of {before}.', 'zh-CN': '“{step}”的{exit}现在通往“{after}”，原来通往“{before}”。' },
  exitNew: { 'en-US': '{exit} in {step} is new and leads to {after}.', 'zh-CN': '“{step}”新增{exit}，通往“{after}”。' },
  exitGone: { 'en-US': '{exit} in {step} is gone; it led to {before}.', 'zh-CN': '“{step}”的{exit}已取消，原来通往“{before}”。' },
  key: { 'en-US': '{choice} in {step} moved from key {before} to key {after}.', 'zh-CN': '“{step}”的{choice}由按键{before}移到按键{after}。' },
  words: { 'en-US': '{property} in {step} now says {after} ({language}); before: {before}.', 'zh-CN': '“{step}”的{property}（{language}）现为{after}，原为{before}。' },
  property: { 'en-US': '{property} in {step} is now {after}; it was {before}.', 'zh-CN': '“{step}”的{property}现为{after}，原为{before}。' },
  note: { 'en-US': 'The note on {step} changed.', 'zh-CN': '“{step}”的说明有改动。' },
};

function diffWhole(before: Flow, after: Flow): FlowChange[] {
  const { states: _before, initial: from, on: onBefore = {}, id: _id, ...wholeBefore } = before;
  const { states: _after, initial: to, on: onAfter = {}, id: _other, ...wholeAfter } = after;
  const begins = from === to ? [] : [change('flow_changed', null, '/initial', from, to, sentence(texts.initial, { before: nameStep(before, from), after: nameStep(after, to) }))];
  const exits = findJsonChanges(onBefore, onAfter).map((found) => tellShared(before, after, found));
  const rest = findJsonChanges(asJson(wholeBefore), asJson(wholeAfter)).filter(({ pointer }) => pointer !== '/$schema');
  return [
    ...begins,
    ...exits,
    ...rest.map((found) => change('flow_changed', null, found.pointer, found.before, found.after, sentence(texts.whole, { property: nameFlowPlace(found.pointer), before: nameValue(found.before, undefined, found.after), after: nameValue(found.after, undefined, found.before) }))),
  ];
}

function tellShared(before: Flow, after: Flow, found: JsonChange): FlowChange {
  const exit = readPointer(found.pointer)[0]!;
  const key = sharedKey(after, exit) ?? sharedKey(before, exit);
  const name = key === undefined ? { 'en-US': `Exit "${exit}"`, 'zh-CN': `出口“${exit}”` } : { 'en-US': `Key ${key}`, 'zh-CN': `按键 ${key}` };
  const target = (flow: Flow, value: Json | undefined) => (typeof value === 'string' ? nameStep(flow, value.replace(/^\./, '')) : nameValue(value));
  const template = found.before === undefined ? texts.sharedNew : found.after === undefined ? texts.sharedGone : texts.shared;
  return change('flow_changed', null, `/on${found.pointer}`, found.before, found.after, sentence(template, { exit: name, before: target(before, found.before), after: target(after, found.after) }));
}

function diffStep(before: Flow, after: Flow, id: string): FlowChange[] {
  const [one, other] = [getEntry(before.states, id)!, getEntry(after.states, id)!];
  const step = nameStep(after, id);
  const pointer = pointerTo('states', id);
  if (one.meta.step !== other.meta.step) {
    const type = sentence(texts.type, { step, before: nameType(one.meta.step), after: nameType(other.meta.step) });
    return [change('type_changed', id, `${pointer}/meta/step`, one.meta.step, other.meta.step, type), ...diffExits(before, after, id)];
  }
  const exits = diffExits(before, after, id);
  const told = new Set(exits.filter((found) => found.before === null || found.after === null).map((found) => readPointer(found.pointer).at(-1)!));
  const properties = findJsonChanges(asJson(one.meta), asJson(other.meta)).filter((found) => !isOneOf(found, told) && !isOrderOfTold(found));
  return [...exits, ...properties.map((found) => tellProperty(found, one, other, id, step)), ...diffNote(one, other, id, step)];
}

/** A choice that came or went is told by its exit. */
function isOneOf({ before, after }: JsonChange, exits: ReadonlySet<string>): boolean {
  const member = before === undefined ? after : after === undefined ? before : undefined;
  return isObject(member) && typeof member['id'] === 'string' && exits.has(member['id']);
}

/** The order of choices is not heard: their keys and the words are. */
function isOrderOfTold({ pointer }: JsonChange): boolean {
  return pointer === '/choices' || pointer === '/leave';
}

function diffExits(before: Flow, after: Flow, id: string): FlowChange[] {
  const [one, other] = [getEntry(before.states, id)!.on ?? {}, getEntry(after.states, id)!.on ?? {}];
  return findJsonChanges(one, other).map((found) => {
    const exit = readPointer(found.pointer)[0]!;
    const template = found.before === undefined ? texts.exitNew : found.after === undefined ? texts.exitGone : texts.exit;
    const names = {
      step: nameStep(after, id),
      exit: found.after === undefined ? nameExit(before, id, exit) : nameExit(after, id, exit),
      before: nameStep(before, String(found.before)),
      after: nameStep(after, String(found.after)),
    };
    return change('exit_changed', id, pointerTo('states', id, 'on', exit), found.before, found.after, sentence(template, names));
  });
}

function tellProperty(found: JsonChange, one: FlowState, other: FlowState, id: string, step: Messages): FlowChange {
  const path = readPointer(found.pointer);
  const [property = ''] = path;
  const pointer = pointerTo('states', id, 'meta') + found.pointer;
  const member = memberAt(other, path);
  const value = (at: Json | undefined, beside: Json | undefined) => nameValue(at, path.length === 1 && typeof at === 'string' ? nameSetting(other.meta.step, property, at) : undefined, beside);
  const names = { step, before: value(found.before, found.after), after: value(found.after, found.before), property: nameProperty(other.meta.step, property) };
  if (path.at(-1) === 'key' && member) {
    const label = labelName(member);
    const choice = { 'en-US': `"${label?.['en-US'] ?? ''}"`, 'zh-CN': `“${label?.['zh-CN'] ?? ''}”` };
    return change('property_changed', id, pointer, found.before, found.after, sentence(texts.key, { step, choice, before: String(found.before), after: String(found.after) }));
  }
  const last = path.at(-1)!;
  const isText = (typeof found.after === 'string' || typeof found.before === 'string') && one.meta[property] !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(last) && path.length > 1 && last.length > 1 && isTextMap(other, one, path);
  if (isText) return change('property_changed', id, pointer, found.before, found.after, sentence(texts.words, { ...names, property: deepName(names.property, labelName(member)), language: nameLanguage(last) }));
  return change('property_changed', id, pointer, found.before, found.after, sentence(texts.property, { ...names, property: deepName(names.property, labelName(member)) }));
}

/** Whether the parent of a leaf is a text by language. */
function isTextMap(other: FlowState, one: FlowState, path: readonly string[]): boolean {
  const parent = path.slice(0, -1).reduce<Json | undefined>((value, name) => inner(value, name), asJson(other.meta)) ?? path.slice(0, -1).reduce<Json | undefined>((value, name) => inner(value, name), asJson(one.meta));
  return isObject(parent) && Object.entries(parent).every(([tag, words]) => typeof words === 'string' && /^[a-z]{2,3}(-|$)/.test(tag));
}

/** The member of a list a path leads into, such as a choice. */
function memberAt(state: FlowState, path: readonly string[]): Json | null {
  if (path.length < 2 || !/^\d+$/.test(path[1]!)) return null;
  const member = inner(inner(asJson(state.meta), path[0]!), path[1]!);
  return isObject(member) ? member : null;
}

function inner(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, Json>)[name] : undefined;
}

/** What a member of a list is called: by its label, else by its id. */
function labelName(member: Json | null): Messages | null {
  if (!isObject(member ?? undefined)) return null;
  const { label, id } = member as Record<string, Json>;
  return nameTexts(label) ?? (typeof id === 'string' ? { 'en-US': id, 'zh-CN': id } : null);
}

function deepName(property: Messages, label: Messages | null): Messages {
  if (!label) return { 'en-US': property['en-US'], 'zh-CN': `“${property['zh-CN']}”` };
  return { 'en-US': `${property['en-US']}, "${label['en-US']}"`, 'zh-CN': `“${property['zh-CN']}”中的“${label['zh-CN']}”` };
}

function diffNote(one: FlowState, other: FlowState, id: string, step: Messages): FlowChange[] {
  if (one.description === other.description && one.type === other.type) return [];
  return [change('property_changed', id, pointerTo('states', id, 'description'), one.description, other.description, sentence(texts.note, { step }))];
}

function tellStep(kind: 'step_added' | 'step_removed', flow: Flow, id: string): FlowChange {
  const state = asJson(getEntry(flow.states, id));
  const told = sentence(texts[kind], { step: nameStep(flow, id), type: nameType(getEntry(flow.states, id)!.meta.step) });
  return change(kind, id, pointerTo('states', id), kind === 'step_added' ? null : state, kind === 'step_added' ? state : null, told);
}

function change(kind: FlowChange['kind'], step: string | null, pointer: string, before: Json | undefined, after: Json | undefined, messages: Messages): FlowChange {
  return { kind, step, pointer, before: before ?? null, after: after ?? null, message: messages['en-US'], messages };
}

function asJson(value: unknown): Json {
  return value as Json;
}
