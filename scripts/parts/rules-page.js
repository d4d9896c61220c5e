import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from '../../runtime/engine/check/apply-patch.ts';
import { checkFlow } from '../../runtime/engine/check/check-flow.ts';
import { readPointer } from '../../runtime/engine/check/pointer.ts';
import { rules } from '../../runtime/engine/check/rules.ts';
import { escapeCell, generatedNote } from './markdown.js';

const folder = 'docs/rules';

const fixtures = 'tests/broken-flows';

/** One page for each rule, with its broken flow and the same flow mended, and one that lists them. */
export function generate(root) {
  const [mended, catalogue] = [readJson(root, 'mended.json'), readJson(root, 'catalogue.json')];
  const pages = rules.map((rule) => [`${folder}/${rule.id}.md`, renderRule(rule, readJson(root, `${rule.id}.flow.json`), mended[rule.id], catalogue)]);
  return { files: { ...Object.fromEntries(pages), [`${folder}/README.md`]: renderList() }, folder: { path: folder, ending: '.md' } };
}

function readJson(root, name) {
  return JSON.parse(readFileSync(join(root, fixtures, name), 'utf8'));
}

function renderList() {
  const rows = rules.map(({ id, severity, title }) => `| [\`${id}\`](${id}.md) | ${severity} | ${escapeCell(title['en-US'])} | ${title['zh-CN']} |`);
  return page('Rules', [
    'What `npx trunkline check`, the designer and publishing look for. Errors block publishing, warnings do not. 发布前的检查规则：错误会阻止发布，警告不会。',
    '',
    '| rule | severity | problem | 问题 |',
    '| --- | --- | --- | --- |',
    ...rows,
  ]);
}

function renderRule({ id, severity, title, summary }, flow, patch, catalogue) {
  const found = checkFlow(flow, catalogue).find((problem) => problem.rule === id);
  const mends = patch ?? found?.fix?.patch ?? [];
  return page(`${title['en-US']} (\`${id}\`)`, [
    `${severity === 'error' ? 'An error: such a flow does not publish.' : 'A warning.'} ${summary['en-US']}`,
    '',
    `中文：**${title['zh-CN']}**（${severity === 'error' ? '错误' : '警告'}）。${summary['zh-CN']}`,
    '',
    '## Wrong 错误写法',
    '',
    `From [a flow with this fault](../../${fixtures}/${id}.flow.json):`,
    '',
    ...renderParts(flow, found, mends),
    ...(found ? ['It is told:', '', `> ${found.message}`, '>', `> ${found.messages['zh-CN']}`, ''] : []),
    ...(found?.fix ? [`Fix offered: ${found.fix.titles['en-US']} (${found.fix.titles['zh-CN']}).`, ''] : []),
    '## Right 正确写法',
    '',
    ...renderParts(applyPatch(flow, mends), found, mends),
  ]);
}

/** The same parts of the flow before and after: what the problem points at, and what mending it changes. */
function renderParts(flow, found, patch) {
  const places = [...new Set([...(found ? [placeOf(found.pointer)] : []), ...patch.map(({ path }) => placeOf(path))])].slice(0, MAX_PARTS);
  const parts = places.flatMap((place) => {
    const value = place.reduce((inner, name) => inner?.[name], flow);
    return value === undefined ? [] : [{ name: place.at(-1) ?? 'flow', value }];
  });
  if (parts.length === 0) return ['Nothing of it is left.', ''];
  return ['```json', JSON.stringify(Object.fromEntries(parts.map(({ name, value }) => [name, value])), null, 2), '```', ''];
}

/** A step as a whole, or a part of the flow beside the steps. The same list for the same place, so that a set knows it. */
function placeOf(pointer) {
  const names = readPointer(pointer);
  const place = names[0] === 'states' ? names.slice(0, 2) : names.slice(0, 1);
  const key = JSON.stringify(place);
  if (!places.has(key)) places.set(key, place);
  return places.get(key);
}

const places = new Map();

/** More would hide what matters. */
const MAX_PARTS = 4;

function page(title, lines) {
  return `${[`# ${title}`, '', generatedNote, '', ...lines].join('\n').trimEnd()}\n`;
}
