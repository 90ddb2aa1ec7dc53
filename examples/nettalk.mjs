// NETtalk's task (Sejnowski & Rosenberg 1987): the sound of each letter of a word, on invented words.
// A window of seven letters, an LSTM from left to right and an LSTM in both directions, and the letters they get wrong.
//   node examples/nettalk.mjs [WORDS] [ITERATIONS]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [words = '3000', iterations = '2000'] = process.argv.slice(2);
const program = fileURLToPath(new URL('../dist/cli.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nettalk-'));

function elman(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

// Both directions see four letters each, the letter itself among them. The second layer joins the two: seven letters.
const networks = {
  'window of 7': ['--cell', 'feedForward', '--context', '4', '--layers', '2', '--direction', 'both'],
  LSTM: ['--cell', 'lstm', '--direction', 'forward'],
  'LSTM, both': ['--cell', 'lstm', '--direction', 'both'],
};

try {
  const file = join(folder, 'spelling.tsv');
  elman('generate', 'spelling', '--number', words, '--tagged', file);
  const results = Object.entries(networks).map(([name, flags]) => {
    const common = ['--max-iterations', iterations, '--runs', join(folder, 'runs'), '--json'];
    const figures = JSON.parse(
      elman('tag', file, ...flags, ...common)
        .trim()
        .split('\n')
        .at(-1),
    );
    return { name, accuracy: figures.network.accuracy, tokens: figures.tokens };
  });
  for (const { name, accuracy } of results)
    console.log(`${name.padEnd(12)} ${(100 * accuracy).toFixed(1).padStart(5)}% of the sounds are right`);
  console.log(
    `\nwrong sounds per 100 occurrences of a letter\n${' '.repeat(6)}${Object.keys(networks)
      .map(name => name.padStart(13))
      .join('')}`,
  );
  for (const letter of results[0].tokens.map(({ token }) => token).sort()) {
    const rates = results.map(({ tokens }) => {
      const { count, errors } = tokens.find(({ token }) => token === letter);
      return (100 * errors) / count;
    });
    if (rates.some(rate => rate > 0))
      console.log(letter.padEnd(6) + rates.map(rate => rate.toFixed(1).padStart(13)).join(''));
  }
} finally {
  rmSync(folder, { recursive: true });
}
