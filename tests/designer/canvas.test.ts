import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;
let designer: Designer;
let flows = 0;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = first.page.context();
  await session.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: program.url });
  await first.close();
});
afterAll(async () => {
  await browser.close();
  await program.close();
});
beforeEach(async () => {
  designer = await openDesigner({ browser, origin: program.url, context: session });
  // A flow of its own for each test: a question, and where its answers lead.
  flows += 1;
  await designer.page.request.post(`${program.url}/api/flows`, { data: createLine(`line-${flows}`), headers: { origin: program.url } });
  await designer.opens(`line-${flows}`);
});
afterEach(() => designer.close());

const words = (text: string) => ({ 'en-US': text, 'zh-CN': text });
const place = (x: number, y: number) => ({ x, y });

function createLine(id: string) {
  const say = (text: string, next: string) => ({ meta: { step: 'say', title: words(text), prompt: words(text) }, on: { next } });
  return {
    document: {
      id,
      initial: 'ask',
      meta: { specVersion: '1.0', name: `Line ${id}`, languages: ['en-US', 'zh-CN'] },
      states: {
        ask: {
          meta: { step: 'menu', title: words('Ask'), prompt: words('Press 1 or 2.'), choices: [{ id: 'bill', key: '1', label: words('Bill') }, { id: 'news', key: '2', label: words('News') }], attempts: 1 },
          on: { bill: 'bill', news: 'news', no_input: 'bye', no_match: 'bye' },
        },
        bill: say('Your bill', 'bye'),
        news: say('Our news', 'bye'),
        bye: { type: 'final', meta: { step: 'hang_up', title: words('Goodbye'), prompt: words('Goodbye.') } },
      },
    },
    layout: { flow: id, positions: { ask: place(0, 0), bill: place(360, -120), news: place(360, 120), bye: place(720, 0) } },
  };
}

/** What the server holds of the open flow, once all is saved. */
async function saved() {
  await designer.isSaved();
  const answer = await designer.page.request.get(`${program.url}/api/flows/line-${flows}/draft`);
  return (await answer.json()) as ReturnType<typeof createLine> & { document: { states: Record<string, { meta: Record<string, unknown>; on?: Record<string, string> }> }; layout: { notes?: { text: string }[]; frames?: { title: string; folded?: string[] }[]; folded?: string[] } };
}

describe('with the keyboard alone', () => {
  test('the canvas is one stop of Tab, arrows walk along connections, and digits follow their exit', async () => {
    await designer.entersTheCanvas();
    const walked: string[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'Home', '2', 'Home', '1']) {
      await designer.page.keyboard.press(key);
      walked.push(await designer.focusedCard());
    }
    expect(walked).toEqual(['bill', 'news', 'bye', 'news', 'ask', 'news', 'ask', 'bill']);
    await designer.page.keyboard.press('Tab');
    expect(await designer.focusedCard()).toBe('');
  });

  test('a card is moved, the move is saved, and taken back as one step', async () => {
    await designer.entersTheCanvas();
    await designer.page.keyboard.press('Control+ArrowDown');
    await designer.page.keyboard.press('Control+Shift+ArrowRight');
    expect((await saved()).layout.positions.ask).toEqual({ x: 100, y: 10 });
    await designer.undoes();
    expect((await saved()).layout.positions.ask).toEqual({ x: 0, y: 0 });
  });

  test('a step is added behind an exit, led on, renamed and deleted; the focus stays on a card', async () => {
    const { page } = designer;
    await designer.entersTheCanvas();
    await page.keyboard.press('2');
    await page.keyboard.press('a');
    await page.keyboard.type('wait');
    await page.keyboard.press('Enter');
    await page.locator('.react-flow__node[data-id="wait"]:focus').waitFor();
    expect((await saved()).document.states).toMatchObject({ news: { on: { next: 'wait' } }, wait: { on: { next: 'bye' } } });

    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: designer.words().canvas.connect.title });
    await dialog.getByLabel(designer.words().canvas.connect.target).fill('your bill');
    await page.keyboard.press('Enter');
    await page.locator('.react-flow__node[data-id="wait"]:focus').waitFor();
    expect((await saved()).document.states['wait']?.on).toEqual({ next: 'bill' });

    await page.keyboard.press('F2');
    await page.locator('[data-side-panel] :is(input, textarea):focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('A short pause');
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node[data-id="wait"]:focus').waitFor();
    await page.getByText('A short pause').first().waitFor();

    await page.keyboard.press('Delete');
    await page.locator('.react-flow__node[data-id="wait"]').waitFor({ state: 'detached' });
    await page.locator('.react-flow__node[data-id="news"]:focus').waitFor();
  });

  test('Enter opens the form and goes into it, Escape comes back', async () => {
    const { page } = designer;
    await designer.entersTheCanvas();
    await page.keyboard.press('Enter');
    await page.locator('[data-side-panel] :focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node[data-id="ask"]:focus').waitFor();
  });

  test('every key is told, in either language', async () => {
    for (const language of ['en-US', 'zh-CN'] as const) {
      await designer.speaks(language);
      await designer.entersTheCanvas();
      await designer.page.keyboard.press('Shift+?');
      const help = designer.page.getByRole('dialog', { name: designer.words().canvas.keys.title });
      await help.getByText(designer.words().canvas.keys.what.digit).waitFor();
      await designer.page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
    }
    await designer.speaks('en-US');
  });
});

