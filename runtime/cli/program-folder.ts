import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder, whether it runs from its sources or from what is built of them. */
export function getProgramFolder(): string {
  return findPackage(dirname(fileURLToPath(import.meta.url)));
}

/** The flows and products that come with the program. */
export function getGalleryFolder(): string {
  return join(getProgramFolder(), 'flows');
}

function findPackage(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : findPackage(above);
}
