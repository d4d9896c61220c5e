import { InvalidArgumentError } from 'commander';
import { createScriptedCaller } from '../../carriers/simulator/scripted-caller.js';
import { runLoad, type LoadResult, type RequestFigures } from '../../carriers/simulator/load.js';
import { readConfig } from '../../config.js';
import { estimateSpeechSeconds } from '../../engine/prompts/estimate-speech-seconds.js';
import { createIdentifiers } from '../../phone/identifiers.js';
import { getVoiceUrls } from '../../phone/dial-server.js';
import { getAuthToken } from '../call-server.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { printTable } from '../print-table.js';
import { readUrl } from './call.js';

export const setUpLoad: CommandSetup = (command, context) => {
  command
    .requiredOption('--to <number>', 'the number to call')
    .option('--url <url>', 'the running server (Default: http://127.0.0.1 at PORT)', readUrl)
    .option('--calls <number>', 'how many calls', readCount, 100)
    .option('--rate <number>', 'calls a second, arriving at random (Default: as many as the lines take)', readRate)
    .option('--lines <number>', 'calls at the same time', readCount, 32)
    .option('--keys <tokens...>', 'what callers do, in turns; as of `call --keys` (Default: they are silent)')
    .option('--from <number>', "every caller's number (Default: each has its own)")
    .option('--seed <number>', 'makes arrivals the same in every run', readCount, 1)
    .option('--json', 'print one JSON document')
    .action((options: LoadOptions) => load(options, context));
  addExamples(command, [
    ['load --to +14005550100 --calls 200', 'at a server on this machine'],
    ['load --to +14005550100 --rate 50 --calls 3000 --keys "2 4321 135790# 1 5" --from +8613800000001', 'callers who buy'],
  ]);
  command.addHelpText('after', '\nCallers speak in virtual time, so a call takes as long as the server takes. Requests are signed with TWILIO_AUTH_TOKEN.');
};

interface LoadOptions {
  to: string;
  url?: string;
  calls: number;
  rate?: number;
  lines: number;
  keys?: string[];
  from?: string;
  seed: number;
  json?: boolean;
}

async function load({ to, url, calls, rate, lines, keys = [''], from, seed, json }: LoadOptions, context: CommandContext): Promise<void> {
  const { environment } = context;
  const accountSid = environment['TWILIO_ACCOUNT_SID']?.trim() || createIdentifiers(seed).accountSid;
  // A bad token is told before the first call.
  keys.forEach((tokens) => createScriptedCaller(tokens));
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const result = await runLoad({
    calls,
    arrivalsPerSecond: rate ?? null,
    concurrency: lines,
    seed,
    makeCaller: (index) => createScriptedCaller(keys[index % keys.length]!),
    ...(from !== undefined && { from: () => from }),
    target: { ...getVoiceUrls(url ?? `http://127.0.0.1:${readConfig(environment).port}`), to, accountSid, authToken: getAuthToken(environment), secondsOf: estimateSpeechSeconds },
    signal: stop.signal,
  }).finally(() => process.removeListener('SIGINT', interrupt));
  if (result.failures.length > 0 || Object.keys(result.errors).length > 0 || result.calls === 0) context.foundProblems();
  if (json) context.printJson({ schemaVersion: 1, ...result });
  else printResult(result, context);
}

function printResult({ calls, seconds, callsPerSecond, endedBy, errors, failures, delayedCalls, voice, status }: LoadResult, context: CommandContext): void {
  const { print, paint } = context;
  print(`${calls} calls in ${seconds.toFixed(1)} s, ${callsPerSecond.toFixed(1)} a second; ended by ${Object.entries(endedBy).filter(([, count]) => count > 0).map(([who, count]) => `${who} ${count}`).join(', ') || 'nobody'}`);
  if (delayedCalls > 0) print(paint.warn(`${delayedCalls} calls found all lines busy: more --lines, or less --rate.`));
  print('');
  printTable(['requests', 'made', 'failed', 'a second', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms'], [rowOf('voice', voice), rowOf('status', status)], context);
  for (const [code, count] of Object.entries(errors)) print(paint.bad(`error ${code}: ${count} times`));
  for (const failure of new Set(failures)) print(paint.bad(failure));
}

function rowOf(kind: string, { requests, failed, perSecond, milliseconds }: RequestFigures): string[] {
  const figures = milliseconds ? [milliseconds.p50, milliseconds.p90, milliseconds.p99, milliseconds.max].map((value) => value.toFixed(1)) : ['-', '-', '-', '-'];
  return [kind, String(requests), String(failed), perSecond.toFixed(1), ...figures];
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
}

function readRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0) || rate > 100_000) throw new InvalidArgumentError('It is a number above 0.');
  return rate;
}
