import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFlow } from '../../runtime/engine/check/check-flow.ts';
import { rules } from '../../runtime/engine/check/rules.ts';
import { escapeCell, generatedNote } from './markdown.js';

/** What a check can find, each with the sentence it gives for its broken flow. */
export function generate(root) {
  const rows = rules.map(({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${escapeCell(title['en-US'])} | ${title['zh-CN']} |`);
  const sections = rules.flatMap((rule) => renderRule(rule, root));
  const lines = [
    '# Rules',
    '',
    generatedNote,
    '',
    'What `npx trunkline check`, the designer and publishing look for. Errors block publishing, warnings do not. 发布前的检查规则：错误会阻止发布，警告不会。',
    '',
    '| rule | severity | problem | 问题 |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...sections,
  ];
  return { files: { 'docs/rules.md': `${lines.join('\n').trimEnd()}\n` } };
}

function renderRule({ id, severity, title, summary }, root) {
  const file = `tests/broken-flows/${id}.flow.json`;
  const found = checkFlow(JSON.parse(readFileSync(join(root, file), 'utf8')), { products: { card_protection: {} } }).find((problem) => problem.rule === id);
  return [
    `## ${id}`,
    '',
    `**${title['en-US']}** (${severity}). ${summary['en-US']}`,
    '',
    `中文：**${title['zh-CN']}**。${summary['zh-CN']}`,
    '',
    ...(found ? [`[A flow with this fault](../${file}) is told:`, '', `> ${found.message}`, '>', `> ${found.messages['zh-CN']}`, ''] : []),
    ...(found?.fix ? [`Fix offered: ${found.fix.titles['en-US']} (${found.fix.titles['zh-CN']}).`, ''] : []),
  ];
}
