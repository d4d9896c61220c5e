import { createHash } from 'node:crypto';
import { FONTS_PATH } from './create-font-routes.js';
import { linkMinutes } from './sign-in-links.js';

/** The pages around a sign-in link, in both languages; they need no script. `token` must be free of markup. */
export function renderSignInPage(page: { kind: 'button'; token: string } | { kind: 'invalid' } | { kind: 'too_many' }): string {
  const [chinese, english] = page.kind === 'button' ? renderForms(page.token) : notes[page.kind];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Trunkline</title><link rel="stylesheet" href="${FONTS_PATH}/chinese.css"><style>${style}</style></head>
<body><main><h1>Trunkline</h1>
<section lang="zh-CN">${chinese}</section>
<section lang="en">${english}</section>
</main></body></html>
`;
}

const style =
  'body{font-family:system-ui,"Noto Sans SC",sans-serif;background:#f4f5f7;color:#1d2129;margin:0;display:grid;min-height:100vh;place-items:center}' +
  'main{background:#fff;padding:2rem 2.5rem;border-radius:8px;max-width:24rem;box-shadow:0 1px 4px #0002}h1{font-size:1.25rem;margin:0 0 1rem}' +
  'button{font:inherit;width:100%;padding:.75rem;border:0;border-radius:6px;background:#0f6b60;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #5eead4}section+section{margin-top:1rem}code{background:#f1f3f5;padding:0 .25em}';

/** The page may do nothing but show itself, in letters of our own, and send its form. */
export const signInPagePolicy = [
  `default-src 'none'`,
  `font-src 'self'`,
  `style-src 'self' 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join('; ');

function renderForms(token: string): [string, string] {
  return [renderForm(token, '登录'), renderForm(token, 'Sign in')];
}

function renderForm(token: string, label: string): string {
  return `<form method="post" action="/sign-in"><input type="hidden" name="token" value="${token}"><button type="submit">${label}</button></form>`;
}

const notes: Record<'invalid' | 'too_many', [string, string]> = {
  invalid: [
    `<p>此登录链接无效：链接只能使用一次，有效期为 ${linkMinutes} 分钟。请向管理员索取新链接，或运行 <code>npx trunkline user link</code>。</p>`,
    `<p>This sign-in link is not valid: a link works once, within ${linkMinutes} minutes. Ask an administrator for a new one, or run <code>npx trunkline user link</code>.</p>`,
  ],
  too_many: ['<p>尝试次数过多，请稍后再试。</p>', '<p>Too many attempts. Wait a while, then try again.</p>'],
};
