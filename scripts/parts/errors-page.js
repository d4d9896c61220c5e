import { errors } from '../../runtime/errors.ts';
import { escapeCell, generatedNote } from './markdown.js';

/** Every error of the registry. */
export function generate() {
  const rows = Object.entries(errors).map(([code, { status, message }]) => `| \`${code}\` | ${status} | ${escapeCell(message.replace(/\{\w+:\w+\|(\w+)\}/g, '$1'))} |`);
  const lines = ['# Errors', '', generatedNote, '', 'What the API answers and the logs say. `{name}` is filled in. 错误代码一览。', '', '| code | HTTP status | message |', '| --- | --- | --- |', ...rows];
  return { files: { 'docs/errors.md': `${lines.join('\n')}\n` } };
}
