#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/runtime/cli/main.js', import.meta.url);

if (!existsSync(fileURLToPath(built))) {
  process.stderr.write('Trunkline is not built yet. Run `npm install` first: it builds what the command line needs.\n');
  process.exitCode = 2;
} else {
  // Whoever reads a pipe may stop early, as `head` does.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2), { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, environment: process.env });
}
