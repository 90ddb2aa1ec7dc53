/** Something is wrong with how the program was called: nothing was done, and the exit code is 2. */
export class UsageError extends Error {}
