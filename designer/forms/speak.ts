/** Whether this browser has a voice at all; some list theirs only after a while. */
export function canSpeak(): boolean {
  return typeof speechSynthesis !== 'undefined';
}

/** Speaks a text with the browser's own voice. It is not the voice callers hear: good for the words and the pace. `done` is told of the end, and of there being no such voice. */
export function speak(text: string, language: string, done: (result: 'spoken' | 'no_voice') => void): void {
  speechSynthesis.cancel();
  const voices = speechSynthesis.getVoices();
  const tag = language.toLowerCase();
  const voice = voices.find((one) => one.lang.toLowerCase().replace('_', '-') === tag) ?? voices.find((one) => one.lang.slice(0, 2).toLowerCase() === tag.slice(0, 2));
  if (!voice) return done('no_voice');
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.onend = () => done('spoken');
  utterance.onerror = () => done('spoken');
  speechSynthesis.speak(utterance);
}

export function stopSpeaking(): void {
  if (canSpeak()) speechSynthesis.cancel();
}
