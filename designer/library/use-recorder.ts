import { useEffect, useRef, useState } from 'react';
import { toTelephoneSound } from './to-telephone-sound.js';

export type Recorder =
  | { state: 'idle' }
  | { state: 'recording'; seconds: number }
  | { state: 'working' }
  /** There is no microphone, or nobody may use it. */
  | { state: 'refused' };

/** Longer ones are uploaded as files. */
const MOST_SECONDS = 300;

/** Records from the microphone; what was said comes as a sound for the telephone. */
export function useRecorder(done: (result: { sound: Blob; seconds: number }) => void): { recorder: Recorder; start(): void; stop(): void } {
  const [recorder, setRecorder] = useState<Recorder>({ state: 'idle' });
  const running = useRef<{ media: MediaRecorder; timer: number } | null>(null);

  const end = (): void => {
    if (!running.current) return;
    window.clearInterval(running.current.timer);
    if (running.current.media.state !== 'inactive') running.current.media.stop();
    running.current = null;
  };
  useEffect(() => end, []);

  async function begin(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const media = new MediaRecorder(stream);
    const parts: Blob[] = [];
    media.ondataavailable = ({ data }) => void parts.push(data);
    media.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      setRecorder({ state: 'working' });
      toTelephoneSound(new Blob(parts, { type: media.mimeType })).then(
        (result) => {
          done(result);
          setRecorder({ state: 'idle' });
        },
        () => setRecorder({ state: 'refused' }),
      );
    };
    media.start();
    const began = performance.now();
    const tick = (): void => {
      const seconds = (performance.now() - began) / 1000;
      if (seconds >= MOST_SECONDS) end();
      else setRecorder({ state: 'recording', seconds });
    };
    running.current = { media, timer: window.setInterval(tick, 250) };
    setRecorder({ state: 'recording', seconds: 0 });
  }

  return { recorder, start: () => void begin().catch(() => setRecorder({ state: 'refused' })), stop: end };
}
