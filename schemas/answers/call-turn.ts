/** One stay at a step that waited for the caller (or the last words of the call), and how it ended. */
export interface CallTurn {
  turn: number;
  step: string;
  /** The flow of the step, where it is not the call's own. */
  flow?: string;
  visit: number;
  /** Since the call's start, when the step began to speak. */
  atSeconds: number;
  heard: { text: string; language: string; complete: boolean }[];
  choices: { key: string; exit: string }[];
  input: { kind: 'keys' | 'speech' | 'silence' | 'hang_up'; value: string | null } | null;
  exit: string | null;
}

/** One of which only the carrier's side may be known: no step then. */
export type SeenTurn = Omit<CallTurn, 'step' | 'visit'> & { step: string | null; visit: number | null };
