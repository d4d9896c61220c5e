/** What the browser's own recogniser offers; some browsers have none, and some ask a service of their maker. */
interface Recognition {
  lang: string;
  onresult: ((event: { results: { [index: number]: { [index: number]: { transcript: string } } } }) => void) | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
  start(): void;
  abort(): void;
}

type RecognitionWindow = Window & { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition };

export function canListen(): boolean {
  const { SpeechRecognition, webkitSpeechRecognition } = window as RecognitionWindow;
  return (SpeechRecognition ?? webkitSpeechRecognition) !== undefined;
}

/** Listens for one sentence. `done` gets the words, or `null` where none were understood. Returns how to stop. */
export function listen(language: string, done: (words: string | null) => void): () => void {
  const { SpeechRecognition, webkitSpeechRecognition } = window as RecognitionWindow;
  const Recogniser = SpeechRecognition ?? webkitSpeechRecognition;
  if (!Recogniser) {
    done(null);
    return () => undefined;
  }
  const recognition = new Recogniser();
  let words: string | null = null;
  recognition.lang = language;
  recognition.onresult = ({ results }) => (words = results[0]?.[0]?.transcript.trim() || null);
  recognition.onend = () => done(words);
  // The end follows an error too.
  recognition.onerror = () => undefined;
  recognition.start();
  return () => recognition.abort();
}