describe('with the pointer', () => {
  test('an exit dragged into the empty space adds a step there', async () => {
    const { page } = designer;
    const handle = page.locator('.react-flow__handle[data-exit="bill.next"]');
    await handle.hover();
    const from = (await handle.boundingBox())!;
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y - 150, { steps: 10 });
    await page.mouse.up();
    const palette = page.getByRole('dialog', { name: designer.words().palette.after });
    await palette.getByRole('textbox').fill('wait');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="wait"]').waitFor();
    expect((await saved()).document.states).toMatchObject({ bill: { on: { next: 'wait' } }, wait: { on: { next: 'bye' } } });
  });

  test('the plus on a line puts a step in between', async () => {
    const { page } = designer;
    const stood = (await saved()) as ReturnType<typeof createLine> & { revision: number };
    Object.assign(stood.layout.positions, { bill: place(760, -120), news: place(760, 120), bye: place(1120, 0) });
    await page.request.put(`${program.url}/api/flows/line-${flows}/draft`, { data: { document: stood.document, layout: stood.layout, revision: stood.revision }, headers: { origin: program.url } });
    await designer.opens(`line-${flows}`);
    const seen = () => page.locator('.react-flow__viewport').getAttribute('style');
    await designer.selects('ask');
    const before = await seen();
    await page.locator('[data-insert="ask.bill"]').click({ force: true });
    await page.getByRole('dialog', { name: designer.words().palette.after }).getByRole('textbox').fill('wait');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="wait"]').waitFor();
    const { document, layout } = await saved();
    expect(document.states).toMatchObject({ ask: { on: { bill: 'wait' } }, wait: { on: { next: 'bill' } } });
    // Between the two, and in sight: the view stays.
    const { wait } = layout.positions as unknown as Record<string, { x: number; y: number }>;
    expect([wait!.x > 264, wait!.x < 760 - 264, Math.abs(wait!.y) < 200]).toEqual([true, true, true]);
    await page.locator('.react-flow__node:focus').and(page.locator('[data-id="wait"]')).waitFor();
    expect(await seen()).toBe(before);
  });

  test('a step from the palette covers nothing, is in sight and has the focus; nothing else moves', async () => {
    const { page } = designer;
    const before = (await saved()).layout.positions;
    await designer.selects('ask');
    const step = await designer.addsStep('say');
    await page.locator('.react-flow__node:focus').and(page.locator(`[data-id="${step}"]`)).waitFor();
    const { [step]: added, ...others } = (await saved()).layout.positions as Record<string, { x: number; y: number }>;
    expect(others).toEqual(before);
    expect(added!.x).toBeGreaterThan(264);
    const boxes = await Promise.all([step, ...Object.keys(before)].map(async (id) => (await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox())!));
    const canvas = (await page.locator('.react-flow').boundingBox())!;
    const [card, ...rest] = boxes;
    expect(rest.filter((box) => card!.x < box.x + box.width && box.x < card!.x + card!.width && card!.y < box.y + box.height && box.y < card!.y + card!.height)).toEqual([]);
    expect([card!.x >= canvas.x, card!.y >= canvas.y, card!.x + card!.width <= canvas.x + canvas.width, card!.y + card!.height <= canvas.y + canvas.height]).toEqual([true, true, true, true]);
  });

  test('a card that gets more exits moves down what stands below it, in one step with them', async () => {
    const { page } = designer;
    const under = async (): Promise<number> => {
      const [ask, bill] = [(await page.locator('.react-flow__node[data-id="ask"]').boundingBox())!, (await page.locator('.react-flow__node[data-id="bill"]').boundingBox())!];
      return bill.y - ask.y - ask.height;
    };
    const { document, layout, revision } = (await saved()) as ReturnType<typeof createLine> & { revision: number };
    const height = await page.locator('.react-flow__node[data-id="ask"]').evaluate((card) => (card as unknown as { offsetHeight: number }).offsetHeight);
    layout.positions.bill = place(20, height + 30);
    await page.request.put(`${program.url}/api/flows/line-${flows}/draft`, { data: { document, layout, revision }, headers: { origin: program.url } });
    await designer.opens(`line-${flows}`);
    await designer.selects('ask');
    expect(await under()).toBeGreaterThan(0);
    const add = page.getByRole('complementary').getByRole('button', { name: /^Add to/ }).first();
    await add.click();
    await add.click();
    await page.locator('[data-step="ask"] [data-exit]').nth(5).waitFor();
    const { positions } = (await saved()).layout;
    expect(positions.bill).toEqual({ x: 20, y: expect.any(Number) });
    expect(positions.bill.y).toBeGreaterThan(height + 30);
    expect(positions.bye).toEqual(place(720, 0));
    expect(await under()).toBeGreaterThan(0);
    await page.locator('.react-flow__node[data-id="ask"]').focus();
    for (let step = 0; step < 2 && (await designer.placeOf('bill')).y !== height + 30; step += 1) await designer.undoes();
    expect((await saved()).document.states.ask!.meta['choices']).toHaveLength(2);
    expect(await designer.placeOf('bill')).toEqual({ x: 20, y: height + 30 });
  });

  test('cards selected together move together, in line with their neighbours', async () => {
    await designer.selectsTogether('bill', 'news');
    await designer.drags('bill', { x: 0, y: -60 });
    const { positions } = (await saved()).layout;
    expect(positions.news.y - positions.bill.y).toBe(240);
    expect(positions.bill.x).toBe(360);
    expect(positions.bill.y).toBeLessThan(-120);
    await designer.undoes();
    expect((await saved()).layout.positions.bill).toEqual({ x: 360, y: -120 });
  });

  test('a box drawn with Shift selects what it touches', async () => {
    const { page } = designer;
    const [bill, news] = [(await page.locator('[data-step="bill"]').boundingBox())!, (await page.locator('[data-step="news"]').boundingBox())!];
    await page.keyboard.down('Shift');
    await page.locator('.react-flow__pane.selection').waitFor();
    await page.mouse.move(bill.x - 12, bill.y - 12);
    await page.mouse.down();
    await page.mouse.move(news.x + 60, news.y + 30, { steps: 10 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect(await page.locator('.react-flow__node.selected').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id')).sort())).toEqual(['bill', 'news']);
  });

  test('a guide shows what a dragged card stands in line with', async () => {
    const { page } = designer;
    const card = (await page.locator('[data-step="news"]').boundingBox())!;
    await page.mouse.move(card.x + 60, card.y + 24);
    await page.mouse.down();
    await page.mouse.move(card.x + 64, card.y + 60, { steps: 8 });
    await page.locator('[data-guide]').first().waitFor();
    await page.mouse.up();
    await page.locator('[data-guide]').first().waitFor({ state: 'detached' });
    expect((await saved()).layout.positions.news.x).toBe(360);
  });

  test('no line crosses a card, also after one was dropped in the way', async () => {
    await designer.drags('news', { x: 0, y: -60 });
    await designer.isSaved();
    const crossing = await designer.page.evaluate<string[]>(`(() => {
      const cards = [...document.querySelectorAll('.react-flow__node-step')].map((card) => ({ id: card.dataset.id, box: card.getBoundingClientRect() }));
      return [...document.querySelectorAll('.react-flow__edge')].flatMap((edge) => {
        const path = edge.querySelector('path.react-flow__edge-path');
        const toScreen = path.getScreenCTM();
        const length = path.getTotalLength();
        return Array.from({ length: 200 }, (_, at) => path.getPointAtLength(length * at / 199).matrixTransform(toScreen)).flatMap((point) =>
          cards.filter(({ box }) => point.x > box.left + 8 && point.x < box.right - 8 && point.y > box.top + 4 && point.y < box.bottom - 4).map(({ id }) => edge.dataset.id + ' over ' + id));
      });
    })()`);
    expect([...new Set(crossing)]).toEqual([]);
  });
});

describe('steps on the clipboard', () => {
  test('go into another flow in another tab, with new ids where they are taken', async () => {
    const { page } = designer;
    await designer.selectsTogether('ask', 'bill');
    await page.keyboard.press('Control+c');
    flows += 1;
    await page.request.post(`${program.url}/api/flows`, { data: createLine(`line-${flows}`), headers: { origin: program.url } });
    const other = await openDesigner({ browser, origin: program.url, context: session });
    await other.opens(`line-${flows}`);
    await other.page.keyboard.press('Control+v');
    await other.page.locator('[data-step="ask_2"]').waitFor();
    await other.isSaved();
    const { document } = (await (await page.request.get(`${program.url}/api/flows/line-${flows}/draft`)).json()) as ReturnType<typeof createLine>;
    expect((document.states as Record<string, { on?: object }>)['ask_2']?.on).toEqual({ bill: 'bill_2' });
    await other.close();
  });

  test('are cut, pasted and duplicated', async () => {
    const { page } = designer;
    await page.locator('[data-step="news"]').click({ position: { x: 60, y: 24 } });
    await page.keyboard.press('Control+d');
    await page.locator('[data-step="news_2"]').waitFor();
    await page.keyboard.press('Control+x');
    await page.locator('[data-step="news_2"]').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+v');
    await page.locator('[data-step="news_2"]').waitFor();
    expect((await saved()).document.states['news_2']?.on).toEqual({});
  });

  test('text that is no step is refused kindly', async () => {
    const { page } = designer;
    await page.evaluate("navigator.clipboard.writeText('milk, bread')");
    await page.keyboard.press('Control+v');
    await page.getByText(designer.words().canvas.paste.no_steps).waitFor();
    expect((await designer.steps()).sort()).toEqual(['ask', 'bill', 'bye', 'news']);
  });
});

test('a step becomes of another type and keeps what fits', async () => {
  const { page } = designer;
  await designer.choosesFromMenu('bill', designer.words().canvas.menu.replace);
  await page.getByRole('dialog', { name: designer.words().palette.replace }).getByRole('textbox').fill('play');
  await page.keyboard.press('Enter');
  await page.locator('[data-step="bill"][data-group]').getByText('Your bill').first().waitFor();
  const after = (await saved()).document.states.bill;
  expect(after).toMatchObject({ meta: { title: words('Your bill') }, on: { next: 'bye' } });
  expect(after.meta.step).not.toBe('say');
  await designer.undoes();
  expect((await saved()).document.states.bill.meta.step).toBe('say');
});

test('a note is written, a frame is titled, moves what it holds, and is folded and unfolded', async () => {
  const { page } = designer;
  await designer.entersTheCanvas();
  await page.keyboard.press('n');
  // Nobody waits with the words until they see where they come.
  await page.keyboard.type('Ask the branch');
  await page.keyboard.press('Escape');
  expect((await saved()).layout.notes).toMatchObject([{ text: 'Ask the branch' }]);
  await page.keyboard.press('Delete');
  await page.locator('[data-note]').waitFor({ state: 'detached' });

  await designer.selectsTogether('bill', 'news');
  await page.keyboard.press('g');
  await page.keyboard.type('Answers');
  await page.keyboard.press('Escape');
  const before = (await saved()).layout.positions;
  await page.keyboard.press('Control+ArrowDown');
  const { layout } = await saved();
  expect(layout.frames).toMatchObject([{ title: 'Answers' }]);
  expect([layout.positions.bill.y, layout.positions.ask.y]).toEqual([before.bill.y + 10, before.ask.y]);

  const head = (await page.locator('[data-drag-frame]').boundingBox())!;
  const middle = { x: head.x + head.width / 2, y: head.y + head.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y + 80, { steps: 8 });
  await page.mouse.up();
  expect((await saved()).layout.positions.bill.y).toBeGreaterThan(layout.positions.bill.y + 40);

  await page.keyboard.press('f');
  await page.locator('[data-step="bill"]').waitFor({ state: 'detached' });
  expect((await saved()).layout.frames?.[0]?.folded?.sort()).toEqual(['bill', 'news']);
  await page.keyboard.press('f');
  await page.locator('[data-step="bill"]').waitFor();
}, 60_000);

test('a branch is folded away and shown again', async () => {
  const { page } = designer;
  await designer.entersTheCanvas();
  await page.keyboard.press('f');
  await page.locator('[data-step="bill"]').waitFor({ state: 'detached' });
  expect(await designer.steps()).toEqual(['ask']);
  await page.locator('[data-folded]').click();
  await page.locator('[data-step="bill"]').waitFor();
});

test('words are found, shown as they would be, replaced in all flows once that is confirmed, and taken back in all but those changed since', async () => {
  const { page } = designer;
  for (const id of [`line-${flows - 1}`, 'changed-since']) await page.request.post(`${program.url}/api/flows`, { data: createLine(id), headers: { origin: program.url } });
  await page.keyboard.press('Control+f');
  const panel = page.getByRole('complementary', { name: designer.words().find.title });
  await panel.getByLabel(designer.words().find.sought, { exact: true }).fill('Our news');
  await panel.getByLabel(designer.words().find.replacement, { exact: true }).fill('What is new');
  await panel.locator('[data-found="news"] ins').first().waitFor();
  await panel.getByText(designer.words().find.everywhere).click();
  await panel.getByText(`Line line-${flows - 1}`).waitFor();
  await panel.getByRole('button', { name: /^Replace in/ }).click();
  const sure = page.getByRole('dialog', { name: designer.words().find.sure.title });
  await sure.getByRole('listitem').filter({ hasText: `Line line-${flows - 1}` }).getByText(/^\d+ places?$/).waitFor();
  await sure.getByText('open here').waitFor();
  await sure.getByRole('button', { name: /^Replace in/ }).click();
  await page.locator('[data-step="news"]').getByText('What is new').first().waitFor();
  await page.getByText(/places replaced/).waitFor();
  expect((await saved()).document.states.news.meta.prompt).toEqual(words('What is new'));
  const other = (await (await page.request.get(`${program.url}/api/flows/line-${flows - 1}/draft`)).json()) as ReturnType<typeof createLine>;
  expect(other.document.states.news.meta.prompt).toEqual(words('What is new'));
  const draftOf = async (flow: string) => (await page.request.get(`${program.url}/api/flows/${flow}/draft`)).json() as Promise<ReturnType<typeof createLine> & { revision: number }>;
  const theirs = await draftOf('changed-since');
  theirs.document.states.news.meta.prompt = words('A colleague was here');
  await page.request.put(`${program.url}/api/flows/changed-since/draft`, { data: { document: theirs.document, layout: theirs.layout, revision: theirs.revision }, headers: { origin: program.url } });
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText(/flows? (is|are) as (it was|they were) before/).waitFor();
  await page.locator('[data-step="news"]').getByText('Our news').first().waitFor();
  expect((await saved()).document.states.news.meta.prompt).toEqual(words('Our news'));
  expect((await draftOf(`line-${flows - 1}`)).document.states.news.meta.prompt).toEqual(words('Our news'));
  await page.getByText('Left as they are, since they were changed meanwhile: Line changed-since').waitFor();
  expect((await draftOf('changed-since')).document.states.news.meta.prompt).toEqual(words('A colleague was here'));
});

test('the page of all flows finds words, numbers, addresses, variables and step types in them, by keys, and leads to the step', async () => {
  const { page } = designer;
  await page.goto(program.url);
  const { flows: texts, find } = designer.words();
  const field = page.getByRole('search').getByLabel(texts.find);
  await field.fill('Our news');
  const flow = page.getByRole('listitem').filter({ hasText: `Line line-${flows}` });
  await flow.first().waitFor();
  expect(await page.getByRole('status').filter({ hasText: /places? found/ }).count()).toBe(1);
  await field.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/flows\/line-\d+\?step=news$/);
  await page.locator('.react-flow__node.selected [data-step="news"]').waitFor();
  await page.goBack();
  await flow.first().waitFor();
  expect(await field.inputValue()).toBe('Our news');

  for (const [kind, sought, step] of [['url', 'nowhere.example', null], ['variable', 'caller.nothing', null], ['number', '1', 'ask']] as const) {
    await page.getByLabel(find.kind).selectOption(kind);
    await field.fill(sought);
    await (step ? page.locator(`[data-found="${step}"]`).first() : page.getByRole('heading', { name: texts.nothingFound.replace('{{sought}}', sought) })).waitFor();
  }
  await page.getByLabel(find.kind).selectOption('step_type');
  await field.selectOption('hang_up');
  await page.locator('[data-found="bye"]').first().waitFor();
  await field.press('Escape');
  await page.getByRole('heading', { name: `Line line-${flows}` }).waitFor();
}, 60_000);

