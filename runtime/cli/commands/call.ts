import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Flow } from '../../../schemas/documents/flow.js';
import type { JsonObject } from '../../../schemas/json.js';
import type { DialResultName } from '../../carriers/simulator/running-call.js';
import { fail } from '../../errors.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from '../../phone/simulate-call.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { callServer } from '../call-server.js';
import { openTerminalPhone } from '../open-terminal-phone.js';
import { printCall, printOutcome } from '../print-call.js';
import { readJsonFile } from '../read-json-file.js';
import { readArticles } from '../../knowledge/read-articles.js';
import { readProducts } from '../read-products.js';
import { saveScenario } from '../save-scenario.js';

export const setUpCall: CommandSetup = (command, context) => {
  command
    .argument('[file]', 'a flow file; or else --to and --url')
    .option('--keys <tokens>', 'what the caller does, one token a question: "1 6225# - say:余额 hangup@2" (Default: you answer here)')
    .option('--language <tag>', "starts in this language, such as en-US (Default: the flow's first)")
    .option('--from <number>', "the caller's number (Default: an eligible demo caller, +8613800000001)")
    .option('--at <moment>', 'when the call comes in, such as 2026-11-24T10:00:00+08:00 (Default: now)')
    .option('--seed <number>', 'makes ids the same in every run', readWhole)
    .option('--crm <url>', 'a CRM to use (Default: a demo CRM of its own)', readUrl)
    .option('--dials <results>', 'how transfers end, in order: answered, busy, no_answer, failed (Default: answered)', readDials)
    .option('--test', 'marks it as a test call')
    .option('--record <file>', 'adds it to a scenarios file, with what was observed as expectations')
    .option('--name <sentence>', 'the name of the recorded scenario (Default: what the caller did)')
    .option('--to <number>', 'calls this number of a running server, signing with TWILIO_AUTH_TOKEN')
    .option('--url <url>', 'the running server, such as http://localhost:3000', readUrl)
    .option('--real-time', 'with --to and --keys: take the time a real call takes')
    .option('--json', 'print one JSON document')
    .addHelpText('after', `\nTokens of --keys are divided by blanks, one for each question; when they end, the caller is silent:\n  1  6225#  press these keys      1@3       press 1 three seconds into the prompt\n  -         stay silent           say:余额  speak; with blanks: say:"my balance"\n  hangup@2  hang up two seconds into the prompt`)
    .action((file: string | undefined, options: CallOptions) => call(file, options, context));
  addExamples(command, [
    ['call flows/card-services.flow.json', 'a phone in this terminal'],
    ['call flows/card-services.flow.json --keys "2 4321 135790# 1 5" --json', 'for scripts'],
    ['call my.flow.json --keys "1" --record my.scenarios.json', 'keeps it as a scenario'],
    ['call --to +14005550100 --url http://localhost:3000', 'a running server'],
  ]);
};

export interface CallOptions {
  keys?: string;
  language?: string;
  from?: string;
  at?: string;
  seed?: number;
  crm?: string;
  dials?: DialResultName[];
  test?: boolean;
  record?: string;
  name?: string;
  to?: string;
  url?: string;
  realTime?: boolean;
  json?: boolean;
}

async function call(file: string | undefined, options: CallOptions, context: CommandContext): Promise<void> {
  if (file === undefined) return callServer(options, context);
  if (options.url !== undefined || options.realTime) throw fail('wrong_usage', { reason: 'A file is called offline: leave out --url and --real-time, or name a number with --to instead of the file.' });
  const document = await readFlow(file);
  checkLanguage(options.language, document);
  const called = await callOffline(document, file, options, context);
  if (called.problems.length > 0) {
    for (const { step, message } of called.problems) context.note(`${step ?? 'flow'}: ${message}`);
    throw fail('invalid_flow', { reason: `${file} cannot run. Mend what is named above.` });
  }
  for (const { step, message } of called.faults) context.note(context.notePaint.warn(`${step ?? 'call'}: ${message}`));
  if (called.call.endedBy === 'error') context.foundProblems();
  if (options.json) context.printJson(called.call);
  else if (options.keys === undefined) printOutcome(called.call, context);
  else printCall(called.call, document, context);
  if (options.record !== undefined) await saveScenario(options.record, called, options, context);
}

async function callOffline(document: Flow, file: string, { keys, language, from, to, at, seed, crm, dials, test, json }: CallOptions, context: CommandContext): Promise<SimulatedCall> {
  const request: SimulationRequest = { document, products: await readProducts(file), articles: await readArticles(dirname(file)), language, from, to, at, seed, crmUrl: crm, dials, test };
  if (keys !== undefined) return simulateCall({ ...request, tokens: keys });
  const phone = openTerminalPhone(document, { ...context, output: json ? context.stderr : context.stdout, paint: json ? context.notePaint : context.paint });
  try {
    return await simulateCall({ ...request, caller: phone.caller, signal: phone.caller.hungUp, onLine: phone.onLine });
  } finally {
    phone.close();
  }
}

async function readFlow(file: string): Promise<Flow> {
  const document = await readJsonFile(file);
  const states = document !== null && typeof document === 'object' && !Array.isArray(document) ? (document as JsonObject)['states'] : null;
  if (states === null || typeof states !== 'object' || Array.isArray(states)) throw fail('wrong_usage', { reason: `${file} is no flow: a flow is a JSON object with "id", "initial", "meta" and "states".` });
  return document as unknown as Flow;
}

function checkLanguage(language: string | undefined, { meta }: Flow): void {
  const languages = meta?.languages;
  if (language === undefined || !Array.isArray(languages) || languages.includes(language)) return;
  throw fail('wrong_usage', { reason: `The flow does not speak "${language}". --language is one of ${languages.join(', ')}.` });
}

function readWhole(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

export function readUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new InvalidArgumentError('It is an http or https address, such as http://localhost:3000.');
  return text.replace(/\/+$/, '');
}

const dialResults: readonly string[] = ['answered', 'busy', 'no_answer', 'failed'] satisfies DialResultName[];

function readDials(text: string): DialResultName[] {
  const dials = text.split(/[\s,]+/).filter(Boolean);
  const wrong = dials.find((result) => !dialResults.includes(result));
  if (wrong !== undefined || dials.length === 0) throw new InvalidArgumentError(`It is one or more of ${dialResults.join(', ')}, divided by commas.`);
  return dials as DialResultName[];
}
