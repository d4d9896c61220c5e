import { spawnSync } from 'node:child_process';

/**
 * Builds what `npm start` needs, as part of `npm install`. `npx trunkline` links the checkout into npm's own folder and would build it
 * again for that: there is nothing to do then.
 */
if (process.env.npm_command !== 'exec') {
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exit(status ?? 1);
}