test('selected steps become a flow of their own, which opens and leads back', async () => {
  const { page } = designer;
  await designer.selectsTogether('bill', 'news');
  await designer.choosesFromMenu('bill', designer.words().canvas.subflow.extract);
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/more than one/).waitFor();
  await page.keyboard.press('Escape');

  await designer.selectsTogether('news', 'ask');
  await designer.choosesFromMenu('ask', designer.words().canvas.subflow.extract);
  await dialog.getByLabel(designer.words().newFlow.name).fill(`Part ${flows}`);
  await dialog.getByRole('button', { name: designer.words().canvas.subflow.create }).click();
  await page.locator(`[data-step="part_${flows}"]`).waitFor();
  const { document } = await saved();
  expect(document.initial).toBe(`part_${flows}`);
  await designer.selects(`part_${flows}`);
  await page.getByText(/a draft that is not published yet; publish it first/).first().waitFor();
  expect(await page.getByRole('link', { name: `Open “part-${flows}” to publish it` }).first().getAttribute('href')).toBe(`/flows/part-${flows}`);
  await designer.choosesFromMenu(`part_${flows}`, `Go to the flow Part ${flows}`);
  await page.locator('[data-step="ask"]').waitFor();
  await page.getByRole('link', { name: new RegExp(`line-${flows}`) }).click();
  await page.locator(`[data-step="part_${flows}"]`).waitFor();
}, 60_000);

