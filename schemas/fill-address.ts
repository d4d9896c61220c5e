import type { JsonObject } from './json.js';
import { stepFault } from './step-fault.js';

/**
 * Fills in an address such that no value can change where the request goes: the origin may hold settings only, every value behind it is
 * URL-encoded (whether the template asks for it or not), and no segment of the path may be a dot or two. Throws a step fault.
 */
export function fillAddress(template: string, fill: (template: string, extra?: JsonObject) => string, extra: JsonObject): string {
  const [origin] = /^(https?:\/\/)?(\{\{[^}]*\}\}|[^/?#{])*/.exec(template)!;
  const rest = template.slice(origin.length);
  if (rest !== '' && !/^[/?#]/.test(rest)) throw stepFault('invalid_flow', 'The address of a request may hold settings only before its first slash.');
  const filledOrigin = fill(checkedOrigin(origin));
  if (!/^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[^?#\s\\]*)?$/.test(filledOrigin)) throw stepFault('invalid_flow', `"${origin}" is not the beginning of an address. Begin with https:// or with a setting that does.`);
  return withoutDots(filledOrigin + fill(encodingValues(rest), extra));
}

const output = /\{\{-?\s*(.*?)\s*-?\}\}/gs;

const setting = /^settings(\.[A-Za-z0-9_]+)+$/;

function checkedOrigin(origin: string): string {
  for (const [, expression = ''] of origin.matchAll(output)) {
    if (!setting.test(expression)) throw stepFault('invalid_flow', `"${expression}" stands in the origin of an address, where only settings may. Move it behind the host.`);
  }
  return origin;
}

function encodingValues(rest: string): string {
  return rest.replace(output, (whole, expression: string) => (setting.test(expression) || /\|\s*url_encode\s*$/.test(expression) ? whole : `{{ ${expression} | url_encode }}`));
}

function withoutDots(address: string): string {
  const [path = ''] = address.replace(/^https?:\/\//, '').split(/[?#]/);
  if (path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) throw stepFault('invalid_flow', 'A value would change the path of a request. Correct what was entered or saved.');
  return address;
}
