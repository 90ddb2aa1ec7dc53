/**
 * The error that the program was called with wrong arguments. It is thrown before the program has any effect,
 * and leads to exit code 2.
 */
export class UsageError extends Error {}
