import type { Configuration } from '../../settings/settings';

/**
 * Settings by their VS Code names without the prefix `elman.`. Missing settings have their default values.
 */
export type Settings = Partial<Configuration>;
