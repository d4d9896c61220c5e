import { definitions } from '../../schemas/definitions.ts';
import { groupTitles } from './group-titles.js';
import { describeType, escapeCell, generatedNote } from './markdown.js';

const folder = 'docs/steps';

/** One page for each step type and one that lists them, from the definitions. */
export function generate() {
  const pages = Object.values(definitions).map((definition) => [`${folder}/${definition.type}.md`, renderPage(definition)]);
  return { files: { ...Object.fromEntries(pages), [`${folder}/README.md`]: renderList() }, folder: { path: folder, ending: '.md' } };
}

function renderList() {
  const rows = Object.entries(groupTitles).flatMap(([group, title]) =>
    Object.values(definitions)
      .filter((definition) => definition.group === group)
      .map(({ type, title: name, summary }) => `| ${title} | [\`${type}\`](${type}.md) | ${name['en-US']} ${name['zh-CN']} | ${escapeCell(summary['en-US'])} |`),
  );
  return page('Step types', ['What a step of a flow can do. 步骤类型一览。', '', '| group | step type | name | what it does |', '| --- | --- | --- | --- |', ...rows]);
}

function renderPage({ type, title, summary, group, schema, final, exits, answer, sets, examples }) {
  return page(`${title['en-US']} (\`${type}\`)`, [
    summary['en-US'],
    '',
    `中文：${title['zh-CN']}。${summary['zh-CN']}`,
    '',
    `Group: ${groupTitles[group]}. ${final ? 'Ends the call: its state is `"type": "final"` and has no `on`.' : answer ? 'May wait for the caller.' : 'Never waits for the caller.'}`,
    '',
    '## Properties',
    '',
    'In `meta`, beside `step` and `title`. Bold ones are required.',
    '',
    ...renderProperties(schema),
    ...(final ? [] : renderExits(examples, exits)),
    ...renderValues(examples, sets),
    '## Examples',
    '',
    ...examples.flatMap(({ title: name, data }) => [`${name['en-US']} (${name['zh-CN']}):`, '', '```json', JSON.stringify({ meta: { step: type, ...data } }, null, 2), '```', '']),
  ]);
}

function renderProperties(schema) {
  const rows = listProperties(schema).map(({ path, required, schema: inner }) => {
    const name = inner['x-title'] ? `${inner['x-title']['en-US']} ${inner['x-title']['zh-CN']}` : '';
    return `| ${required ? `**\`${path}\`**` : `\`${path}\``} | ${escapeCell(name)} | ${escapeCell(describeType(inner))} | ${escapeCell(inner.description ?? '')} |`;
  });
  if (rows.length === 0) return ['None.', ''];
  return ['| property | in the form | value | what it does |', '| --- | --- | --- | --- |', ...rows, ''];
}

/** Those of a list of objects stand below it, as `choices[].key`. */
function listProperties(schema, prefix = '') {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix + name;
    const below = inner.items?.properties ? listProperties(inner.items, `${path}[].`) : inner.properties ? listProperties(inner, `${path}.`) : [];
    return [{ path, required: required.has(name), schema: inner }, ...below];
  });
}

function renderExits(examples, exits) {
  const meanings = { choice: 'the caller chose it', failure: 'attempts used up, or something broke', next: 'goes on' };
  const rows = exits(examples[0].data).map(({ id, label, kind, key }) => `| \`${id}\` | ${escapeCell(`${label['en-US'] ?? ''} ${label['zh-CN'] ?? ''}`.trim())} | ${key ?? ''} | ${meanings[kind]} |`);
  return ['## Exits', '', 'Of the first example below; choices and outcomes make exits of their own.', '', '| exit | label | key | kind |', '| --- | --- | --- | --- |', ...rows, ''];
}

function renderValues(examples, sets) {
  const paths = [...new Set(examples.flatMap(({ data }) => sets?.(data) ?? []))];
  return paths.length > 0 ? ['## Values it sets', '', `In the examples: ${paths.map((path) => `\`${path}\``).join(', ')}. Later templates and conditions can read them.`, ''] : [];
}

function page(title, lines) {
  return `${[`# ${title}`, '', generatedNote, '', ...lines].join('\n').trimEnd()}\n`;
}