test('cards show how many calls came through', async () => {
  const caller = await dial(program.line);
  await caller.hangsUp();
  await designer.opens('card-services');
  await designer.page.locator('[data-step="find_customer"]').getByText('1 call').waitFor();
});

test('arranging again after a small change moves little', async () => {
  await designer.arranges();
  const before = (await saved()).layout.positions;
  const step = await designer.addsStep('wait');
  await designer.connects('bill', 'next', step);
  await designer.arranges();
  const after = (await saved()).layout.positions;
  expect(after.ask).toEqual(before.ask);
  expect(after.bill.x).toBe(before.bill.x);
});

test('arranging keeps in a frame what it held, and notes by their cards; one undo takes all of it back', async () => {
  flows += 1;
  const line = createLine(`line-${flows}`);
  const layout = {
    flow: line.document.id,
    positions: { ask: place(0, 0), bill: place(30, 320), news: place(60, 620), bye: place(10, 940) },
    frames: [{ id: 'frame_1', x: -10, y: 240, width: 400, height: 640, title: 'Answers' }, { id: 'frame_2', x: 600, y: -100, width: 420, height: 260, title: 'Later' }],
    notes: [{ id: 'note_1', x: 300, y: 940, text: 'By the goodbye' }],
  };
  await designer.page.request.post(`${program.url}/api/flows`, { data: { ...line, layout }, headers: { origin: program.url } });
  await designer.opens(`line-${flows}`);
  await designer.arranges();
  await designer.page.getByText(designer.words().canvas.said.arranged, { exact: true }).waitFor({ state: 'attached' });
  const after = (await saved()).layout as unknown as typeof layout;
  expect(after.positions.bill.x).toBeGreaterThan(after.positions.ask.x + 264);
  const [answers, later] = after.frames;
  const isIn = (frame: typeof answers, { x, y }: { x: number; y: number }) => x + 132 > frame!.x && x + 132 < frame!.x + frame!.width && y + 60 > frame!.y && y + 60 < frame!.y + frame!.height;
  expect(Object.entries(after.positions).filter(([, at]) => isIn(answers, at)).map(([id]) => id).sort()).toEqual(['bill', 'news']);
  expect(Object.values(after.positions).filter((at) => isIn(later, at))).toEqual([]);
  expect(after.notes[0]!.x - after.positions.bye.x).toBe(290);
  expect(await findCovered()).toEqual([]);
  await designer.undoes();
  expect((await saved()).layout).toMatchObject(layout);
});

