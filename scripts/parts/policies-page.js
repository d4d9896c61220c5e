import { policies } from '../../schemas/policies.ts';
import { rules } from '../../runtime/engine/check/rules.ts';
import { escapeCell, generatedNote } from './markdown.js';

/** What each policy pack asks. */
export function generate() {
  const packs = Object.values(policies);
  const yes = (value) => (value === undefined || value === false ? '–' : value === true ? 'yes' : `\`${value}\``);
  const rows = [
    ['key for complaints 投诉键', ({ complaintKey }) => yes(complaintKey)],
    ["regulator's number 监管电话", ({ regulatorPhone }) => yes(regulatorPhone)],
    ['key that refuses offers 拒绝推荐键', ({ optOutKey }) => yes(optOutKey)],
    ['insurer named 说明承保公司', ({ insurerNamed }) => yes(insurerNamed)],
    ['sale recorded 销售录音', ({ saleRecorded }) => yes(saleRecorded)],
    ['identity verified before an order 下单前核身', ({ identityVerified }) => yes(identityVerified)],
    ['selling stops after a complaint or a cancellation 投诉、退订后不推荐', ({ sellingStops }) => yes(sellingStops)],
    ['texts signed, without links 短信带签名、无链接', ({ signedTexts }) => yes(signedTexts)],
    ['words that may not be said 禁用语', ({ forbiddenWords }) => (forbiddenWords ? escapeCell(Object.values(forbiddenWords).flat().join(', ')) : '–')],
    ['as of 版本日期', ({ asOf }) => asOf],
  ];
  const held = rules.filter(({ id }) => id.startsWith('policy-')).map(({ id, title }) => `[${title['en-US']}](rules/${id}.md)`);
  const lines = [
    '# Policy packs',
    '',
    generatedNote,
    '',
    'What a kind of line is asked by its supervisors, as far as a flow can show it. A flow chooses a pack by `"policy"` in its `meta` (default `none`). The packs are data, in `schemas/policies.ts`; they are no legal advice, and an installation has counsel confirm them. 政策包：流程在 `meta.policy` 里选择，未选为 `none`。',
    '',
    `| | ${packs.map(({ id, title }) => `\`${id}\` ${title['en-US']} ${title['zh-CN']}`).join(' | ')} |`,
    `| --- | ${packs.map(() => '---').join(' | ')} |`,
    ...rows.map(([name, read]) => `| ${name} | ${packs.map(read).join(' | ')} |`),
    '',
    `Checked by: ${held.join(' · ')}. Whatever the pack, an order needs the whole chain of consent ([consent-order](rules/consent-order.md)), accept and confirm are different keys ([accept-and-confirm-same-key](rules/accept-and-confirm-same-key.md)), and cancelling takes no more answers than buying ([cancel-harder-than-buy](rules/cancel-harder-than-buy.md)).`,
    '',
    'What the runtime holds in every call, whatever the flow: who may be offered what (overdue, opted out, complaint open, too young or too old, not verified, an entry failed twice), no second offer after a no, and no order without its evidence. See [selling](selling.md).',
  ];
  return { files: { 'docs/policies.md': `${lines.join('\n')}\n` } };
}
