/**
 * An error in the arguments of the program. It is thrown before the program has any effect; the exit code is
 * 2.
 */
export class UsageError extends Error {}
