// Milliseconds after which something counts as hanging. They are for hangs only: no machine may be slow enough to reach
// them with a test that works.
export const limits = { test: '600000' };
