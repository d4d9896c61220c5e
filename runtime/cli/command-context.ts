import type { Command } from 'commander';
import type { Terminal } from './main.js';
import type { Paint } from '../phone/paint.js';

/** What a command works with. */
export interface CommandContext extends Terminal {
  /** For standard output. */
  paint: Paint;
  /** For standard error. */
  notePaint: Paint;
  /** A line of the answer, to standard output. */
  print(text: string): void;
  /** The one document of `--json`, to standard output. */
  printJson(value: unknown): void;
  /** What is no answer, to standard error. */
  note(text: string): void;
  /** The exit code will be 1. */
  foundProblems(): void;
  exitCode: number;
}

/** Gives a command its arguments, options, help and action. */
export type CommandSetup = (command: Command, context: CommandContext) => void;

/** Examples at the end of `--help`, one a line: what it does, then the command. */
export function addExamples(command: Command, examples: readonly (readonly [command: string, does: string])[]): void {
  const width = Math.max(...examples.map(([line]) => line.length));
  command.addHelpText('after', `\nExamples:\n${examples.map(([line, does]) => `  $ npx trunkline ${line.padEnd(width)}  # ${does}`).join('\n')}`);
}
