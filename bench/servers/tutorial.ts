import express from 'express';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { webhook } from 'twilio/lib/webhooks/webhooks.js';
import { authToken } from '../settings.js';
import { announce } from './announce.js';

/** What a tutorial teaches: the SDK's signature check and TwiML builder, and calls in a Map. Nothing survives a restart. */
const calls = new Map<string, { turn: number; entries: string[] }>();
const app = express();
app.use(express.urlencoded({ extended: false }));

app.post(['/voice/incoming', '/voice/turn/:turn'], webhook({ validate: true }, authToken), (request, response) => {
  const { CallSid, Digits } = request.body as Record<string, string>;
  const call = calls.get(CallSid!) ?? { turn: 0, entries: [] };
  calls.set(CallSid!, { turn: call.turn + 1, entries: Digits ? [...call.entries.slice(-20), Digits] : call.entries });
  const reply = new VoiceResponse();
  const gather = reply.gather({ input: ['dtmf'], action: `/voice/turn/${call.turn + 1}`, method: 'POST', timeout: 5, numDigits: 1, finishOnKey: '' });
  gather.say({ language: 'cmn-CN', voice: 'Polly.Zhiyu-Neural' }, '挂失请按1，查账单请按2，电子账单请按3，增值服务请按4，投诉请按8，人工请按0。');
  reply.redirect({ method: 'POST' }, `/voice/turn/${call.turn + 1}?reached=silence`);
  response.type('text/xml').send(reply.toString());
});
announce(app);
