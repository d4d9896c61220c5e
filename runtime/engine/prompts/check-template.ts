import { Output, Value, toValueSync, type Template } from 'liquidjs/dist/liquid.browser.mjs';
import { PromptTemplateError, engine, filterNames, parseTemplate } from './prompt-engine.js';

/** What a template needs, without running it. */
export interface TemplateCheck {
  /** Why it cannot be rendered, with the fix; absent when it can. */
  error?: string;
  /** Full paths it reads, such as `customer.name` and `branches[0].name`; not those it assigns itself. */
  variables: string[];
  /** Names of the filters it uses. */
  filters: string[];
}

/** Checks a template for the designer and for `check`. With an error, what it reads is unknown and the lists are empty. */
export function checkTemplate(template: string): TemplateCheck {
  try {
    const templates = parseTemplate(template);
    const error = findForgottenPipe(templates);
    const found = { variables: engine.globalFullVariablesSync(templates), filters: [...new Set(getFilters(templates))] };
    return error ? { error, ...found } : found;
  } catch (error) {
    if (!(error instanceof PromptTemplateError)) throw error;
    return { error: error.message, variables: [], filters: [] };
  }
}

function getFilters(templates: Template[]): string[] {
  return visit(templates).flatMap((template) =>
    [...(template.arguments?.() ?? [])]
      .filter((argument) => argument instanceof Value)
      .flatMap(({ filters }) => filters.map(({ name }) => name))
      // The engine ends every output with a filter of its own, which has no name to use.
      .filter((name) => filterNames.includes(name)),
  );
}

/** A template and all that stand inside it. */
function visit(templates: Template[]): Template[] {
  return templates.flatMap((template) => [template, ...visit(getChildren(template))]);
}

function getChildren(template: Template): Template[] {
  return template.children ? (toValueSync(template.children(false, true)) as Template[]) : [];
}

/** Liquid silently drops what follows a value: `{{ bill.amount money }}` would lose its filter. */
function findForgottenPipe(templates: Template[]): string | undefined {
  for (const template of visit(templates)) {
    const text = template instanceof Output ? template.token.getText() : '';
    const word = FORGOTTEN_PIPE.exec(text)?.[1];
    if (word) return `"${word}" in ${text} does nothing; put a | before it.`;
  }
  return undefined;
}

const FORGOTTEN_PIPE = /^\{\{-?\s*[A-Za-z_][\w.[\]-]*\s+(?!(?:contains|and|or)\b)([A-Za-z_]\w*)/;
