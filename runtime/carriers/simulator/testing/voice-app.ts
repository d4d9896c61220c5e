import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { Answer, Caller, HeardSpeech } from '../caller.js';
import { createVirtualClock } from '../clock.js';
import { placeCall, type CarrierCall, type PlaceCallOptions } from '../place-call.js';
import { createScriptedCaller } from '../scripted-caller.js';

/**
 * A voice application for tests: the other side of the line. Each path answers with its TwiML (or as its handler does), every request is
 * checked with Twilio's own validator and kept.
 */
export async function openVoiceApp(pages: Record<string, Page>): Promise<VoiceApp> {
  const received: ReceivedRequest[] = [];
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.use((request, response) => {
    const isSigned = webhooks.validateExpressRequest(request as never, authToken);
    const params = { ...(request.query as Record<string, string>), ...(request.body as Record<string, string> | undefined) };
    received.push({ method: request.method, path: request.path, url: request.originalUrl, params, headers: request.headers as Record<string, string>, isSigned });
    const page = pages[request.path];
    if (typeof page === 'function') page(request, response);
    else if (page === undefined) response.sendStatus(404);
    else response.type('text/xml').send(page.startsWith('<?xml') ? page : `<?xml version="1.0" encoding="UTF-8"?><Response>${page}</Response>`);
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    requests: (path) => received.filter((request) => request.path === path),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    dial: (caller, options = {}) =>
      placeCall({
        ...{ incomingUrl: `${url}/incoming`, from: '+8613800000001', to: '+14005550100', accountSid, authToken, clock: createVirtualClock(noon) },
        caller: typeof caller === 'string' ? createScriptedCaller(caller) : caller,
        secondsOf: oneSecondALetter,
        ...options,
      }),
  };
}

export type Page = string | ((request: Request, response: Response) => void);

export interface VoiceApp {
  url: string;
  received: ReceivedRequest[];
  requests(path: string): ReceivedRequest[];
  /** Calls `/incoming` at noon in virtual time, with speech of one second a letter. A string is a script of tokens. */
  dial(caller: string | Caller, options?: Partial<PlaceCallOptions>): Promise<CarrierCall>;
  close(): Promise<void>;
}

export interface ReceivedRequest {
  method: string;
  path: string;
  url: string;
  params: Record<string, string>;
  headers: Record<string, string>;
  isSigned: boolean;
}

export const authToken = '12345';
export const accountSid = 'ACffffffffffffffffffffffffffffffff';
export const noon = new Date('2026-03-02T12:00:00Z');

function oneSecondALetter(text: string): number {
  return text.length;
}

/** A caller who gives these answers, one for each question, and is silent then. */
export function createListedCaller(...answers: Answer[]): Caller & { heard: HeardSpeech[] } {
  const heard: HeardSpeech[] = [];
  return { heard, hears: (speech) => void heard.push(speech), answers: () => answers.shift() ?? 'silence' };
}
