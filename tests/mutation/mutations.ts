import type { JsonObject } from '../../schemas/json.js';

/** A flow to be broken: a copy that may be changed. */
export interface Draft {
  initial: string;
  meta: JsonObject;
  on?: Record<string, string>;
  states: Record<string, DraftStep>;
}

export interface DraftStep {
  type?: 'final';
  meta: JsonObject;
  on?: Record<string, string>;
}

/** A whole number from 0, below the limit. */
export type Random = (limit: number) => number;

/** Each breaks one thing and says what. */
export const mutations: Record<string, (flow: Draft, random: Random) => string> = {
  exit_removed(flow, random) {
    // Without its own way an exit takes that of the whole flow, which is no fault.
    const [id, exit] = pick(getWays(flow).filter(([, way]) => !(way in (flow.on ?? {}))), random);
    delete flow.states[id]!.on![exit];
    return `${id} ${exit}`;
  },
  targets_swapped(flow, random) {
    const one = pick(getWays(flow), random);
    const other = pick(getWays(flow).filter(([, , target]) => target !== one[2]), random);
    connect(flow, one[0], one[1], other[2]);
    connect(flow, other[0], other[1], one[2]);
    return `${one.join(' ')}, ${other.join(' ')}`;
  },
  target_unknown(flow, random) {
    const [id, exit] = pick(getWays(flow), random);
    connect(flow, id, exit, 'nowhere');
    return `${id} ${exit}`;
  },
  consent_bypassed(flow, random) {
    const [id, exit, target] = pick(getBypasses(flow), random);
    connect(flow, id, exit, target);
    return `${id} ${exit} ${target}`;
  },
  purchase_read_as_change(flow, random) {
    const id = pick(stepsOf(flow, 'read_back').filter((step) => flow.states[step]!.meta['about'] !== 'change'), random);
    flow.states[id]!.meta['about'] = 'change';
    return id;
  },
  language_dropped(flow, random) {
    const [id, property] = pick(getSpokenTexts(flow), random);
    const text = flow.states[id]!.meta[property] as JsonObject;
    const language = pick(Object.keys(text), random);
    delete text[language];
    return `${id} ${property} ${language}`;
  },
  key_duplicated(flow, random) {
    const id = pick(stepsOf(flow, 'menu').filter((step) => choicesOf(flow, step).length > 1), random);
    const choices = choicesOf(flow, id);
    const at = 1 + random(choices.length - 1);
    choices[at]!['key'] = choices[at - 1]!['key']!;
    return `${id} ${String(choices[at]!['id'])}`;
  },
  price_removed(flow, random) {
    const id = pick(stepsOf(flow, 'offer').filter((step) => JSON.stringify(flow.states[step]!.meta['price']).includes('product.charge')), random);
    const price = flow.states[id]!.meta['price'] as Record<string, string>;
    const language = pick(Object.keys(price), random);
    price[language] = price[language]!.replace(/\{\{\s*product\.charge[^}]*\}\}/g, '');
    return `${id} ${language}`;
  },
  confirm_key_as_accept_key(flow, random) {
    const id = pick(stepsOf(flow, 'read_back').filter((step) => flow.states[step]!.meta['about'] !== 'change'), random);
    flow.states[id]!.meta['confirmKey'] = '1';
    return id;
  },
  exit_unknown(flow, random) {
    const [id, , target] = pick(getWays(flow), random);
    connect(flow, id, 'never_taken', target);
    return id;
  },
  ending_removed(flow, random) {
    const id = pick(Object.keys(flow.states).filter((step) => flow.states[step]!.type === 'final'), random);
    if (random(2) === 0) delete flow.states[id]!.type;
    else delete flow.states[id];
    return id;
  },
  filter_misspelt(flow, random) {
    const [id, property] = pick(getSpokenTexts(flow).filter(([step, name]) => /\| (?:money|digits|date|time)\b/.test(JSON.stringify(flow.states[step]!.meta[name]))), random);
    const text = flow.states[id]!.meta[property] as Record<string, string>;
    for (const language of Object.keys(text)) text[language] = text[language]!.replace(/\| (money|digits|date|time)\b/, '| $1s');
    return `${id} ${property}`;
  },
  tag_broken(flow, random) {
    const [id, property] = pick(getSpokenTexts(flow), random);
    const text = flow.states[id]!.meta[property] as Record<string, string>;
    const language = pick(Object.keys(text), random);
    text[language] = `${pick(['<break time="5">', '<strong>', '<emphasis>', '</p>', '<speak '], random)}${text[language]!}`;
    return `${id} ${property} ${language}`;
  },
  range_turned(flow, random) {
    const id = pick(Object.keys(flow.states).filter((step) => typeof flow.states[step]!.meta['minimumDigits'] === 'number'), random);
    flow.states[id]!.meta['minimumDigits'] = Number(flow.states[id]!.meta['maximumDigits']) + 1;
    return id;
  },
  address_private(flow, random) {
    const id = pick(stepsOf(flow, 'http_request'), random);
    flow.states[id]!.meta['url'] = pick(['http://127.0.0.1/x', 'http://169.254.169.254/latest', 'https://[::1]/x', 'http://2130706433/', 'https://10.1.2.3:8443/y', 'http://localhost:9/z'], random);
    return id;
  },
  branch_dropped(flow, random) {
    const id = pick(getEnumerating(flow), random);
    const branches = flow.states[id]!.meta['branches'] as JsonObject[];
    const [gone] = branches.splice(random(branches.length), 1);
    delete flow.states[id]!.on![String(gone!['id'])];
    return `${id} ${String(gone!['id'])}`;
  },
  loop_closed(flow, random) {
    const id = pick(Object.keys(flow.states).filter((step) => flow.states[step]!.meta['step'] === 'say'), random);
    connect(flow, id, 'next', id);
    return id;
  },
  value_misspelt(flow, random) {
    // A text with a default says itself that its value may be missing.
    const read = (text: unknown): boolean => VALUE.test(JSON.stringify(text)) && !JSON.stringify(text).includes('default:');
    const [id, property] = pick(getSpokenTexts(flow).filter(([step, name]) => read(flow.states[step]!.meta[name])), random);
    const text = flow.states[id]!.meta[property] as Record<string, string>;
    for (const language of Object.keys(text)) text[language] = text[language]!.replace(VALUE, '{{ $1x.');
    return `${id} ${property}`;
  },
};

