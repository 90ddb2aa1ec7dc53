import type { ExportedRun } from '../../../src/export/exportedRun';
import type { RunRecord } from '../../../src/protocol/run';
import { metrics, type Network, networks, record, sample, smoothLossAt } from '../../webview/preview/run';

/** Returns a run with n iterations, and with its metrics and samples. */
export function exported(
  n: number,
  change: Partial<RunRecord> = {},
  network: Network = networks.elman,
): ExportedRun {
  const iteration = change.iteration ?? 200;
  const { live, ...run } = record({
    id: `20260102T030405-${n}`,
    name: `run ${n}`,
    state: 'done',
    elapsed: 24,
  });
  return {
    record: { ...run, iteration, smoothLoss: smoothLossAt(iteration - 10, n), ...change },
    history: {
      metrics: metrics(0, iteration, network, n),
      samples: [0, 100, iteration].map(at => sample(at, network)),
      changes: [],
    },
  };
}
