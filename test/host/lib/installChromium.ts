import { aptInstall } from './aptInstall';
import { findChromium } from './browser';

/** Names of Debian's packages. The fonts are for Japanese texts in screenshots. */
const packages = ['chromium', 'fonts-noto-cjk'];

/**
 * Installs Chromium from Debian's packages if there is no browser. If the installation is not possible,
 * prints what the user can do.
 */
export function installChromium(): void {
  if (findChromium()) return;
  aptInstall('Chromium', packages);
  if (!findChromium()) {
    throw new Error('The tests need a Chromium. Install one, or set the variable CHROMIUM to its path.');
  }
}
