import type { Configuration } from '../configuration/configuration';

/** Settings by their VS Code names without the `elman.` prefix. Missing ones have their defaults. */
export type Settings = Partial<Configuration>;
