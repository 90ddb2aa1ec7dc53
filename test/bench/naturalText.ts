// `node dist/test/bench/naturalText.js WORDS` prints a text of this number of words for the bench.
import { readFileSync } from 'node:fs';
import { naturalText } from './lib/naturalText';

const source = ['words.train.txt', 'tinyshakespeare.txt'].map(name =>
  readFileSync(`test/fixtures/text/${name}`, 'utf8'),
);
for (const piece of naturalText(source.join('\n'), Number(process.argv[2]))) process.stdout.write(piece);
