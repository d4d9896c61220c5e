/** Estimated seconds of synthetic speech: Chinese and Japanese by character, other writing by letter, with a breath at each stop. */
export function speechSeconds(text: string): number {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const narrow = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const stops = text.match(/[.,;:!?。，；：！？、]/gu)?.length ?? 0;
  return wide / wideASecond + (narrow - wide) / narrowASecond + stops * stopSeconds;
}

/** Neural voices at their usual speed, roughly. */
const wideASecond = 4.5;
const narrowASecond = 13;
const stopSeconds = 0.25;
