import { type Configuration, runSettings, settings } from '../../settings/settings';

/** The settings that have the same value in every run of Karpathy's min-char-rnn and of elman.py. */
const fixed = runSettings.filter(name => !('freeInMinCharRnn' in settings[name]));

/**
 * Returns whether a configuration is that of min-char-rnn, whose values are the defaults. If so, the metrics
 * also contain the smoothed loss that min-char-rnn prints.
 */
export function isMinCharRnn(configuration: Configuration): boolean {
  return fixed.every(name => configuration[name] === settings[name].default);
}
