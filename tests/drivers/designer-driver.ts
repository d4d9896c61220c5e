import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { enUS, type Texts } from '../../designer/text/en-us.js';
import { zhCN } from '../../designer/text/zh-cn.js';

/** A person at the designer: acts by what stands on the screen, with pointer and keys, in either language. */
export interface Designer {
  page: Page;
  opens(flow: string): Promise<void>;
  creates(flow: { id: string; name: string }): Promise<void>;
  /** Adds a step of a type from the palette and answers its id; its form is open then. */
  addsStep(type: string): Promise<string>;
  /** Opens the form of a step, by its id. */
  selects(step: string): Promise<void>;
  /** Leads an exit to a step: by dragging where both can be seen, else by the list in the form. */
  connects(step: string, exit: string, target: string): Promise<void>;
  /** Fills in a field of the open form, by its label, such as `Text, English`. */
  edits(field: string | RegExp, value: string | boolean): Promise<void>;
  deletes(step: string): Promise<void>;
  undoes(): Promise<void>;
  redoes(): Promise<void>;
  arranges(): Promise<void>;
  /** Goes to the canvas by Tab and to a card by its id, as the keyboard does: the first card of the canvas, then Home and the arrows. */
  entersTheCanvas(): Promise<void>;
  /** The id of the card that has the focus; empty where none has. */
  focusedCard(): Promise<string>;
  /** Drags a card by so many pixels of the screen. */
  drags(step: string, by: { x: number; y: number }): Promise<void>;
  /** Clicks cards one by one with Shift held. */
  selectsTogether(...steps: string[]): Promise<void>;
  /** Chooses from the menu of the other mouse button. */
  choosesFromMenu(step: string, item: string): Promise<void>;
  /** The steps there are, by id. */
  steps(): Promise<string[]>;
  /** What is on the canvas by a name of the dictionary, in the language spoken. */
  words(): Texts;
  /** Where a card stands, in pixels of the canvas. */
  placeOf(step: string): Promise<{ x: number; y: number }>;
  seesProblem(words: string | RegExp): Promise<void>;
  seesNoProblem(words: string | RegExp): Promise<void>;
  /** Presses the button that mends the problem. */
  mends(words: string | RegExp): Promise<void>;
  /** Waits until all that was changed is saved. */
  isSaved(): Promise<void>;
  triesOnThePhone(from?: string): Promise<void>;
  /** Presses keys on the phone one by one. */
  presses(keys: string): Promise<void>;
  staysSilent(): Promise<void>;
  hangsUp(): Promise<void>;
  hears(words: string | RegExp): Promise<void>;
  seesLit(step: string): Promise<void>;
  /** Publishes the draft and answers the short version it has then. */
  publishes(note: string): Promise<string>;
  speaks(language: DesignerLanguage): Promise<void>;
  close(): Promise<void>;
}

export type DesignerLanguage = 'en-US' | 'zh-CN';

export interface DesignerOptions {
  browser: Browser;
  /** Of the server, such as `http://localhost:3000`. */
  origin: string;
  /** A sign-in link, which works once. Without it the session has to be in `context`. */
  signInLink?: string;
  context?: BrowserContext;
  /** (Default: en-US.) */
  language?: DesignerLanguage;
  /** (Default: 1280×720.) */
  viewport?: { width: number; height: number };
  /** (Default: light.) */
  colorScheme?: 'light' | 'dark';
  /** Whether this person meets the tour of the designer. (Default: has seen it.) */
  tour?: boolean;
}

export async function openDesigner({ browser, origin, signInLink, context: given, language = 'en-US', viewport = { width: 1280, height: 720 }, colorScheme = 'light', tour = false }: DesignerOptions): Promise<Designer> {
  const context = given ?? (await browser.newContext({ viewport, colorScheme, locale: language }));
  if (!given && !tour) await context.addInitScript(`localStorage.setItem('trunkline.tour', 'seen')`);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  if (signInLink) await signIn(page, signInLink, origin);
  await page.goto(origin);
  return createDesigner(page, origin, language);
}

/** The link shows a page with one button; the link is spent by pressing it. */
async function signIn(page: Page, link: string, origin: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button').first().click();
  await page.waitForURL((url) => url.origin === new URL(origin).origin && !url.pathname.startsWith('/sign-in'));
}

