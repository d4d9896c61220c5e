/** As many digits as a card number has, as keys, or said digit by digit in Chinese: never kept, wherever a caller says it. */
const LONG_NUMBER = /[\d〇零幺一二两三四五六七八九](?:[ ,，-]?[\d〇零幺一二两三四五六七八九]){11,}/g;

/** What a caller said, as it may be kept: bounded, and with stars for a number that may be that of a card. */
export function withoutLongNumbers(words: string, mostCharacters: number): string {
  const plain = words.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return plain.replace(LONG_NUMBER, (number) => '*'.repeat(number.length)).slice(0, mostCharacters);
}
