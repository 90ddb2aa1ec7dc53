// `npm run bench -- --ngrams` estimates 5-grams with modified Kneser-Ney smoothing, as whole programs that write
// ARPA files: `elman ngram` and, if it is installed, KenLM's lmplz. The programs take turns.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './lib/compare';
import { isInstalled } from './lib/installed';
import { naturalText } from './lib/naturalText';

const ROUNDS = 3;
const sources = ['words.train.txt', 'tinyshakespeare.txt'].map(name => `test/fixtures/text/${name}`);

/** What GNU time reports about a program: seconds, seconds of processor time, and the peak memory in KiB. */
type Usage = readonly [seconds: number, processor: number, memory: number];

const programs: Readonly<Record<string, (text: string, model: string) => readonly string[]>> = {
  'Elman Lab': (text, model) => [
    ...[process.execPath, 'dist/cli.mjs', 'ngram', '-order', '5', '-kndiscount', '-interpolate'],
    ...['-gt3min', '1', '-gt4min', '1', '-gt5min', '1', '-text', text, '-lm', model],
  ],
  'KenLM lmplz -S 1G': (text, model) => [
    ...['lmplz', '-o', '5', '-S', '1G', '--skip_symbols', '--text', text, '--arpa', model],
  ],
};

/** Prints time and memory of the programs for texts of these numbers of words. */
export function printNgrams(sizes: readonly number[]): void {
  if (!isInstalled('time')) throw new Error('Install GNU time, which measures the memory of programs.');
  const names = Object.keys(programs).filter(name => !name.startsWith('KenLM') || isInstalled('lmplz'));
  const folder = mkdtempSync(join(tmpdir(), 'elman-ngrams-'));
  const source = sources.map(path => readFileSync(path, 'utf8')).join('\n');
  console.log('| words | program | time, s | processor time, s | peak memory, MiB |\n|---|---|---|---|---|');
  try {
    for (const words of sizes) {
      const text = join(folder, 'text.txt');
      writeFileSync(text, Buffer.concat([...naturalText(source, words)].map(piece => Buffer.from(piece))));
      const measured = new Map(names.map(name => [name, [] as Usage[]]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, found] of measured) found.push(usageOf(programs[name](text, join(folder, 'arpa'))));
      }
      for (const [name, found] of measured) console.log(rowOf(words, name, found));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function usageOf(command: readonly string[]): Usage {
  const { status, stderr } = spawnSync('time', ['-f', '%e %U %S %M', ...command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [seconds, user, system, memory] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return [seconds, user + system, memory];
}

function rowOf(words: number, name: string, found: readonly Usage[]): string {
  const [seconds, processor, memory] = [0, 1, 2].map(i => median(found.map(usage => usage[i])));
  const figures = [seconds.toFixed(1), processor.toFixed(1), (memory / 1024).toFixed(0)];
  return `| ${words.toLocaleString('en')} | ${name} | ${figures.join(' | ')} |`;
}
