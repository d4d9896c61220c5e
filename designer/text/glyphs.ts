const FAMILY = 'Noto Sans SC';
const WEIGHTS = [400, 600];
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;

const prepared = new Set<string>();
let lacking: boolean | null = null;

/**
 * Loads the bundled letters of a text before it is drawn, where the system has no Chinese font of its own: text that is drawn while its
 * letters are on their way stays blank in some browsers. Where the system has them, nothing is loaded.
 */
export async function prepareGlyphs(text: string): Promise<void> {
  const wanted = [...new Set(text)].filter((letter) => WIDE.test(letter) && !prepared.has(letter));
  if (wanted.length === 0 || !(lacking ??= lacksChinese())) return;
  await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 16px "${FAMILY}"`, wanted.join('')))).catch(() => undefined);
  for (const letter of wanted) prepared.add(letter);
}

/** A system without the letters draws two of them alike, as the same empty box. */
function lacksChinese(): boolean {
  const [one, other] = ['流', '程'].map(drawLetter);
  return one === other;
}

function drawLetter(letter: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 24;
  const context = canvas.getContext('2d');
  if (!context) return letter;
  context.font = '20px system-ui, sans-serif';
  context.fillText(letter, 2, 20);
  return context.getImageData(0, 0, 24, 24).data.join();
}
