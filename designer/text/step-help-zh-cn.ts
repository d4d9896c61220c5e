export const helpInChinese: Record<string, string> = {};