function createDesigner(page: Page, origin: string, language: DesignerLanguage): Designer {
  let words = wordsOf(language);
  const tools = (): Locator => page.getByRole('toolbar', { name: words.toolbar.title });
  const tool = (name: string): Locator => tools().getByRole('button', { name: new RegExp(`^${escape(name)}`) });
  const card = (step: string): Locator => page.locator(`.react-flow__node[data-id="${step}"]`);
  const phone = (): Locator => page.getByRole('complementary', { name: words.phone.title });
  const conversation = (): Locator => phone().getByRole('log');
  const problems = (): Locator => page.getByRole('complementary', { name: words.problems.title });
  const saved = (): Locator => tools().getByRole('status');

  /** A card that is not measured yet is hidden, and takes no focus. */
  async function focusCard(step: string): Promise<void> {
    await card(step).waitFor();
    await card(step).focus();
  }

  async function showProblems(): Promise<void> {
    if (!(await problems().isVisible())) await tool(words.toolbar.problems).click();
    await problems().waitFor();
  }

  const designer: Designer = {
    page,
    async opens(flow) {
      await page.goto(`${origin}/flows/${flow}`);
      await page.locator('.react-flow__node').first().waitFor();
    },
    async creates({ id, name }) {
      await page.goto(origin);
      await page.getByRole('button', { name: words.flows.new }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.newFlow.name).fill(name);
      await dialog.getByLabel(words.newFlow.id, { exact: true }).fill(id);
      await dialog.getByRole('button', { name: words.newFlow.create }).click();
      await page.locator('.react-flow__node').first().waitFor();
    },
    async addsStep(type) {
      await tool(words.toolbar.addStep).click();
      const palette = page.getByRole('dialog', { name: words.palette.title });
      await palette.getByRole('textbox').fill(type.replaceAll('_', ' '));
      await palette.locator(`button[data-type="${type}"]`).click();
      await palette.waitFor({ state: 'hidden' });
      return (await page.getByRole('complementary').locator('code').first().innerText()).trim();
    },
    async selects(step) {
      await focusCard(step);
      await page.keyboard.press('Enter');
      await page.getByRole('complementary').locator('code', { hasText: new RegExp(`^${step}$`) }).first().waitFor();
    },
    async connects(step, exit, target) {
      if (await isDraggable(page, step, exit, target)) return dragExit(page, step, exit, target);
      await designer.selects(step);
      await page.locator(`[data-exit-target="${step}.${exit}"] select`).selectOption(target);
    },
    async edits(field, value) {
      const input = page.getByRole('complementary').getByLabel(field, typeof field === 'string' ? { exact: true } : {}).and(page.locator('input, textarea, select')).first();
      if (typeof value === 'boolean') return input.setChecked(value);
      if (await input.evaluate((element) => element.tagName === 'SELECT')) await input.selectOption(value);
      else await input.fill(value);
    },
    async deletes(step) {
      await focusCard(step);
      await page.keyboard.press('Enter');
      await focusCard(step);
      await page.keyboard.press('Delete');
      await card(step).waitFor({ state: 'detached' });
    },
    undoes: () => page.keyboard.press('Control+z'),
    redoes: () => page.keyboard.press('Control+Shift+z'),
    arranges: () => tool(words.toolbar.layout).click(),
    async placeOf(step) {
      const style = (await card(step).getAttribute('style')) ?? '';
      const [, x = 'NaN', y = 'NaN'] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\)/.exec(style) ?? [];
      return { x: Number(x), y: Number(y) };
    },
    async entersTheCanvas() {
      await page.getByRole('button', { name: words.canvas.a11y.entry }).focus();
      await page.locator('.react-flow__node:focus').waitFor();
    },
    focusedCard: async () => (await page.evaluate<string | null>('document.activeElement.dataset.id ?? ""')) ?? '',
    async drags(step, { x, y }) {
      const box = (await headOf(page, step).boundingBox())!;
      await page.mouse.move(box.x + 60, box.y + 24);
      await page.mouse.down();
      await page.mouse.move(box.x + 60 + x / 2, box.y + 24 + y / 2, { steps: 6 });
      await page.mouse.move(box.x + 60 + x, box.y + 24 + y, { steps: 6 });
      await page.mouse.up();
    },
    async selectsTogether(...ids) {
      await page.keyboard.down('Shift');
      for (const id of ids) await headOf(page, id).click({ position: { x: 60, y: 24 } });
      await page.keyboard.up('Shift');
    },
    async choosesFromMenu(step, item) {
      await rests(page);
      await headOf(page, step).click({ button: 'right', position: { x: 60, y: 24 } });
      await page.getByRole('menuitem', { name: new RegExp(`^${escape(item)}`) }).click();
    },
    steps: () => page.locator('.react-flow__node-step').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? '')),
    words: () => words,
    async seesProblem(text) {
      await showProblems();
      await problems().getByRole('listitem').filter({ hasText: text }).first().waitFor();
    },
    async seesNoProblem(text) {
      await showProblems();
      await problems().getByRole('listitem').filter({ hasText: text }).first().waitFor({ state: 'detached' });
    },
    async mends(text) {
      await designer.seesProblem(text);
      const [before] = words.problems.fix.split('{{');
      await problems().getByRole('listitem').filter({ hasText: text }).first().getByRole('button', { name: new RegExp(`^${escape(before ?? '')}`) }).click();
    },
    isSaved: () => saved().and(page.locator('[data-state="saved"]')).waitFor(),
    async triesOnThePhone(from) {
      if (!(await phone().isVisible())) await tool(words.toolbar.try).click();
      await phone().waitFor();
      if (from) await phone().getByLabel(words.phone.caller).selectOption(from);
      await phone().locator('[lang]').first().waitFor();
    },
    async presses(keys) {
      for (const key of keys) {
        const button = phone().getByRole('group', { name: words.phone.keypad }).getByRole('button', { name: new RegExp(`^${escape(key)}( |$)`) });
        await phone().locator('[data-busy="false"]').first().waitFor();
        await button.click();
      }
    },
    staysSilent: () => phone().getByRole('button', { name: words.phone.silence }).click(),
    hangsUp: () => phone().getByRole('button', { name: words.phone.hangUp }).click(),
    hears: (text) => conversation().locator('[lang]').filter({ hasText: text }).first().waitFor(),
    seesLit: (step) => page.locator(`[data-step="${step}"][data-lit]`).waitFor(),
    async publishes(note) {
      await tool(words.toolbar.publish).click();
      const dialog = page.getByRole('dialog', { name: words.publish.title });
      await dialog.getByLabel(words.publish.note).fill(note);
      await dialog.getByRole('button', { name: words.publish.publish, exact: true }).click();
      const done = await dialog.getByRole('status').innerText();
      await dialog.getByRole('button', { name: words.common.close, exact: true }).last().click();
      return /[0-9a-f]{8}/.exec(done)?.[0] ?? '';
    },
    async speaks(wanted) {
      await page.getByRole('button', { name: words.shell.language, exact: true }).click();
      await page.getByRole('menuitemradio', { name: wanted === 'zh-CN' ? '简体中文' : 'English' }).click();
      words = wordsOf(wanted);
      await page.locator(`html[lang="${wanted}"]`).waitFor();
    },
    async close() {
      // Whoever leaves in the middle of a save is asked at the next visit.
      await tools().locator('[role=status]:is([data-state=changed], [data-state=saving])').first().waitFor({ state: 'detached' }).catch(() => undefined);
      await page.close();
    },
  };
  return designer;
}

