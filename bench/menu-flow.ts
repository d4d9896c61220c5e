import type { Flow } from '../schemas/documents/flow.js';

/** A flow of `size` steps in which every menu leads to the next by any key and by silence, around and around. */
export function menuFlow(size: number): Flow {
  const menus = size - 1;
  const states: Flow['states'] = {};
  for (let index = 0; index < menus; index += 1) {
    const next = `menu_${(index + 1) % menus}`;
    states[`menu_${index}`] = {
      meta: {
        step: 'menu',
        prompt: { 'zh-CN': '挂失请按1，查账单请按2，电子账单请按3，增值服务请按4，投诉请按8，人工请按0。', 'en-US': 'Lost card, press 1. Your bill, 2. E-statement, 3. Extra services, 4. Complaint, 8. A person, 0.' },
        choices: ['1', '2', '3', '4'].map((key) => ({ id: `choice_${key}`, key, label: { 'zh-CN': key, 'en-US': key } })),
        attempts: 3,
        timeoutSeconds: 5,
      },
      on: { choice_1: next, choice_2: next, choice_3: next, choice_4: next, no_input: 'goodbye', no_match: 'goodbye' },
    };
  }
  states['goodbye'] = { type: 'final', meta: { step: 'hang_up', endState: 'completed' } };
  return { id: 'menu', initial: 'menu_0', meta: { specVersion: '1.0', name: 'Menus', languages: ['zh-CN', 'en-US'] }, states };
}
