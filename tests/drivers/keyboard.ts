import type { Page } from 'playwright-core';

/** What has the focus, as a screen reader tells it. */
export interface Focused {
  tag: string;
  role: string;
  type: string;
  name: string;
  value: string;
  checked: boolean;
  /** Of a list to choose from. */
  options: string[];
  selected: number;
  /** The option an open list stands at. */
  option: string;
  /** What was chosen in a field that takes several. */
  chosen: string[];
  /** Names of the groups it stands in, the innermost first. */
  groups: string[];
  /** Whether it is a card of the canvas, and which. */
  card: string;
}

/** Strokes that belong together, such as those that fill a form. */
export interface StrokeGroup {
  what: string;
  strokes: number;
  /** The strokes: names of keys, and what was typed in quotes. */
  keys: string;
}

type Wanted = string | RegExp | ((focused: Focused) => boolean);

/** A pair of hands on the keyboard and eyes on what has the focus. Nothing is pressed but keys. */
export interface Keyboard {
  presses(key: string, times?: number): Promise<void>;
  types(text: string): Promise<void>;
  focused(): Promise<Focused>;
  /** Goes on by Tab, or back by Shift+Tab, until what is wanted has the focus; stays where it has it already. */
  tabsTo(wanted: Wanted, options?: { back?: boolean; most?: number }): Promise<Focused>;
  /** Waits until what is wanted has the focus, which the page gives it. */
  isAt(wanted: Wanted): Promise<Focused>;
  /** Writes into the field that has the focus, over what stands there. */
  writes(text: string): Promise<void>;
  /** Chooses in the list that has the focus, by the arrows. */
  chooses(wanted: string | ((options: string[]) => number)): Promise<void>;
  /** Names what is done next, for the record. */
  does(what: string): void;
  record(): StrokeGroup[];
  strokes(): number;
}

const PATIENCE_MILLISECONDS = 15_000;
const LOOK_AGAIN_MILLISECONDS = 15;
/** Farther away in a list than this, its name is typed. */
const FAR = 25;

export function createKeyboard(page: Page): Keyboard {
  const groups: StrokeGroup[] = [];
  const note = (keys: string, strokes: number): void => {
    const group = groups.at(-1) ?? (groups.push({ what: 'Begin', strokes: 0, keys: '' }), groups[0]!);
    group.strokes += strokes;
    group.keys = append(group.keys, keys);
  };

  const keyboard: Keyboard = {
    async presses(key, times = 1) {
      for (let at = 0; at < times; at += 1) {
        await page.keyboard.press(key);
        note(key, 1);
      }
    },
    async types(text) {
      // What no key of a keyboard has comes from an input method, which hands over whole phrases.
      for (const run of text.match(/[ -~]+|[^ -~]+/g) ?? []) await (/^[ -~]/.test(run) ? page.keyboard.type(run) : page.keyboard.insertText(run));
      note(JSON.stringify(text), [...text].length);
    },
    focused: () => page.evaluate<Focused>(readFocus),
    async tabsTo(wanted, { back = false, most = 250 } = {}) {
      const passed: string[] = [];
      for (let at = 0; at <= most; at += 1) {
        const focused = await keyboard.focused();
        if (fits(focused, wanted)) return focused;
        passed.push(focused.name || focused.tag);
        await keyboard.presses(back ? 'Shift+Tab' : 'Tab');
      }
      throw new Error(`${String(wanted)} is not reached by ${back ? 'Shift+Tab' : 'Tab'}. Passed: ${passed.slice(0, 60).join(' | ')}`);
    },
    async isAt(wanted) {
      const until = Date.now() + PATIENCE_MILLISECONDS;
      let focused = await keyboard.focused();
      while (!fits(focused, wanted)) {
        if (Date.now() > until) throw new Error(`The focus did not come to ${String(wanted)}; it is at ${JSON.stringify(focused)}.`);
        await page.waitForTimeout(LOOK_AGAIN_MILLISECONDS);
        focused = await keyboard.focused();
      }
      return focused;
    },
    async writes(text) {
      const { value } = await keyboard.focused();
      if (value === text) return;
      if (value !== '') await keyboard.presses('Control+a');
      if (text === '') return keyboard.presses('Delete');
      await keyboard.types(text);
    },
    async chooses(wanted) {
      const placeIn = (options: string[]): number => (typeof wanted === 'string' ? options.indexOf(wanted) : wanted(options));
      // A list whose choices the server names is empty at first.
      const { options, selected, name } = await keyboard.isAt(({ options }) => placeIn(options) >= 0).catch(async () => {
        const focused = await keyboard.focused();
        throw new Error(`${focused.name} has no ${String(wanted)}. It has: ${focused.options.join(' | ')}`);
      });
      const to = placeIn(options);
      if (Math.abs(to - selected) > FAR) await keyboard.types(options[to]!);
      else await keyboard.presses(to > selected ? 'ArrowDown' : 'ArrowUp', Math.abs(to - selected));
      await keyboard.isAt((focused) => focused.name === name && focused.options[focused.selected] === options[to]);
    },
    does: (what) => void groups.push({ what, strokes: 0, keys: '' }),
    record: () => groups.filter((group) => group.strokes > 0),
    strokes: () => groups.reduce((sum, group) => sum + group.strokes, 0),
  };
  return keyboard;
}

function fits(focused: Focused, wanted: Wanted): boolean {
  return typeof wanted === 'string' ? focused.name === wanted : wanted instanceof RegExp ? wanted.test(focused.name) : wanted(focused);
}

/** The same key again and again is written once, with how often. */
function append(keys: string, key: string): string {
  const found = /(^|.* )(\S+?)(?:×(\d+))?$/s.exec(keys);
  if (found && found[2] === key && !key.startsWith('"')) return `${found[1]}${key}×${Number(found[3] ?? 1) + 1}`;
  return keys ? `${keys} ${key}` : key;
}

/** Runs in the page. */
const readFocus = `(() => {
  const element = document.activeElement ?? document.body;
  const clean = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const named = (ids) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).filter(Boolean).join(' ');
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
  const name = element.getAttribute('aria-label') || named(element.getAttribute('aria-labelledby')) || labels || (element.matches('button, a, [role=menuitem], [role=button]') ? element.textContent : '') || element.getAttribute('placeholder');
  const groups = [];
  for (let above = element.parentElement; above; above = above.parentElement) if (above.matches('[role=group], fieldset, [role=dialog], section')) groups.push(clean(above.getAttribute('aria-label') || named(above.getAttribute('aria-labelledby'))));
  const list = element.matches('select') ? [...element.options].map((option) => clean(option.label)) : [];
  const field = element.closest('.mantine-MultiSelect-root, .mantine-TagsInput-root');
  return {
    tag: element.tagName.toLowerCase(), role: element.getAttribute('role') ?? '', type: element.type ?? '', name: clean(name).replace(/ \\*$/, ''), value: typeof element.value === 'string' ? element.value : '',
    checked: element.checked === true, options: list, selected: element.selectedIndex ?? -1, option: clean(document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent),
    chosen: field ? [...field.querySelectorAll('.mantine-Pill-label')].map((pill) => clean(pill.textContent)) : [], groups, card: element.classList.contains('react-flow__node') ? element.dataset.id : '',
  };
})()`;
