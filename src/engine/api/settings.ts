import type { Configuration } from '../configuration/configuration';

/** Settings by the names they have in VS Code without the `elman.` in front; what is missing has its default. */
export type Settings = Partial<Configuration>;
