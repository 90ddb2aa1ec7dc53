import type { Configuration } from '../../settings/settings';

/** Settings by their VS Code names without the `elman.` prefix. Missing ones have their defaults. */
export type Settings = Partial<Configuration>;
