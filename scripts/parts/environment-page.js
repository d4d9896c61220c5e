import { settings } from '../../runtime/config.ts';
import { escapeCell, generatedNote } from './markdown.js';

/** Every setting that is read from the environment. */
export function generate() {
  const rows = settings.map(({ name, default: standing, description }) => `| \`${name}\` | ${standing ? `\`${escapeCell(standing)}\`` : ''} | ${escapeCell(description)} |`);
  const lines = ['# Environment', '', generatedNote, '', 'Settings are read once, at the start. 环境变量一览。', '', '| variable | default | what it does |', '| --- | --- | --- |', ...rows];
  return { files: { 'docs/environment.md': `${lines.join('\n')}\n` } };
}
