import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article } from '../../schemas/documents/article.js';
import { validateArticle } from '../../schemas/published/validators.js';
import { fail } from '../errors.js';

/** The articles beside a flow: `articles/*.article.json` of its folder; none where there is no such folder. Throws `wrong_usage` for one that is none. */
export async function readArticles(flowFolder: string): Promise<Article[]> {
  const folder = join(flowFolder, 'articles');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.article.json')).sort();
  const articles = await Promise.all(names.map((name) => readArticle(join(folder, name))));
  const twice = articles.find((article, at) => articles.findIndex(({ id }) => id === article.id) !== at);
  if (twice) throw fail('wrong_usage', { reason: `${folder} has two articles "${twice.id}". Give one of them another id.` });
  return articles;
}

async function readArticle(path: string): Promise<Article> {
  const document = parse(await readFile(path, 'utf8'), path);
  if (validateArticle(document)) return document;
  const [problem] = validateArticle.errors ?? [];
  throw fail('wrong_usage', { reason: `${path} is no article: ${problem?.instancePath || 'it'} ${problem?.message ?? 'does not fit the schema'}. Compare it with article.schema.json.` });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail('wrong_usage', { reason: `${path} is no JSON: ${(error as Error).message}` });
  }
}
