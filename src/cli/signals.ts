/** Signals after which the program saves what it has trained and ends. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
