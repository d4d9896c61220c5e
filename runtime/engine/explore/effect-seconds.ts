import type { JsonObject } from '../../../schemas/json.js';
import { EFFECT_HOLD_SECONDS, EFFECT_LIMIT_SECONDS } from './limits.js';

/** How long an effect may take at most, and after how long the caller hears a short message meanwhile. */
export function effectSecondsOf(data: JsonObject): { limit: number; hold: number } {
  return {
    limit: typeof data['timeoutSeconds'] === 'number' ? data['timeoutSeconds'] : EFFECT_LIMIT_SECONDS,
    hold: typeof data['holdAfterSeconds'] === 'number' ? data['holdAfterSeconds'] : EFFECT_HOLD_SECONDS,
  };
}
