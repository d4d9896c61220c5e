/** Asks again until it holds. Throws, naming `what`, after `seconds`. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | false | null | undefined>): Promise<T> {
  const givesUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > givesUpAt) throw new Error(`${what}: not within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
