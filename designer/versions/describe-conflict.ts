import type { TFunction } from 'i18next';
import { readPointer } from '../../runtime/engine/check/pointer.js';
import { nameExit, nameProperty, nameStep, nameValue } from '../../runtime/engine/diff/name-things.js';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Json } from '../../schemas/json.js';
import { languageName } from '../text/language-name.js';
import { leadsNowhere } from '../drafts/choose-side.js';

type Reader = 'en-US' | 'zh-CN';

/** Where two people clash, and what each wants there, in words. */
export function describeConflict(document: Flow, conflict: MergeConflict, reader: Reader, t: TFunction): { where: string; mine: string; theirs: string } {
  const path = readPointer(conflict.pointer);
  const [part, id = '', kind, property = ''] = path;
  const names = (value: Json): string => (typeof value === 'string' && (kind === 'on' || part === 'initial' || part === 'on') ? nameStep(document, value.replace(/^\./, ''))[reader] : valueOf(value, reader, t));
  const sides = { mine: names(conflict.mine), theirs: leadsNowhere(conflict.base, conflict.mine, conflict.theirs) ? t('conflict.bringBack', { step: String(conflict.mine) }) : names(conflict.theirs) };
  if (part === 'initial') return { where: t('conflict.initial'), ...sides };
  if (part !== 'states') return { where: t('conflict.flow', { property: path.slice(part === 'meta' ? 1 : 0).join(' · ') }), ...sides };
  const step = nameStep(document, id)[reader];
  if (kind === undefined) return { where: t('conflict.step', { step }), ...sides };
  if (kind === 'on') return { where: `${step} · ${nameExit(document, id, property)[reader]}`, ...sides };
  const type = document.states[id]?.meta.step ?? '';
  const deeper = path.slice(4).flatMap((name) => (/^\d+$/.test(name) ? [] : [/^[a-z]{2,3}-/.test(name) ? languageName(name, reader) : name]));
  return { where: [step, kind === 'meta' ? nameProperty(type, property)[reader] : t('form.description'), ...deeper].join(' · '), ...sides };
}

function valueOf(value: Json, reader: Reader, t: TFunction): string {
  if (value === null) return t('conflict.removed');
  if (typeof value === 'object' && !Array.isArray(value) && 'meta' in value) return t('conflict.asChanged');
  return nameValue(value)[reader];
}