type Words = typeof enUS;

function wordsOf(language: DesignerLanguage): Words {
  return language === 'zh-CN' ? (zhCN as unknown as Words) : enUS;
}

/** Whether handle and card both lie on the visible canvas, and nothing lies over them. */
async function isDraggable(page: Page, step: string, exit: string, target: string): Promise<boolean> {
  const canvas = await page.locator('.react-flow').boundingBox();
  const boxes = await Promise.all([handleOf(page, step, exit), headOf(page, target)].map(async (place) => ((await place.count()) === 1 ? place.boundingBox() : null)));
  return canvas !== null && boxes.every((box) => box !== null && box.x >= canvas.x && box.y >= canvas.y && box.x + 40 <= canvas.x + canvas.width && box.y + 24 <= canvas.y + canvas.height);
}

async function dragExit(page: Page, step: string, exit: string, target: string): Promise<void> {
  await handleOf(page, step, exit).hover();
  await page.mouse.down();
  const card = (await headOf(page, target).boundingBox())!;
  await page.mouse.move(card.x + 30, card.y + 14, { steps: 12 });
  await page.mouse.up();
}

function handleOf(page: Page, step: string, exit: string): Locator {
  return page.locator(`.react-flow__handle[data-exit="${step}.${exit}"]`);
}

/** Waits until the view of the canvas moves no more, as somebody does who aims at a card. */
async function rests(page: Page): Promise<void> {
  const readView = () => page.locator('.react-flow__viewport').last().getAttribute('style');
  for (let before: string | null = null, now = await readView(); now !== before; now = await readView()) {
    before = now;
    await page.evaluate('new Promise((drawn) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(drawn)), 100))');
  }
}

function headOf(page: Page, step: string): Locator {
  return page.locator(`[data-step="${step}"]`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
