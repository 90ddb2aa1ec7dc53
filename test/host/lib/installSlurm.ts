import { existsSync } from 'node:fs';
import { whyNoSlurm } from '../../cluster/slurm';
import { aptInstall } from './aptInstall';

/** The names of Slurm's packages in Debian. */
const packages = ['munge', 'slurmctld', 'slurmd', 'slurm-client'];

/**
 * Installs Slurm if it is missing and the tests could start it, which needs root in a container. Does nothing
 * on a system with systemd, because the packages would start their services there. Without Slurm, the tests
 * that need it are skipped.
 */
export function installSlurm(): void {
  const isContainer = process.platform === 'linux' && !existsSync('/run/systemd/system');
  if (isContainer && process.getuid?.() === 0 && whyNoSlurm() !== undefined) aptInstall('Slurm', packages);
}
