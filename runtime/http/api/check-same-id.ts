import { fail } from '../../errors.js';

/** A document is saved under its own id. Throws `invalid_request` where the address names another. */
export function checkSameId(id: string, addressed: string): void {
  if (id === addressed) return;
  throw fail('invalid_request', {
    reason: { 'en-US': `body.document.id is "${id}" and the address says "${addressed}". Make them equal.`, 'zh-CN': `文件中的编号是“${id}”，网址中是“${addressed}”。请改为一致。` },
  });
}
