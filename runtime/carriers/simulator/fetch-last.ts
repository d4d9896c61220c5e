import { CarrierFault } from './carrier-fault.js';
import { fetchDocument } from './fetch-document.js';
import type { RunningCall } from './running-call.js';

/** The action request of a verb whose caller has hung up. Nobody hears the reply, and a failure changes nothing. */
export async function fetchLast(call: RunningCall, url: string, fields: Record<string, string>): Promise<void> {
  const status = call.leg.callStatus;
  call.leg.callStatus = 'completed';
  try {
    await fetchDocument(call, { url, method: 'POST', fields });
  } catch (error) {
    if (!(error instanceof CarrierFault)) throw error;
  } finally {
    call.leg.callStatus = status;
  }
}
