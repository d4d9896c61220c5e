import { dirname } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Flow } from '../../../schemas/documents/flow.js';
import type { Scenario } from '../../../schemas/documents/scenario.js';
import type { JsonObject } from '../../../schemas/json.js';
import { outcomeKinds, outcomeWords } from '../../carriers/simulator/call-outcomes.js';
import { readFlowSettings } from '../../config.js';
import { AND_SO_ON, readOutcomeWord } from '../../engine/explore/read-outcome-word.js';
import { findUses } from '../../engine/find-uses.js';
import { fail } from '../../errors.js';
import { demoCallerNames } from '../../phone/demo-callers.js';
import { openPhoneAudio } from '../../phone/open-phone-audio.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from '../../phone/simulate-call.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { callServer } from '../call-server.js';
import { readBots, readDemoCaller, readDials, readMessages, readNamed, readPayments, readQueues, readStepOutcome, readWhole } from '../read-call-options.js';
import { openTerminalPhone } from '../open-terminal-phone.js';
import { printCall, printOutcome } from '../print-call.js';
import { readJsonFile } from '../read-json-file.js';
import { readOtherFlows, tellMissing, type OtherFlows } from '../read-other-flows.js';
import { readArticles } from '../../knowledge/read-articles.js';
import { readCalendars } from '../read-calendars.js';
import { readProducts } from '../read-products.js';
import { saveScenario } from '../save-scenario.js';
import { getEntry } from '../../../schemas/get-entry.js';

