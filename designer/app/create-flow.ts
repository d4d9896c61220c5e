import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';

/** The smallest flow that greets and says goodbye: a menu with one choice, and an ending. It has no problems and can be called at once. */
export function createFlow(id: string, name: string, languages: string[]): { document: Flow; layout: FlowLayout } {
  const say = (chinese: string, english: string): LocalizedText =>
    Object.fromEntries(languages.map((language) => [language, language.startsWith('zh') ? chinese : english]));
  const document: Flow = {
    id,
    initial: 'welcome',
    meta: { specVersion: '1.0', name, languages, timeZone: 'Asia/Shanghai', keys: { '#': 'again' } },
    states: {
      welcome: {
        meta: {
          step: 'menu',
          title: say('欢迎菜单', 'Welcome menu'),
          prompt: say('您好，欢迎来电。结束通话请按1。', 'Hello, and thank you for calling. To finish, press 1.'),
          choices: [{ id: 'finish', key: '1', label: say('结束', 'Finish') }],
        },
        on: { finish: 'goodbye', no_input: 'goodbye', no_match: 'goodbye' },
      },
      goodbye: {
        type: 'final',
        meta: { step: 'hang_up', title: say('再见', 'Goodbye'), prompt: say('感谢来电，再见。', 'Thank you for calling. Goodbye.') },
      },
    },
  };
  return { document, layout: { flow: id, positions: { welcome: { x: 0, y: 0 }, goodbye: { x: 420, y: 60 } } } };
}
