// The part of liquidjs that prompts use. Its own declarations pull in Node's types, which would let any pure file use Node
// without a type error; its browser build needs neither Node nor the DOM, so it is the one that runs on both sides.

declare module 'liquidjs/dist/liquid.browser.mjs' {
  export interface LiquidOptions {
    ownPropertyOnly: boolean;
    strictFilters: boolean;
    strictVariables: boolean;
    lenientIf: boolean;
    catchAllErrors: boolean;
    parseLimit: number;
    renderLimit: number;
    memoryLimit: number;
    outputEscape: FilterHandler;
  }

  export interface FilterCall {
    context: Context;
  }

  export type FilterHandler = (this: FilterCall, value: unknown, ...args: unknown[]) => unknown;

  export interface Token {
    getText(): string;
  }

  export interface Template {
    token: Token;
    arguments?(): Iterable<unknown>;
    children?(partials: boolean, sync: boolean): Iterator<unknown>;
  }

  export class Value {
    filters: { name: string }[];
  }

  export class Output implements Template {
    token: Token;
    value: Value;
  }

  export interface Emitter {
    buffer: string;
    write(value: unknown): void;
  }

  export class Context {
    constructor(values: object, options: LiquidOptions, renderOptions: { sync: boolean }, parts: { liquid: Liquid });
    getRegister(key: string): unknown;
    setRegister(key: string, value: unknown): void;
    readProperty(object: unknown, key: unknown): unknown;
  }

  export class Liquid {
    constructor(options: LiquidOptions);
    readonly options: LiquidOptions;
    readonly filters: Record<string, unknown>;
    readonly tags: Record<string, unknown>;
    readonly renderer: { renderTemplates(templates: Template[], context: Context, emitter: Emitter): Iterator<unknown> };
    parse(template: string): Template[];
    registerFilter(name: string, handler: FilterHandler): void;
    globalFullVariablesSync(templates: Template[]): string[];
  }

  export const filters: Record<string, FilterHandler>;

  export function toValueSync(steps: Iterator<unknown>): unknown;
}
