/** Whether the session broke, or the server shuts down, starts, cannot be reached or has no session left: the same statement may do later. */
export function isDatabaseLost(error: unknown): boolean {
  const { code, message = '', syscall } = (error ?? {}) as { code?: string; message?: string; syscall?: string };
  return syscall === 'connect' || lost.test(code ?? message);
}

/** The texts are those of the driver, which has no code for them. */
const lost = /^(ECONNRESET|EPIPE|08...|57P0[1-3]|53300|Connection terminated.*|timeout exceeded when trying to connect|.*connection error and is not queryable)$/;
