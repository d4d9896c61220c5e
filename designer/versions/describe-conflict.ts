import type { TFunction } from 'i18next';
import { readFlowGraph } from '../../runtime/engine/check/flow-graph.js';
import { nameOfPlace } from '../../runtime/engine/check/name-parts.js';
import { readPointer } from '../../runtime/engine/check/pointer.js';
import { nameExit, nameFlowPlace, nameStep, nameValue } from '../../runtime/engine/diff/name-things.js';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Json } from '../../schemas/json.js';
import { leadsNowhere } from '../drafts/choose-side.js';

type Reader = 'en-US' | 'zh-CN';

/** Where two people clash, and what each wants there, in words. */
export function describeConflict(document: Flow, conflict: MergeConflict, reader: Reader, t: TFunction): { where: string; mine: string; theirs: string } {
  const path = readPointer(conflict.pointer);
  const [part, id = '', kind, property = ''] = path;
  const names = (value: Json, other: Json): string => (typeof value === 'string' && (kind === 'on' || part === 'initial' || part === 'on') ? nameStep(document, value.replace(/^\./, ''))[reader] : valueOf(value, other, reader, t));
  const isBack = leadsNowhere(conflict.base, conflict.mine, conflict.theirs);
  const sides = { mine: names(conflict.mine, conflict.theirs), theirs: isBack ? t('conflict.bringBack', { step: nameStep(document, String(conflict.mine))[reader] }) : names(conflict.theirs, conflict.mine) };
  if (part === 'initial') return { where: t('conflict.initial'), ...sides };
  if (part !== 'states') return { where: t('conflict.flow', { property: nameFlowPlace(conflict.pointer)[reader].replaceAll(/[“”]/g, '') }), ...sides };
  const step = nameStep(document, id)[reader];
  if (kind === undefined) return { where: t('conflict.step', { step }), ...sides };
  if (kind === 'on') return { where: `${step} · ${nameExit(document, id, property)[reader]}`, ...sides };
  const own = kind === 'meta' ? readFlowGraph(document).byId.get(id) : undefined;
  return { where: [step, own ? nameOfPlace(own, conflict.pointer)[reader] : t('form.description')].join(' · '), ...sides };
}

function valueOf(value: Json, other: Json, reader: Reader, t: TFunction): string {
  if (value === null) return t('conflict.removed');
  if (typeof value === 'object' && !Array.isArray(value) && 'meta' in value) return t('conflict.asChanged');
  return nameValue(value, undefined, other)[reader];
}