describe('what is put down covers nothing', () => {
  test('a whole flow file that is pasted is laid out beside the rest, in view', async () => {
    const { page } = designer;
    const { document } = createLine('another');
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(JSON.stringify(document))})`);
    await page.keyboard.press('Control+v');
    await page.locator('[data-step="bye_2"]').waitFor();
    const { positions } = (await saved()).layout as { positions: Record<string, { x: number; y: number }> };
    expect(new Set(Object.values(positions).map(({ x, y }) => `${x} ${y}`)).size).toBe(8);
    expect(positions['bill_2']!.x).toBeGreaterThan(positions['ask_2']!.x + 264);
    expect(await findCovered()).toEqual([]);
    expect(await areSeen(['ask_2', 'bill_2', 'news_2', 'bye_2'])).toBe(true);
  });

  test('nor do copies', async () => {
    const { page } = designer;
    await designer.selectsTogether('ask', 'bill', 'news', 'bye');
    await page.keyboard.press('Control+c');
    for (const copy of ['bye_2', 'bye_3']) {
      await page.keyboard.press('Control+v');
      await page.locator(`[data-step="${copy}"]`).waitFor();
    }
    expect(await findCovered()).toEqual([]);
  });

  test('nor does a note', async () => {
    const { page } = designer;
    await designer.entersTheCanvas();
    await page.keyboard.press('n');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.locator('[data-note]').nth(1).waitFor();
    expect(await findCovered()).toEqual([]);
  });
});

describe('the card whose form opens stays in sight', () => {
  test.each([['clicked', 1280], ['clicked in a narrow window', 860]])('%s', async (_title, width) => {
    const { page } = designer;
    await page.setViewportSize({ width, height: 720 });
    await designer.opens(`line-${flows}`);
    await viewRests();
    const zoom = await zoomOfView();
    const bye = (await page.locator('[data-step="bye"]').boundingBox())!;
    const canvas = (await page.locator('.react-flow').boundingBox())!;
    // Drags the canvas until the card stands at its right edge.
    const by = canvas.x + canvas.width - 10 - bye.x - bye.width;
    await page.mouse.move(canvas.x + 80, canvas.y + 20);
    await page.mouse.down();
    await page.mouse.move(canvas.x + 80 + by, canvas.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.locator('[data-step="bye"]').click({ position: { x: 20, y: 20 } });
    await page.locator('[data-side-panel]').waitFor();
    await expectSeen('bye');
    await viewRests();
    expect(await zoomOfView()).toBe(zoom);

    const before = await page.locator('.react-flow__viewport').getAttribute('style');
    await page.locator('[data-step="bye"]').click({ position: { x: 20, y: 20 } });
    expect(await page.locator('.react-flow__viewport').getAttribute('style')).toBe(before);
  });

  test('opened by Enter', async () => {
    await designer.entersTheCanvas();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await designer.page.keyboard.press(key);
    await designer.page.locator('[data-side-panel]').waitFor();
    await expectSeen('bye');
  });
});

/** Cards and notes that lie over one another on the screen. */
async function findCovered(): Promise<string[]> {
  return designer.page.evaluate<string[]>(`(() => {
    const boxes = [...document.querySelectorAll('.react-flow__node-step, .react-flow__node-note')].map((node) => ({ id: node.dataset.id, box: node.getBoundingClientRect() }));
    return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => a.box.left < b.box.right && b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom).map((b) => a.id + ' and ' + b.id));
  })()`);
}

async function areSeen(steps: string[]): Promise<boolean> {
  return designer.page.evaluate<boolean>(`(() => {
    const canvas = document.querySelector('.react-flow').getBoundingClientRect();
    return ${JSON.stringify(steps)}.every((id) => {
      const box = document.querySelector('.react-flow__node[data-id="' + id + '"]').getBoundingClientRect();
      return box.left >= canvas.left - 1 && box.top >= canvas.top - 1 && box.right <= canvas.right + 1 && box.bottom <= canvas.bottom + 1;
    });
  })()`);
}

async function expectSeen(step: string): Promise<void> {
  const end = Date.now() + 5_000;
  while (!(await areSeen([step])) && Date.now() < end) await designer.page.evaluate('new Promise(requestAnimationFrame)');
  expect(await areSeen([step])).toBe(true);
}

/** Waits until the view stands still. */
async function viewRests(): Promise<void> {
  const read = () => designer.page.locator('.react-flow__viewport').getAttribute('style');
  for (let [before, now] = [await read(), '' as string | null]; before !== now; ) {
    before = await read();
    await designer.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))');
    now = await read();
  }
}

const zoomOfView = async (): Promise<string> => /scale\(([\d.]+)\)/.exec((await designer.page.locator('.react-flow__viewport').getAttribute('style')) ?? '')?.[1] ?? '';

test('what was taken back before it was saved is not called changed', async () => {
  await designer.entersTheCanvas();
  await designer.page.keyboard.press('Control+ArrowDown');
  await designer.undoes();
  await designer.isSaved();
});

test('on a narrow window trying and publishing stay in sight', async () => {
  await designer.page.setViewportSize({ width: 390, height: 780 });
  const publish = (await designer.page.getByRole('button', { name: designer.words().toolbar.publish }).boundingBox())!;
  expect(publish.x + publish.width).toBeLessThanOrEqual(390);
});
