/** What a language is called, in the reader's own language: `zh-CN` is "中文" to a Chinese reader. A tag that no language has stands for itself. */
export function languageName(tag: string, reader: string): string {
  const short: Record<string, [string, string]> = { 'zh-CN': ['Chinese', '中文'], 'en-US': ['English', '英文'] };
  const known = Object.hasOwn(short, tag) ? short[tag] : undefined;
  if (known) return reader.startsWith('zh') ? known[1] : known[0];
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
