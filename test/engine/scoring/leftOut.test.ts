import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openModel } from '../../../src/engine/families/kinds';
import { compare } from '../../../src/engine/scoring/compare';
import { perplexity } from '../../../src/engine/scoring/perplexities';
import { Reading } from '../../../src/engine/scoring/reading';
import { scoreText } from '../../../src/engine/scoring/score';
import { ppl, ppl1, totalsOf } from '../../../src/engine/scoring/srilm';

const folder = 'test/fixtures/cases';
const text = readFileSync(`${folder}/t.txt`, 'utf8'); // "bird" is unknown
const ports = { kernels: () => Promise.reject(new Error('no n-grams need kernels')) };
const open = (name: string) => openModel({ name, bytes: readFileSync(`${folder}/${name}`) }, ports);

describe('a model without a probability for unknown words', () => {
  it('leaves them out, and counts them everywhere', async () => {
    const score = scoreText(await open('a05-nounk.arpa'), '', text, true);
    assert.deepEqual([score.unknown, score.leftOut, score.zeroProbs, score.scored], [1, 1, 0, 12]);
    // The expected number is KenLM's perplexity of the same words without the unknown word.
    assert.ok(Math.abs(perplexity(score) - 4.13305) < 1e-5);
    const totals = totalsOf(score);
    assert.deepEqual([totals.words, totals.oovs, totals.zeroprobs], [11, 1, 0]);
    assert.ok(Math.abs(ppl(totals) - 4.13305) < 1e-5);
    const counts = { sentences: 1, words: 12, oovs: 3, zeroprobs: 4 };
    assert.deepEqual(
      [ppl, ppl1].map(of => of({ ...counts, logProb: -30 })),
      [1e5, 1e6],
    );
  });

  it('scores them as <unk> if it has it', async () => {
    const score = scoreText(await open('kenlm.arpa'), '', text, true);
    assert.deepEqual([score.unknown, score.leftOut, score.zeroProbs, score.scored], [1, 0, 0, 13]);
  });

  it('gives them no probability token by token or in a comparison', async () => {
    const models = await Promise.all(['a05-nounk.arpa', 'kenlm.arpa'].map(open));
    const readers = models.map(model => {
      const reading = new Reading(model);
      for (const _piece of reading.read(text, true));
      return { open: model, reading, range: { start: 0, end: text.length, complete: true } };
    });
    const [{ reading }] = readers;
    const bird = Array.from(reading.tokens.starts).indexOf(text.indexOf('bird'));
    assert.ok(Number.isNaN(reading.tokens.logProbs[bird]));
    const scores = compare(readers, text);
    assert.deepEqual(
      scores.map(({ scored, unknown }) => [scored, unknown]),
      [
        [12, 0],
        [12, 0],
      ],
    );
  });
});
