import type { Flow, FlowLayout, FlowState } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';

/** A part of the sample: a question, and for each of its three keys two announcements. The first two lead on to other parts. */
const PART = 7;
const ACROSS = 370;
const DOWN = 330;
const PARTS_IN_A_ROW = 6;

/** A flow of so many steps, made like a real one of small parts that lead into each other; the last step ends every call. */
export function createSample(steps: number): { document: Flow; layout: FlowLayout } {
  const last = steps - 1;
  const idOf = (at: number): string => `step_${Math.min(at, last)}`;
  const states: Record<string, FlowState> = {};
  const positions: Record<string, Place> = {};
  for (let at = 0; at < steps; at += 1) {
    const [part, inPart] = [Math.floor(at / PART), at % PART];
    const first = part * PART;
    const [column, row] = inPart === 0 ? [0, 1] : [inPart <= 3 ? 1 : 2, (inPart - 1) % 3];
    positions[idOf(at)] = { x: (part % PARTS_IN_A_ROW) * 3.6 * ACROSS + column * ACROSS, y: Math.floor(part / PARTS_IN_A_ROW) * 3.6 * DOWN + row * DOWN };
    const onward = inPart <= 3 ? first + inPart + 3 : inPart === 6 ? last : (2 * part + inPart - 3) * PART;
    states[idOf(at)] = at === last ? ending : inPart === 0 ? ask(at, [1, 2, 3].map((key) => idOf(first + key)), idOf(last)) : tell(at, idOf(onward));
  }
  return { document: { id: 'sample', initial: 'step_0', meta: { specVersion: '1.0', name: 'Sample', languages: ['en-US'] }, states }, layout: { flow: 'sample', positions } };
}

const ending: FlowState = { type: 'final', meta: { step: 'hang_up', prompt: { 'en-US': 'Goodbye.' } } };

function ask(at: number, targets: string[], otherwise: string): FlowState {
  const choices = targets.map((_target, key) => ({ id: `choice_${key + 1}`, key: String(key + 1), label: { 'en-US': `Choice ${key + 1}` } }));
  return {
    meta: { step: 'menu', title: { 'en-US': `Question ${at}` }, prompt: { 'en-US': 'For your bill, press 1. For a lost card, press 2. For anything else, press 3.' }, choices, attempts: 2 },
    on: { ...Object.fromEntries(targets.map((target, key) => [`choice_${key + 1}`, target])), no_input: otherwise, no_match: otherwise },
  };
}

function tell(at: number, next: string): FlowState {
  return { meta: { step: 'say', title: { 'en-US': `Announcement ${at}` }, prompt: { 'en-US': 'Thank you for calling. Your bill is due on the third of next month.' } }, on: { next } };
}
