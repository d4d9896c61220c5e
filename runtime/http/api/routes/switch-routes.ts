import { Type } from '@sinclair/typebox';
import { Id } from '../../../../schemas/documents/flow.js';
import type { Json } from '../../../../schemas/json.js';
import { fail } from '../../../errors.js';
import { getUses } from '../../../store/queries/flow-uses.js';
import { clearSwitch, getSwitches, getSwitchHistory, setSwitch } from '../../../store/queries/switches.js';
import { AnyJson, closed, Empty, Moment, Note, nullable, Use } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const SwitchEntry = closed({
  switch: Type.String(),
  set: Type.Boolean({ description: 'Somebody set it, and its time is not over. Else the default of each flow holds.' }),
  value: { ...AnyJson, description: 'true, false, "25%", a text, or an announcement {"on": true, "texts": {"zh-CN": "…"}}. Null where it is not set.' },
  until: nullable(Moment),
  note: Type.String(),
  updatedAt: nullable(Moment),
  updatedBy: nullable(Type.String()),
  defaults: Type.Array(Type.String({ description: 'on or off: what flows take where it is not set.' })),
  uses: Type.Array(Use),
});

const Entry = nullable(closed({ value: AnyJson }));

/** The longest a switch may be: texts in a few languages. */
const MOST_CHARACTERS = 20_000;

export function createSwitchRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/switches',
      access: 'switches.read',
      summary: 'The named values that operations change without publishing, those a flow reads and nobody has set among them.',
      response: closed({ switches: Type.Array(SwitchEntry) }),
      handle: async () => {
        const [known, { switches: uses }] = await Promise.all([getSwitches(pool), getUses(pool)]);
        const names = [...new Set([...known.map((entry) => entry.switch), ...Object.keys(uses)])].sort();
        return { switches: names.map((name) => describe(name, known.find((entry) => entry.switch === name), uses[name])) };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/switches/:switch/history',
      access: 'switches.read',
      summary: 'Who changed a switch from what to what, when and why. Newest first.',
      parameters: closed({ switch: Id }),
      response: closed({ changes: Type.Array(closed({ before: Entry, after: Entry, until: nullable(Moment), note: Type.String(), at: Moment, who: Type.String() })) }),
      handle: async ({ parameters }) => ({ changes: await getSwitchHistory(pool, parameters.switch) }),
    }),

    defineRoute({
      method: 'put',
      path: '/switches/:switch',
      access: 'switches.write',
      summary: 'Sets a switch on every node, from the next turn on; with `until`, the default holds again from then on.',
      parameters: closed({ switch: Id }),
      body: closed({ value: Type.Unsafe<Json>({}), until: Type.Optional(nullable(Moment)), note: Type.Optional(Note), basedOn: Type.Optional({ ...nullable(Moment), description: 'Its `updatedAt` when it was looked at; one that was changed since is a conflict. (Default: whatever it holds.)' }) }),
      response: Empty,
      failures: [409],
      handle: async ({ parameters, body: { value, until = null, note = '', basedOn }, identity }) => {
        if (until !== null && Date.parse(until) <= Date.now()) {
          throw fail('invalid_request', {
            reason: { 'en-US': `The end is set to ${until}, which is over. Name a moment to come, or leave it out.`, 'zh-CN': `结束时间 ${until} 已经过去。请选择以后的时间，或不填。` },
          });
        }
        if (JSON.stringify(value).length > MOST_CHARACTERS) {
          throw fail('invalid_request', {
            reason: { 'en-US': `A switch holds at most ${MOST_CHARACTERS} characters. Shorten the texts.`, 'zh-CN': `一个开关最多存 ${MOST_CHARACTERS} 个字符。请缩短文字。` },
          });
        }
        await setSwitch(pool, { name: parameters.switch, value, until, note, basedOn, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/switches/:switch',
      access: 'switches.write',
      summary: 'Goes back to the default of each flow. The history stays.',
      parameters: closed({ switch: Id }),
      query: closed({ note: Type.Optional(Note) }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters, query: { note = '' }, identity }) => {
        await clearSwitch(pool, { name: parameters.switch, note, who: identity().who });
        return {};
      },
    }),
  ];
}

function describe(name: string, known: Awaited<ReturnType<typeof getSwitches>>[number] | undefined, used: Awaited<ReturnType<typeof getUses>>['switches'][string] | undefined) {
  const set = known !== undefined && (known.until === null || Date.parse(known.until) > Date.now());
  return {
    switch: name,
    set,
    value: set ? known.value : null,
    until: set ? known.until : null,
    note: set ? known.note : '',
    updatedAt: known?.updatedAt ?? null,
    updatedBy: known?.updatedBy ?? null,
    defaults: used?.defaults ?? [],
    uses: used?.uses ?? [],
  };
}