const VALUE = /\{\{ ([a-z]\w*)\./;

const SPOKEN = ['prompt', 'pitch', 'price', 'optional', 'ask', 'what', 'when', 'text', 'confirm'];

function getSpokenTexts(flow: Draft): [string, string][] {
  return Object.entries(flow.states).flatMap(([id, { meta }]) => SPOKEN.filter((property) => typeof meta[property] === 'object').map((property): [string, string] => [id, property]));
}

/** Branches that go through the choices of a menu by name, three or more. */
function getEnumerating(flow: Draft): string[] {
  const saved = new Set(stepsOf(flow, 'menu').map((id) => flow.states[id]!.meta['saveAs']).filter(Boolean));
  return stepsOf(flow, 'branch').filter((id) => {
    const branches = (flow.states[id]!.meta['branches'] ?? []) as { all: { value: string; is: string }[] }[];
    return branches.length > 2 && branches.every(({ all }) => all.length === 1 && all[0]!.is === 'equal' && saved.has(all[0]!.value));
  });
}

/**
 * Ways to lead round consent, told apart by their own walk, not by the rule that is tried: from a step that a call comes to without any
 * decision to an offer, without any acceptance to a read-back of a purchase, or without any confirmation to an order.
 */
function getBypasses(flow: Draft): [string, string, string][] {
  const decided = walkWithout(flow, (step, exit) => step === 'decide_offer' && exit !== 'none');
  const accepted = walkWithout(flow, (step, exit) => step === 'offer' && exit === 'accepted');
  const confirmed = walkWithout(flow, (step, exit) => step === 'read_back' && exit === 'confirmed');
  const purchases = stepsOf(flow, 'read_back').filter((id) => flow.states[id]!.meta['about'] !== 'change');
  const barred = (exit: string) => exit === 'accepted' || exit === 'confirmed';
  return getWays(flow).flatMap(([id, exit]): [string, string, string][] => [
    ...(decided.has(id) && !stepsOf(flow, 'decide_offer').includes(id) ? stepsOf(flow, 'offer') : []).map((target): [string, string, string] => [id, exit, target]),
    ...(accepted.has(id) && exit !== 'accepted' ? purchases : []).map((target): [string, string, string] => [id, exit, target]),
    ...(confirmed.has(id) && (!barred(exit) || exit === 'accepted') ? stepsOf(flow, 'place_order') : []).map((target): [string, string, string] => [id, exit, target]),
  ]);
}

function walkWithout(flow: Draft, isBarred: (step: unknown, exit: string) => boolean): Set<string> {
  const reached = new Set([flow.initial]);
  for (const id of reached) {
    const { meta, on = {} } = flow.states[id]!;
    for (const [exit, target] of Object.entries(on)) if (!isBarred(meta['step'], exit)) reached.add(target);
  }
  return reached;
}

function getWays(flow: Draft): [string, string, string][] {
  return Object.entries(flow.states).flatMap(([id, { on = {} }]) => Object.entries(on).map(([exit, target]): [string, string, string] => [id, exit, target]));
}

function stepsOf(flow: Draft, type: string): string[] {
  return Object.keys(flow.states).filter((id) => flow.states[id]!.meta['step'] === type);
}

function choicesOf(flow: Draft, id: string): JsonObject[] {
  return (flow.states[id]!.meta['choices'] ?? []) as JsonObject[];
}

function connect(flow: Draft, id: string, exit: string, target: string): void {
  flow.states[id]!.on = { ...flow.states[id]!.on, [exit]: target };
}

function pick<Item>(items: Item[], random: Random): Item {
  if (items.length === 0) throw new Error('The flow has nothing of this kind to break.');
  return items[random(items.length)]!;
}
