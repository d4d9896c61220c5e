import { DEMO_LAST4, DEMO_PIN } from './dataset.js';
import { BROKEN_PHONE } from './demo-faults.js';
import type { BothLanguages, DemoCustomer } from './demo-records.js';
import type { Endpoint } from './endpoint.js';
import { html, renderMarkup, type Markup } from './escaped-html.js';

/** The page at `/demo/crm`: who may call, and what the demo CRM answers to, in both languages. `base` is where it is mounted. */
export function renderDemoPage(customers: DemoCustomer[], endpoints: Endpoint[], base: string): string {
  return renderMarkup(html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>演示客户系统 · Demo CRM</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; }
code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>演示客户系统 <span lang="en">Demo CRM</span></h1>
<p>${`所有卡号后四位是 ${DEMO_LAST4}，电话查询密码是 ${DEMO_PIN}。数据存在内存里，重新启动就复原。`}<br>
<span lang="en">${`Every card ends in ${DEMO_LAST4}; the phone PIN is ${DEMO_PIN}. Data lives in memory and starts afresh with the program.`}</span></p>
<form method="post" action="${`${base}/reset`}"><button>恢复初始数据 · Start afresh</button></form>
<h2>来电号码 · Callers</h2>
<table>
<thead><tr><th>号码 · Number</th><th>客户 · Customer</th><th>特点 · What is special</th></tr></thead>
<tbody>
${customers.map(renderCaller)}
<tr><td><code>${BROKEN_PHONE}</code></td><td>–</td><td>${renderBoth({ 'zh-CN': '系统故障（503）', 'en-US': 'Always meets an outage (503)' })}</td></tr>
<tr><td>其他 · Others</td><td>–</td><td>${renderBoth({ 'zh-CN': '没有记录（404）', 'en-US': 'Unknown (404)' })}</td></tr>
</tbody>
</table>
<h2>接口 · Endpoints</h2>
<table>
<tbody>
${endpoints.map((endpoint) => renderEndpoint(endpoint, base))}
</tbody>
</table>
<p>试故障：请求头或查询参数 <code>x-demo-delay-milliseconds</code>、<code>x-demo-status</code>。<br>
<span lang="en">To try a failure, send <code>x-demo-delay-milliseconds</code> or <code>x-demo-status</code> as a header or in the query.</span></p>
</body>
</html>
`);
}

function renderCaller(customer: DemoCustomer): Markup {
  return html`<tr><td><code>${customer.phone}</code></td><td>${renderBoth(customer.name)}</td><td>${renderBoth(customer.note)}</td></tr>
`;
}

function renderEndpoint(endpoint: Endpoint, base: string): Markup {
  return html`<tr><td>${renderBoth(endpoint.title)}</td><td><code>${endpoint.method} ${base}${endpoint.path}</code></td><td><code>${endpoint.takes}</code></td></tr>
`;
}

function renderBoth(text: BothLanguages): Markup {
  return html`${text['zh-CN']}<br><span lang="en">${text['en-US']}</span>`;
}
