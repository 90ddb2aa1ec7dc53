// Milliseconds after which a test counts as hanging. Long enough that a working test never takes as long on a slow
// machine.
export const limits = { test: '600000' };
