/** The signals that end a training. The program saves what it has trained before it ends. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
