/** What a stopped call waits for: what a caller would hear and may do now. */
export interface Waiting {
  step: string;
  /** The flow of the step, where it is not the call's own. */
  flow?: string;
  visit: number;
  kind: 'question' | 'listening' | 'dialing';
  prompts: { text: string; language: string }[];
  choices: { key: string; exit: string }[];
  /** As many keys are sent at once; `null`: any number. */
  digits: number | null;
  finishOnKey: string;
  timeoutSeconds: number;
  input: ('keys' | 'speech')[];
}
