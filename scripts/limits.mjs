// Milliseconds after which a test counts as hanging. Even on a slow machine, a working test takes less.
export const limits = { test: '600000' };
