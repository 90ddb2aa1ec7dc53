import type { Configuration } from '../../settings/settings';

/**
 * Settings by the names that they have in VS Code, without the prefix `elman.`. Missing settings have their
 * default values.
 */
export type Settings = Partial<Configuration>;
