import { expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDemoCrm } from './create-demo-crm.js';
import { createDemoCustomer } from './dataset.js';

test('the page, mounted under a path, lists callers and endpoints in both languages and escapes what the data holds', async () => {
  const special = { name: { 'zh-CN': '<script>1</script>', 'en-US': 'A "B" & C' } };
  const { router } = createDemoCrm({ now: () => new Date('2026-11-22T04:00:00Z'), dataset: () => [createDemoCustomer(1, special)] });
  const server = createServer(express().use('/demo/crm', router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/crm`;
  try {
    const response = await fetch(url);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    for (const part of ['+8613800000001', '+8613800000009', 'Ordinary, eligible', '普通客户', 'POST /demo/crm/cards/verify', 'GET /demo/crm/customers', 'action="/demo/crm/reset"']) expect(page).toContain(part);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&#60;script&#62;1&#60;/script&#62;');
    expect(page).toContain('A &#34;B&#34; &#38; C');
    const reset = await fetch(`${url}/reset`, { method: 'POST', headers: { accept: 'text/html' }, redirect: 'manual' });
    await reset.text();
    expect([reset.status, reset.headers.get('location')]).toEqual([303, '/demo/crm']);
  } finally {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
});