export const setUpCall: CommandSetup = (command, context) => {
  command
    .argument('[file]', 'a flow file; or else --to and --url')
    .option('--keys <tokens>', 'what the caller does, one token a question: "1 6225# - say:余额 hangup@2" (Default: you answer here)')
    .option('--language <tag>', "starts in this language, such as en-US (Default: the flow's first)")
    .option('--from <number>', "the caller's number (Default: an eligible demo caller, +8613800000001)")
    .option('--customer <who>', `a demo caller by what is special about them: ${demoCallerNames.join(', ')}`, readDemoCaller)
    .option('--at <moment>', 'when the call comes in, such as 2026-11-24T10:00:00+08:00 (Default: now)')
    .option('--seed <number>', 'makes ids the same in every run', readWhole)
    .option('--crm <url>', 'a CRM to use (Default: a demo CRM of its own)', readUrl)
    .option('--dial <results>', `how transfers end, in order: ${outcomeWords.dial} (Default: answered)`, readDials)
    .option('--queue <results>', `what becomes of waits in a queue, in order: ${outcomeWords.queue} (Default: answered)`, readQueues)
    .option('--pay <results>', `results of payments, in order: ${outcomeWords.pay} (Default: success)`, readPayments)
    .option('--bot <result>', `what a voice bot does: ${outcomeWords.bot}; again for the next (Default: returned)`, readBots)
    .option('--message <lengths>', `messages the caller leaves, in order: ${outcomeWords.message} (Default: what the caller says)`, readMessages)
    .option('--outcome <step=exits>', 'exits that a step takes by itself, visit by visit: check_identity=wrong,ok; - lets a visit decide, ok@8 takes eight seconds, ... repeats the last. Again for other steps', readStepOutcome)
    .option('--switch <name=value>', 'the state of an operations switch: on, off, 25%, or JSON. Again for others', readNamed)
    .option('--setting <name=value>', 'what the flow reads as {{ settings.name }}. Again for others', readNamed)
    .addOption(new Option('--answers <who>', 'who answers requests: the services, the examples in the flow, nobody, or nobody in time (Default: service, a demo CRM for settings.crmUrl)').choices(['service', 'examples', 'failing', 'slow']))
    .option('--recordings <folder>', 'uploaded recordings, as welcome.zh-CN.wav (Default: their words are spoken)')
    .option('--test', 'marks it as a test call')
    .option('--record <file>', 'adds it to a scenarios file, with what was observed as expectations')
    .option('--name <sentence>', 'the name of the recorded scenario (Default: what the caller did)')
    .option('--to <number>', 'calls this number of a running server, signing with TWILIO_AUTH_TOKEN')
    .option('--url <url>', 'the running server, such as http://localhost:3000', readUrl)
    .option('--real-time', 'with --to and --keys: take the time a real call takes')
    .option('--json', 'print one JSON document')
    .addOption(new Option('--dials <results>', 'the same as --dial').argParser(readDials).hideHelp())
    .addHelpText('after', `\nTokens of --keys are divided by blanks, one for each question; when they end, the caller is silent:\n  1  6225#  press these keys      1@3       press 1 three seconds into the prompt\n  -         stay silent           say:余额  speak; with blanks: say:"my balance"\n  hangup@2  hang up two seconds into the prompt\nWhat no caller can press may stand among them too, and is met in order:\n${outcomeKinds.map((kind) => `  ${`${kind}:…`.padEnd(10)}${outcomeWords[kind]}`).join('\n')}\nWhile callers wait in a queue they press its key in time: 1@2.`)
    .action((file: string | undefined, options: CallOptions) => call(file, options, context));
  addExamples(command, [
    ['call flows/card-services.flow.json', 'a phone in this terminal'],
    ['call flows/card-services.flow.json --keys "2 4321 135790# 1 5" --json', 'for scripts'],
    ['call my.flow.json --keys "0 queue:waits 1@5" --at 2026-11-24T10:00:00+08:00', 'waits in a queue and asks for a callback'],
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
  customer?: string;
  dial?: string[];
  dials?: string[];
  queue?: string[];
  pay?: string[];
  bot?: string[];
  message?: string[];
  outcome?: Record<string, (string | null)[]>;
  switch?: JsonObject;
  setting?: JsonObject;
  answers?: Scenario['answers'];
  recordings?: string;
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
  if (called.tokensLeft > 0) context.note(context.notePaint.warn(`The call ended before the last ${called.tokensLeft === 1 ? 'token' : `${called.tokensLeft} tokens`} of --keys.`));
  if (called.call.endedBy === 'error') context.foundProblems();
  if (options.json) context.printJson(called.call);
  else if (options.keys === undefined) printOutcome(called.call, context);
  else printCall(called.call, document, context);
  if (options.record !== undefined) await saveScenario(options.record, called, options, context);
}

async function callOffline(document: Flow, file: string, options: CallOptions, context: CommandContext): Promise<SimulatedCall> {
  const { keys, json } = options;
  const others = await readOtherFlows(file, document);
  for (const line of tellMissing(file, others)) context.note(context.notePaint.warn(line));
  checkOutcomes(options.outcome, document, others);
  checkSwitches(options.switch, [document, ...Object.values(others.flows)]);
  const request = { ...(await readRequest(document, file, options, context)), flows: others.flows };
  if (keys !== undefined) return simulateCall({ ...request, tokens: keys });
  const phone = openTerminalPhone(document, { ...context, flows: others.flows, output: json ? context.stderr : context.stdout, paint: json ? context.notePaint : context.paint });
  try {
    return await simulateCall({ ...request, caller: phone.caller, signal: phone.caller.hungUp, onLine: phone.onLine });
  } finally {
    phone.close();
  }
}

async function readRequest(document: Flow, file: string, options: CallOptions, { environment }: CommandContext): Promise<SimulationRequest> {
  const { language, from, customer, to, at, seed, crm, dial, dials, queue, pay, bot, message, outcome, answers, recordings, test } = options;
  if (from !== undefined && customer !== undefined) throw fail('wrong_usage', { reason: '--from and --customer both say who calls. Leave one out.' });
  return {
    ...{ document, language, to, at, seed, test, crmUrl: crm, from: from ?? customer },
    ...{ products: await readProducts(file), articles: await readArticles(dirname(file)), calendars: await readCalendars(file) },
    ...{ dials: dial ?? dials, queues: queue, payments: pay, bots: bot, recordings: message, outcomes: outcome, answers, switches: options.switch, settings: { ...readFlowSettings(environment['FLOW_SETTINGS']), ...options.setting } },
    ...(recordings !== undefined && { audio: await openPhoneAudio(recordings) }),
  };
}

/** A switch that nothing reads would be turned for nothing. */
function checkSwitches(switches: JsonObject | undefined, documents: readonly unknown[]): void {
  const known = [...new Set(documents.flatMap((document) => findUses(document).switches.map(({ name }) => name)))];
  const wrong = Object.keys(switches ?? {}).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  throw fail('wrong_usage', { reason: `--switch: the flow reads no switch "${wrong}". It reads ${known.join(', ') || 'none'}.` });
}

/** A misspelt step or exit would be passed over without a word. */
function checkOutcomes(outcomes: CallOptions['outcome'], main: Flow, { flows }: OtherFlows): void {
  for (const [step, exits] of Object.entries(outcomes ?? {})) {
    const [id, name] = step.includes('/') ? (step.split('/') as [string, string]) : [main.id, step];
    const document = id === main.id ? main : (flows[id] as Flow | undefined);
    if (!document) throw fail('wrong_usage', { reason: `--outcome names the flow "${id}", which no file beside this one has.` });
    const state = getEntry(document.states, name);
    if (!state) throw fail('wrong_usage', { reason: `--outcome names the step "${step}", which the flow does not have. Its steps are ${Object.keys(document.states).slice(0, 20).join(', ')}${Object.keys(document.states).length > 20 ? ', …' : ''}.` });
    const known = [...Object.keys(state.on ?? {}), ...Object.keys(document.on ?? {})];
    const wrong = exits.find((word) => word !== null && word !== AND_SO_ON && !known.includes(readOutcomeWord(word).exit));
    if (wrong) throw fail('wrong_usage', { reason: `--outcome: step "${step}" has no exit "${wrong}". Its exits are ${Object.keys(state.on ?? {}).join(', ') || 'none'}.` });
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

export function readUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new InvalidArgumentError('It is an http or https address, such as http://localhost:3000.');
  return text.replace(/\/+$/, '');
}
