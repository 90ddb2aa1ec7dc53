import type { Internals } from '../../../src/extension/extension';
import { closeEditors, configure, internals, removeRuns, resetSettings } from './services';

type Settings = Readonly<Record<string, unknown>>;

interface ExtensionOptions {
  /** Settings for all tests of the suite. */
  readonly settings?: Settings;
  /**
   * Whether runs and editors are kept from test to test. All tests then use those that the suite's hooks
   * create.
   */
  readonly keep?: boolean;
}

/**
 * Returns the extension's services for the tests of a suite. The suite begins without runs. After each test,
 * resets its settings, closes its editors and removes its runs.
 */
export function useExtension({ settings = {}, keep = false }: ExtensionOptions = {}): Internals {
  const services = internals();
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
