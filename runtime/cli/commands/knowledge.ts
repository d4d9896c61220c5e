import { writeFile } from 'node:fs/promises';
import type { Article } from '../../../schemas/documents/article.js';
import type { KeptArticle } from '../../store/queries/articles.js';
import type { UnansweredQuestion } from '../../../schemas/answers/knowledge-figures.js';
import { withBackend } from '../backend/backend.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { printTable } from '../print-table.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpKnowledge: CommandSetup = (command, context) => {
  const json = ['--json', 'print one JSON document'] as const;
  command.command('list').description('The articles.').option(...json).action((options: Options) => list(options, context));
  command
    .command('search')
    .description('Searches as a caller would.')
    .argument('<question>', 'as a caller would say it')
    .option('--language <language>', 'of the caller', 'zh-CN')
    .option(...json)
    .action((query: string, options: Options & { language: string }) => search(query, options, context));
  command
    .command('unanswered')
    .description('What callers asked and nobody could answer, the most asked first.')
    .option('--days <days>', 'of the last days', '30')
    .option(...json)
    .action((options: Options & { days: string }) => unanswered(options, context));
  command.command('export').description('Writes the articles into a file, or prints them.').argument('[file]', 'such as articles.json').action((file: string | undefined) => exportTo(file, context));
  command
    .command('import')
    .description('Adds and replaces articles, all or none.')
    .argument('<file>', 'as `knowledge export` writes it, or a list of articles')
    .option('--dry-run', 'only tell what would change')
    .action((file: string, options: { dryRun?: boolean }) => importFrom(file, options, context));
  addExamples(command, [
    ['knowledge search "年费可以免吗"', 'what a caller would hear'],
    ['knowledge unanswered', 'what to write next'],
    ['knowledge export articles.json', 'to edit or to take to another installation'],
    ['knowledge import articles.json --dry-run', 'what it would change'],
  ]);
};

interface Options {
  json?: boolean;
}

async function list({ json }: Options, context: CommandContext): Promise<void> {
  const { articles } = await withBackend(context, (backend) => backend.request<{ articles: KeptArticle[] }>('get', '/articles'));
  if (json) return context.printJson({ schemaVersion: 1, articles });
  printTable(
    ['article', 'title', 'languages', 'owner', 'review', 'expires', ''],
    articles.map(({ article, document, archived }) => [article, Object.values(document.title)[0] ?? '', Object.keys(document.text).join(', '), document.owner ?? '', document.reviewOn ?? '', document.expiresOn ?? '', archived ? 'archived' : '']),
    context,
  );
}

async function search(query: string, { language, json }: Options & { language: string }, context: CommandContext): Promise<void> {
  const { hits } = await withBackend(context, (backend) => backend.request<{ hits: { article: string; title: string; text: string; score: number }[] }>('post', '/knowledge/search', { body: { query, language } }));
  if (json) return context.printJson({ schemaVersion: 1, hits });
  if (hits.length === 0) context.note('Nothing fits well enough to be read to a caller.');
  for (const { article, title, text, score } of hits) context.print(`${context.paint.strong(title)}  ${context.paint.faint(`${article}, ${Math.round(score * 100)} %`)}\n  ${text}`);
}

async function unanswered({ days, json }: Options & { days: string }, context: CommandContext): Promise<void> {
  const { unanswered: questions } = await withBackend(context, (backend) => backend.request<{ unanswered: UnansweredQuestion[] }>('get', '/knowledge/figures', { query: { days } }));
  if (json) return context.printJson({ schemaVersion: 1, unanswered: questions });
  printTable(['calls', 'question', 'language', 'last asked'], questions.map(({ calls, question, language, lastAt }) => [String(calls), question, language, lastAt]), context);
}

async function exportTo(file: string | undefined, context: CommandContext): Promise<void> {
  const exported = await withBackend(context, (backend) => backend.request<{ schemaVersion: 1; articles: Article[] }>('get', '/knowledge/export'));
  if (file === undefined) return context.printJson(exported);
  await writeFile(file, `${JSON.stringify(exported, null, 2)}\n`);
  context.note(`${exported.articles.length} articles are in ${file}.`);
}

async function importFrom(file: string, { dryRun = false }: { dryRun?: boolean }, context: CommandContext): Promise<void> {
  const document = await readJsonFile(file);
  const body = { ...(Array.isArray(document) ? { articles: document } : (document as object)), dryRun };
  const { added, changed, unchanged } = await withBackend(context, (backend) => backend.request<{ added: string[]; changed: string[]; unchanged: string[] }>('post', '/knowledge/import', { body }));
  for (const [word, ids] of [['added', added], ['changed', changed]] as const) for (const id of ids) context.print(`${word} ${id}`);
  context.note(`${dryRun ? 'Would add' : 'Added'} ${added.length}, ${dryRun ? 'change' : 'changed'} ${changed.length}; ${unchanged.length} are as they were.`);
}
