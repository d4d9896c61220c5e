/**
 * Writes everything that is made from the code: registries, JSON Schemas, validators, the list of rules, docs pages.
 * `npm run generate` writes what changed; with `--check` it writes nothing, names what is stale, and exits 1.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = 'npm run generate';
const isCheck = process.argv.includes('--check');

/** In this order: each part may import what those before it wrote. */
const parts = ['rule-list', 'schemas', 'validators', 'step-pages', 'rules-page', 'voices-page', 'policies-page', 'limits-page', 'errors-page', 'environment-page'];

if (!runRegistries()) process.exitCode = 1;
for (const name of parts) {
  const part = await import(`./parts/${name}.js`);
  const { files, folder } = await part.generate(root);
  for (const [path, text] of Object.entries(files)) settle(path, text);
  if (folder) for (const path of getLeftovers(folder, files)) settle(path, null);
}

/** The registries come first, in a process of their own, since all that follows imports them. */
function runRegistries() {
  const args = [join(root, 'scripts/generate-registries.js'), ...(isCheck ? ['--check'] : [])];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Files of a folder that only the generator writes to, and that it no longer writes. */
function getLeftovers({ path, ending }, files) {
  if (!existsSync(join(root, path))) return [];
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${path}/${name}`)
    .filter((file) => !(file in files));
}

/** `null` means that the file should not be there. */
function settle(path, text) {
  const file = join(root, path);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before === text) return;
  if (isCheck) {
    console.error(`${relative(root, file)} is stale. Run: ${command}`);
    process.exitCode = 1;
  } else if (text === null) {
    rmSync(file);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
}
