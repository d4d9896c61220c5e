import { errors } from '../../runtime/errors.ts';
import { apiErrors } from '../../runtime/http/api/api-errors.ts';
import { escapeCell, generatedNote } from './markdown.js';

/** Every error of the registries, in both languages. */
export function generate() {
  const rows = Object.entries({ ...errors, ...apiErrors }).map(([code, { status, messages }]) => `| \`${code}\` | ${status} | ${showCell(messages['en-US'])} | ${showCell(messages['zh-CN'])} |`);
  const lines = ['# Errors', '', generatedNote, '', ...intro, '', '| code | HTTP status | message | 说明 |', '| --- | --- | --- | --- |', ...rows];
  return { files: { 'docs/errors.md': `${lines.join('\n')}\n` } };
}

const intro = [
  'What the API answers and the logs say: `{ "error": { "code", "message", "messages": { "en-US", "zh-CN" }, "details"? } }`, where `message` is the English sentence. `{name}` is filled in.',
  'API 返回和日志中的错误一览。`message` 为英文，`messages` 中英文齐备；`{名称}` 处会填入具体内容。',
];

function showCell(message) {
  return escapeCell(message.replace(/\{\w+:\w+\|(\w+)\}/g, '$1'));
}
