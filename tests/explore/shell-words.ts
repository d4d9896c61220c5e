/** The words of a printed command, as a shell divides it. */
export function shellWords(command: string): string[] {
  return [...command.matchAll(/(?:'(?:[^'])*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? ''));
}
