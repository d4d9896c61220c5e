import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { checkSignature } from './check-signature.js';

interface Vector {
  name: string;
  url: string;
  params: string;
  rawBody?: string;
  signature?: string;
  reproduces: boolean;
}

const cases = JSON.parse(readFileSync(new URL('./signature-vectors.cases.json', import.meta.url), 'utf8')) as {
  authToken: string;
  sets: Record<string, Record<string, string | string[]>>;
  vectors: Vector[];
};

describe('published signature vectors', () => {
  test.each(cases.vectors)('$name: $reproduces', ({ url, params, rawBody, signature, reproduces }) => {
    expect(checkSignature({ authTokens: [cases.authToken], signature, url, params: cases.sets[params], rawBody })).toBe(reproduces);
  });
});

describe('rotated tokens', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
  test.each([
    { name: 'the old token', authTokens: ['12345', '67890'], isSigned: true },
    { name: 'the new token', authTokens: ['67890', '12345'], isSigned: true },
    { name: 'neither', authTokens: ['67890', 'abcde'], isSigned: false },
    { name: 'no token set', authTokens: [], isSigned: false },
    { name: 'an empty token', authTokens: [''], isSigned: false },
  ])('$name', ({ authTokens, isSigned }) => {
    expect(checkSignature({ authTokens, signature, url, params: cases.sets['P'] })).toBe(isSigned);
  });

  test('an empty token signs nothing, even where the sender used it', () => {
    expect(checkSignature({ authTokens: [''], signature: webhooks.getExpectedTwilioSignature('', url, {}), url })).toBe(false);
  });
});

test('a GET is signed by its URL, fields and all', () => {
  const url = 'https://mycompany.com/voice?flow=1&CallSid=CA1&From=%2B14158675309&SpeechResult=%E4%BD%99%E9%A2%9D';
  const signature = webhooks.getExpectedTwilioSignature('12345', url, {});
  expect(checkSignature({ authTokens: ['12345'], signature, url })).toBe(true);
  expect(checkSignature({ authTokens: ['12345'], signature, url: url.replace('CA1', 'CA2') })).toBe(false);
});

test('two body hashes in a query do not open a way around the body', () => {
  const url = 'https://mycompany.com/x?bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
  const signature = webhooks.getExpectedTwilioSignature('12345', url, {});
  expect(checkSignature({ authTokens: ['12345'], signature, url, rawBody: '{}' })).toBe(false);
});
