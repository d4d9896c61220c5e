/** Hands a JSON document to the reader as a file. */
export function saveFile(name: string, document: object): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }));
  const link = Object.assign(window.document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
