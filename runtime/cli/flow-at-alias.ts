import { fail } from '../errors.js';

/** `card-services@test` as its parts; without an alias it is `live`. */
export function readFlowAtAlias(text: string): { flow: string; alias: string } {
  const [, flow, alias = 'live'] = /^([a-z][a-z0-9-]{0,63})(?:@([a-z][a-z0-9_-]{0,31}))?$/.exec(text) ?? [];
  if (flow === undefined) throw fail('wrong_usage', { reason: `"${text}" is no flow. Write its id, and an alias where it is not "live": card-services@test.` });
  return { flow, alias };
}
