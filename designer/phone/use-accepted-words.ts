import { useState } from 'react';
import type { AcceptedWords } from '../../schemas/answers/reworded.js';
import type { ApiError } from '../api/client.js';
import { scenariosApi } from '../api/scenarios.js';
import { useEditor } from '../drafts/editor.js';

interface Done {
  kind: 'accepted' | 'taken_back';
  /** What takes it back; empty where it was taken back. */
  back: AcceptedWords[];
  count: number;
  /** Scenarios that somebody changed meanwhile. */
  left: string[];
}

/** As many as the server takes at a time. */
const CHUNK = 100;

/** Lets scenarios expect what came, and takes it back: neither is ever done over what somebody else changed meanwhile. */
export function useAcceptedWords(changed: (names: string[]) => void) {
  const { flow } = useEditor();
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null; done: Done | null }>({ busy: false, error: null, done: null });

  const save = async (kind: Done['kind'], words: AcceptedWords[]): Promise<void> => {
    setState((before) => ({ ...before, busy: true, error: null }));
    const done: string[] = [];
    const left: string[] = [];
    let error: ApiError | null = null;
    for (let at = 0; at < words.length && !error; at += CHUNK) {
      await scenariosApi.acceptWords(flow, words.slice(at, at + CHUNK)).then(
        (answer) => {
          done.push(...answer.changed);
          left.push(...answer.left);
        },
        (thrown: ApiError) => (error = thrown),
      );
    }
    const back = kind === 'accepted' ? words.filter(({ before }) => done.includes(before.name)).map(turnRound) : [];
    setState({ busy: false, error, done: done.length + left.length > 0 ? { kind, back, count: done.length, left } : null });
    changed([...done, ...left]);
  };

  return {
    ...state,
    accept: (words: AcceptedWords[]) => void save('accepted', words),
    takeBack: () => void save('taken_back', state.done?.back ?? []),
    forget: () => setState({ busy: false, error: null, done: null }),
  };
}

function turnRound({ before, hears }: AcceptedWords): AcceptedWords {
  return { before: { ...before, expect: { ...before.expect, hears } }, hears: before.expect.hears ?? [] };
}
