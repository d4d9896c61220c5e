import { api } from './client.js';

export interface StepFiguresAnswer {
  flow: string;
  days: number;
  steps: { step: string; calls: number }[];
}

export function getStepFigures(flow: string, signal?: AbortSignal): Promise<StepFiguresAnswer> {
  return api.get<StepFiguresAnswer>(`/flows/${flow}/step-figures`, {}, signal);
}
