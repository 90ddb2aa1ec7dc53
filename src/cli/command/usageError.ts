/** An error in how the program was called. Nothing was done; the exit code is 2. */
export class UsageError extends Error {}
