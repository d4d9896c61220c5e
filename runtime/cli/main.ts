import type { Readable, Writable } from 'node:stream';
import { Command, CommanderError } from 'commander';
import type { Problem } from '../engine/check/problem.js';
import { TrunklineError } from '../errors.js';
import { ApiError } from '../http/api/api-errors.js';
import { createPaint } from '../phone/paint.js';
import { ServerError } from './backend/server-error.js';
import { commands, type CommandEntry } from './commands.js';
import type { CommandContext } from './command-context.js';

/** What a program gets from whoever starts it. */
export interface Terminal {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  environment: Record<string, string | undefined>;
}

/**
 * The command line. Resolves to the exit code: 0 fine (warnings too), 1 problems found, 2 wrong usage. Standard output holds the answer,
 * standard error everything else. Only the command that is asked for is loaded.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const context = createContext(terminal);
  const words = argv[0] === 'help' && argv[1] !== undefined && !argv[1].startsWith('-') ? [argv[1], '--help'] : [...argv];
  try {
    const program = await createProgram(commands.find(({ name }) => name === words[0]), context);
    await program.parseAsync(words, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    return report(error, context);
  }
}

const PROBLEMS = 1;
const WRONG_USAGE = 2;

function createContext({ stdin, stdout, stderr, environment }: Terminal): CommandContext {
  const context: CommandContext = {
    ...{ stdin, stdout, stderr, environment, exitCode: 0 },
    paint: createPaint(stdout, environment),
    notePaint: createPaint(stderr, environment),
    print: (text) => void stdout.write(`${text}\n`),
    printJson: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    foundProblems: () => {
      context.exitCode = PROBLEMS;
    },
  };
  return context;
}

async function createProgram(wanted: CommandEntry | undefined, context: CommandContext): Promise<Command> {
  const program = new Command('trunkline')
    .description('Call flows: check, call, test, publish and report.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void context.stdout.write(text), writeErr: (text) => void context.stderr.write(text) })
    .showHelpAfterError(false)
    .addHelpText('after', `\n\`trunkline <command> --help\` shows its options and examples.\nExit codes: 0 fine, 1 problems found, 2 wrong usage.`);
  if (wanted) (await wanted.load())(program.command(wanted.name).description(wanted.summary), context);
  else for (const { name, summary } of commands) program.command(name).description(summary);
  return program;
}

/** Files, options and tokens that the user can correct; the rest of the registry is about the world. */
const usageErrors = ['wrong_usage', 'invalid_request'];

function report(error: unknown, { note, environment, notePaint }: CommandContext): number {
  if (error instanceof CommanderError) return ['commander.helpDisplayed', 'commander.version'].includes(error.code) ? 0 : WRONG_USAGE;
  if (isExpected(error)) {
    note(notePaint.bad(error.message));
    for (const { step, message } of problemsOf(error)) note(`  ${step ?? 'flow'}: ${message}`);
    return usageErrors.includes(error.code) ? WRONG_USAGE : PROBLEMS;
  }
  note(notePaint.bad(`This is a fault of Trunkline: ${error instanceof Error ? error.message : String(error)}`));
  if (environment['LOG_LEVEL'] === 'debug' && error instanceof Error) note(error.stack ?? '');
  return PROBLEMS;
}

interface ExpectedError {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

function isExpected(error: unknown): error is ExpectedError {
  return error instanceof TrunklineError || error instanceof ApiError || error instanceof ServerError;
}

/** What keeps a flow from being published comes with the refusal. */
function problemsOf({ details }: ExpectedError): Pick<Problem, 'step' | 'message'>[] {
  const problems = (details['problems'] ?? []) as Problem[];
  return problems.filter(({ severity }) => severity === 'error');
}
