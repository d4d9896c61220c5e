import { expect, test } from '@jest/globals';
import { readConfig } from './config.js';

test('FLOW_SETTINGS gives flows settings by name', () => {
  expect(readConfig({ FLOW_SETTINGS: '{"personNumber": "+861088886666", "deskOpen": true}' }).flowSettings).toEqual({ personNumber: '+861088886666', deskOpen: true });
  expect(readConfig({}).flowSettings).toEqual({});
});

test.each([
  ['personNumber=+861088886666', 'must be a JSON object'],
  ['["+861088886666"]', 'must be a JSON object'],
  ['{"person-number": "+861088886666"}', 'the name "person-number"'],
  ['{"desk": {"number": "+861088886666"}}', '"desk", which must be'],
  ['{"crmUrl": "https://crm.example.com"}', 'which is CRM_URL'],
])('FLOW_SETTINGS=%s is refused with what to write', (text, told) => {
  expect(() => readConfig({ FLOW_SETTINGS: text })).toThrow(told);
  expect(() => readConfig({ FLOW_SETTINGS: text })).toThrow('Write one JSON object, such as {"personNumber": "+861088886666"}.');
});
