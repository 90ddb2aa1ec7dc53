import type { Internals } from '../../../src/extension/extension';
import { closeEditors, configure, lab, removeRuns, resetSettings } from './services';

type Settings = Readonly<Record<string, unknown>>;

interface LabOptions {
  /** Settings of all tests of the suite. */
  readonly settings?: Settings;
  /** Keeps runs and editors from test to test: all tests use those that the suite's own hooks prepare. */
  readonly keep?: boolean;
}

/**
 * Gives a suite the extension's services. The suite begins without runs; after each test, its settings are reset, its
 * editors are closed and its runs are removed.
 */
export function useLab({ settings = {}, keep = false }: LabOptions = {}): Internals {
  const services = lab();
  const clean = async () => {
    await closeEditors();
    await removeRuns(services);
  };
  before(async () => {
    await configure(settings);
    await removeRuns(services);
  });
  afterEach(async () => {
    await resetSettings(settings);
    if (!keep) await clean();
  });
  after(async () => {
    if (keep) await clean();
    await resetSettings();
  });
  return services;
}
