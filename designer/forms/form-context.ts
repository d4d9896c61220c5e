import { createContext, use } from 'react';

/** Of the step whose form is shown. */
export interface FormContextValue {
  step: string;
  /** Of the flow, the first being the fall-back. */
  languages: string[];
  readOnly: boolean;
  /** Calls an exit by another name: in the data, given as it shall be, and where it is connected. False: another one has the name. */
  renameExit(from: string, to: string): boolean;
  /** Exits callers are on: their names stay. */
  isLive(exit: string): boolean;
  /** Whether an exit leads somewhere. */
  isConnected(exit: string): boolean;
}

export const FormContext = createContext<FormContextValue | null>(null);

export function useForm(): FormContextValue {
  const form = use(FormContext);
  if (!form) throw new Error('A form control stands outside a form.');
  return form;
}
