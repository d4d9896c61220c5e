import { useEffect, useState } from 'react';

/** Reads a text aloud in the browser. A browser without voices says so. */
export function useVoice(): { canSpeak: boolean; speaking: boolean; speak(text: string, language: string): void; stop(): void } {
  const [speaking, setSpeaking] = useState(false);
  const canSpeak = typeof speechSynthesis !== 'undefined';
  useEffect(() => () => (canSpeak ? speechSynthesis.cancel() : undefined), [canSpeak]);
  return {
    canSpeak,
    speaking,
    speak(text, language) {
      speechSynthesis.cancel();
      const spoken = Object.assign(new SpeechSynthesisUtterance(text), { lang: language, onend: () => setSpeaking(false), onerror: () => setSpeaking(false) });
      setSpeaking(true);
      speechSynthesis.speak(spoken);
    },
    stop() {
      speechSynthesis.cancel();
      setSpeaking(false);
    },
  };
}
