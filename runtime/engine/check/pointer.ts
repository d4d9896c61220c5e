/** A JSON pointer (RFC 6901) of the names on the way: `pointerTo('states', 'menu')` is `/states/menu`. */
export function pointerTo(...names: (string | number)[]): string {
  return names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The names on the way of a JSON pointer. */
export function readPointer(pointer: string): string[] {
  return pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The step a pointer leads into; `null` for the flow itself. */
export function stepOfPointer(pointer: string): string | null {
  const [states, step] = readPointer(pointer);
  return states === 'states' && step !== undefined ? step : null;
}
