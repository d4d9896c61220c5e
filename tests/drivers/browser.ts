import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

declare global {
  /** Asked by `tell-what-pages-showed.js` when a test fails. */
  var openedBrowsers: Browser[] | undefined;
}

/** A headless browser out of the npm package, with the libraries that a bare Debian lacks. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await unpackBrowser();
  const browser = await chromium.launch({ executablePath, env, headless: true, args: flags });
  (globalThis.openedBrowsers ??= []).push(browser);
  return browser;
}

/** Where the browser is, and the environment it needs. Unpacked once a machine and package version, into the temporary folder. */
export async function unpackBrowser(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const packageRoot = dirname(require.resolve('@sparticuz/chromium')).replace(/[\\/]build[\\/].*$/, '');
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const home = join(tmpdir(), `trunkline-browser-${version}-${process.getuid?.() ?? 0}`);
  if (!(await isThere(home))) await unpackInto(home, join(packageRoot, 'bin'));
  return { executablePath: join(home, 'chromium'), env: environment(home) };
}

const require = createRequire(import.meta.url);
const decompress = promisify(brotliDecompress);

/** As root a browser has no sandbox; the rest keeps it from talking to anybody but the page. */
const flags = [
  ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-gpu'],
  ...['--disable-dev-shm-usage', '--force-color-profile=srgb', '--hide-scrollbars', '--font-render-hinting=none'],
];

/** Unpacks beside the final place and moves it there at once, so that two processes never see half of it. */
async function unpackInto(home: string, packed: string): Promise<void> {
  const fresh = await mkdtemp(`${home}-`);
  await writeFile(join(fresh, 'chromium'), await decompress(await readFile(join(packed, 'chromium.br'))), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const folder = join(fresh, archive === 'swiftshader.tar.br' ? '' : basename(archive, '.tar.br'));
    await unpackTar(await decompress(await readFile(join(packed, archive))), folder);
  }
  await writeFile(join(fresh, 'fonts', 'fonts.conf'), renderFontsConf(home));
  await rename(fresh, home).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(home))) throw error;
  });
}

/** The package's own list of fonts has the folders of another machine; without any font the browser draws no text, and falls over. */
function renderFontsConf(home: string): string {
  const folders = [join(home, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((folder) => `  <dir>${folder}</dir>`);
  return ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', '<fontconfig>', ...folders, alias('monospace', 'DejaVu Sans Mono'), alias('system-ui', 'Open Sans'), `  <cachedir>${join(home, 'fonts-cache')}</cachedir>`, '</fontconfig>', ''].join('\n');
}

function alias(family: string, preferred: string): string {
  return `  <alias><family>${family}</family><prefer><family>${preferred}</family></prefer></alias>`;
}

function environment(home: string): Record<string, string> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const libraries = [inherited['LD_LIBRARY_PATH'], join(home, 'al2023', 'lib')].filter(Boolean).join(':');
  return { ...inherited, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(home, 'fonts'), HOME: inherited['HOME'] ?? tmpdir() };
}

const BLOCK = 512;

/** Reads the plain files, folders and links of a tar archive. */
async function unpackTar(archive: Buffer, folder: string): Promise<void> {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const text = (from: number, length: number): string => archive.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const entry = { path: join(folder, text(345, 155), text(0, 100)), kind: text(156, 1), mode: Number.parseInt(text(100, 8), 8), target: text(157, 100) };
    await writeEntry(entry, archive.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

async function writeEntry(entry: { path: string; kind: string; mode: number; target: string }, content: Buffer): Promise<void> {
  await mkdir(entry.kind === '5' ? entry.path : dirname(entry.path), { recursive: true });
  if (entry.kind === '2') await symlink(entry.target, entry.path);
  if (entry.kind !== '0' && entry.kind !== '') return;
  await writeFile(entry.path, content);
  await chmod(entry.path, entry.mode || 0o644);
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
