import type { EndState } from '../../schemas/end-states.js';

/** Contained calls are green, those that reached a person blue, lost ones amber and red: the same in every chart, light and dark. */
export const endStateColors: Record<EndState, { light: string; dark: string }> = {
  completed: { light: '#0f766e', dark: '#4fb8aa' },
  informed: { light: '#55a99d', dark: '#85d3c6' },
  agent_by_design: { light: '#1d5fd1', dark: '#6ea8ff' },
  agent_requested: { light: '#5b8fe0', dark: '#93bdff' },
  failed_to_agent: { light: '#8f6fe0', dark: '#b596ff' },
  message_left: { light: '#7a8798', dark: '#a9b6c8' },
  abandoned: { light: '#d98a1f', dark: '#f0b44c' },
  abandoned_in_queue: { light: '#c2621b', dark: '#f0935c' },
  system_error: { light: '#b42318', dark: '#ff7d70' },
};
