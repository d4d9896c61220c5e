/** Lets the browser keep something as a file. */
export function saveFile(name: string, content: Blob): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content), download: name });
  link.click();
  // The download has begun; what it reads from stays until then.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
