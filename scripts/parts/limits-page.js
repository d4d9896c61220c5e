import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeCell, generatedNote } from './markdown.js';

/** Which limits are told, by what they hold in bounds: their file and name. The reason is the comment that stands above each. */
const groups = {
  'Flows 流程': [
    ['runtime/engine/check/rules/menu-too-long.ts', 'MAX_MENU_OPTIONS'],
    ['runtime/engine/check/rules/prompt-too-long.ts', 'MAX_PROMPT_SECONDS'],
    ['runtime/engine/check/join-flows.ts', 'MAX_JOINED_STEPS'],
    ['runtime/engine/check/rules/schema.ts', 'MAX_SCHEMA_PROBLEMS'],
  ],
  'A call 通话': [
    ['runtime/engine/call-state.ts', 'MAX_STEPS_PER_TURN'],
    ['runtime/engine/call-state.ts', 'MAX_VISITS_PER_CALL'],
    ['runtime/engine/call-state.ts', 'MAX_SUBFLOW_DEPTH'],
    ['runtime/engine/call-state.ts', 'MAX_HAND_OVERS'],
    ['runtime/engine/call-state.ts', 'MAX_FACTS'],
    ['runtime/engine/call-state.ts', 'MAX_VALUES_CHARACTERS'],
    ['runtime/engine/call-state.ts', 'MAX_VALUE_DEPTH'],
  ],
  'Prompts and templates 提示语': [
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_TEMPLATE_CHARACTERS'],
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_RENDER_MILLISECONDS'],
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_RENDER_MEMORY'],
    ['runtime/engine/prompts/prompt-filters.ts', 'MAX_VALUE_CHARACTERS'],
    ['runtime/engine/prompts/render-prompt.ts', 'MAX_PROMPT_CHARACTERS'],
    ['runtime/engine/prompts/decimal.ts', 'MAX_WHOLE_DIGITS'],
    ['runtime/engine/prompts/speech-markup.ts', 'MAX_BREAK_SECONDS'],
    ['runtime/carriers/twilio/render-twiml.ts', 'mostTwimlBytes'],
  ],
  'Requests 请求': [
    ['runtime/http-client/read-answer.ts', 'longestAnswerBytes'],
    ['runtime/http-client/request.ts', 'longestMilliseconds'],
    ['runtime/calls/run-effect.ts', 'EFFECT_TIMEOUT_MILLISECONDS'],
    ['runtime/http/voice/read-request.ts', 'MAX_BYTES'],
    ['runtime/http/voice/read-request.ts', 'MAX_FIELDS'],
    ['runtime/http/api/create-api.ts', 'bodyLimitBytes'],
  ],
  'Recordings 录音': [
    ['runtime/http/api/routes/recording-routes.ts', 'MOST_SECONDS'],
    ['runtime/http/api/routes/recording-routes.ts', 'MOST_AUDIO_BYTES'],
  ],
  'Exploring 遍历': [
    ['runtime/engine/explore/limits.ts', 'MAX_STATES'],
    ['runtime/engine/explore/limits.ts', 'MAX_STATES_PER_STEP'],
    ['runtime/engine/explore/limits.ts', 'MAX_ATTEMPTS'],
  ],
};

/** Every limit that somebody can come up against, with its value and its reason, from the constants themselves. */
export function generate(root) {
  const sections = Object.entries(groups).flatMap(([title, limits]) => [
    `## ${title}`,
    '',
    '| limit | value | why |',
    '| --- | --- | --- |',
    ...limits.map(([file, name]) => renderLimit(root, file, name)),
    '',
  ]);
  const lines = [
    '# Limits',
    '',
    generatedNote,
    '',
    'A flow may have 2,000 steps. One of 2,000 steps and 10,000 exits is checked in well under a second, compiled once in about a fifth of one, and a turn of it takes under a millisecond. What goes beyond a limit in a call never reaches the caller as an error: they hear an apology and come to a person. 各项上限；通话中超限时，来电者会听到道歉并转人工。',
    '',
    ...sections,
  ];
  return { files: { 'docs/limits.md': `${lines.join('\n').trimEnd()}\n` } };
}

function renderLimit(root, file, name) {
  const source = readFileSync(join(root, file), 'utf8');
  const found = new RegExp(`(?:/\\*\\*([\\s\\S]*?)\\*/\\n)?(?:export )?const ${name} = ([^;]+);`).exec(source);
  if (!found) throw new Error(`${file} has no constant ${name}; correct scripts/parts/limits-page.js.`);
  const [, comment = '', value] = found;
  const why = comment.slice(comment.lastIndexOf('/**') + 1).replace(/\s*\n\s*\*\s?/g, ' ').replace(/^\*+/, '').trim();
  return `| \`${name}\` in [${file.split('/').at(-1)}](../${file}) | ${describe(value.trim())} | ${escapeCell(why)} |`;
}

/** Numbers are written out: `256 * 1024` is 262,144. */
function describe(value) {
  return /^[\d_\s*.]+$/.test(value) ? value.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1).toLocaleString('en-US') : `\`${value}\``;
}
