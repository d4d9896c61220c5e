import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeCell, generatedNote } from './markdown.js';

/** Which limits are told, by what they hold in bounds: their file, their name and what they count. The reason is the comment that stands above each. */
const groups = {
  'Flows 流程': [
    ['runtime/engine/check/rules/menu-too-long.ts', 'MAX_MENU_OPTIONS', 'options of a menu before a warning'],
    ['runtime/engine/check/rules/prompt-too-long.ts', 'MAX_PROMPT_SECONDS', 'seconds of a prompt before a warning'],
    ['runtime/engine/check/join-flows.ts', 'MAX_JOINED_STEPS', 'steps of a flow with all it leads into, that are proved'],
    ['runtime/engine/check/rules/schema.ts', 'MAX_SCHEMA_PROBLEMS', 'problems told of one document'],
  ],
  'A call 通话': [
    ['runtime/engine/call-state.ts', 'MAX_STEPS_PER_TURN', 'steps in one turn'],
    ['runtime/engine/call-state.ts', 'MAX_VISITS_PER_CALL', 'visits in one call'],
    ['runtime/engine/call-state.ts', 'MAX_SUBFLOW_DEPTH', 'flows within flows'],
    ['runtime/engine/call-state.ts', 'MAX_HAND_OVERS', 'hand-overs to other flows'],
    ['runtime/engine/call-state.ts', 'MAX_FACTS', 'facts kept of a call'],
    ['runtime/engine/call-state.ts', 'MAX_VALUES_CHARACTERS', 'characters of all values of a flow'],
    ['runtime/engine/call-state.ts', 'MAX_VALUE_DEPTH', 'objects in objects of a value'],
  ],
  'Prompts and templates 提示语': [
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_TEMPLATE_CHARACTERS', 'characters of a template'],
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_RENDER_MILLISECONDS', 'milliseconds to fill in a template'],
    ['runtime/engine/prompts/prompt-engine.ts', 'MAX_RENDER_MEMORY', 'memory of a template'],
    ['runtime/engine/prompts/prompt-filters.ts', 'MAX_VALUE_CHARACTERS', 'characters of one value in a text'],
    ['runtime/engine/prompts/render-prompt.ts', 'MAX_PROMPT_CHARACTERS', 'characters of a filled-in text'],
    ['runtime/engine/prompts/decimal.ts', 'MAX_WHOLE_DIGITS', 'digits of a number'],
    ['runtime/engine/prompts/speech-markup.ts', 'MAX_BREAK_SECONDS', 'seconds of one break'],
    ['runtime/carriers/twilio/render-twiml.ts', 'mostTwimlBytes', 'bytes of a reply to the carrier'],
  ],
  'Requests 请求': [
    ['runtime/http-client/read-answer.ts', 'longestAnswerBytes', 'bytes of an answer'],
    ['runtime/http-client/request.ts', 'longestMilliseconds', 'milliseconds a request may take'],
    ['runtime/calls/run-effect.ts', 'EFFECT_TIMEOUT_MILLISECONDS', 'milliseconds before a step counts as failed'],
    ['runtime/http/voice/read-request.ts', 'MAX_BYTES', 'bytes of a webhook'],
    ['runtime/http/voice/read-request.ts', 'MAX_FIELDS', 'fields of a webhook'],
    ['runtime/http/api/create-api.ts', 'bodyLimitBytes', 'bytes of a request to the API'],
  ],
  'Recordings 录音': [
    ['runtime/http/api/routes/recording-routes.ts', 'MOST_SECONDS', 'seconds of a recording'],
    ['runtime/http/api/routes/recording-routes.ts', 'MOST_AUDIO_BYTES', 'bytes of a recording'],
  ],
  'Exploring 遍历': [
    ['runtime/engine/explore/limits.ts', 'MAX_STATES', 'states of a walk'],
    ['runtime/engine/explore/limits.ts', 'MAX_STATES_PER_STEP', 'states of one step'],
    ['runtime/engine/explore/limits.ts', 'MAX_ATTEMPTS', 'attempts followed'],
  ],
};

/** Every limit that somebody can come up against, with its value and its reason, from the constants themselves. */
export function generate(root) {
  const sections = Object.entries(groups).flatMap(([title, limits]) => [
    `## ${title}`,
    '',
    '| limit | value | why |',
    '| --- | --- | --- |',
    ...limits.map(([file, name, title]) => renderLimit(root, file, name, title)),
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

function renderLimit(root, file, name, title) {
  const source = readFileSync(join(root, file), 'utf8');
  const found = new RegExp(`(?:/\\*\\*([\\s\\S]*?)\\*/\\n)?(?:export )?const ${name} = ([^;]+);`).exec(source);
  if (!found) throw new Error(`${file} has no constant ${name}; correct scripts/parts/limits-page.js.`);
  const [, comment = '', value] = found;
  const why = comment.slice(comment.lastIndexOf('/**') + 1).replace(/\s*\n\s*\*\s?/g, ' ').replace(/^\*+/, '').trim();
  return `| [${title}](../${file}) | ${describe(value.trim())} | ${escapeCell(why)} |`;
}

/** Numbers are written out: `256 * 1024` is 262,144. */
function describe(value) {
  return /^[\d_\s*.]+$/.test(value) ? value.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1).toLocaleString('en-US') : `\`${value}\``;
}
