import assert from 'node:assert/strict';
import { tokenizers } from '../../../src/engine/data/tokenizers';
import { findWeights } from '../../../src/engine/families/mixture/findWeights';
import { mixModels } from '../../../src/engine/families/mixture/mixModels';
import { evaluate, scoreSentence } from '../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../src/engine/families/ngram/ngramModel';
import { readRnnlm } from '../../../src/engine/families/rnnlm/format/read';
import { testText } from '../../../src/engine/families/rnnlm/test';
import { encodeWords } from '../../../src/engine/families/rnnlm/text/vocabulary';
import type { OpenModel } from '../../../src/engine/model/openModel';
import { log10Probability, perplexityWithoutUnknown } from '../../../src/engine/scoring/perplexities';
import { scoreText } from '../../../src/engine/scoring/score';
import { ppl, srilmLines, totalsOf } from '../../../src/engine/scoring/srilm';
import { train } from '../families/ngram/support/train';
import { caseBytes, caseText, openCase } from '../support/cases';

const TEXTS = ['t.txt', 'train.txt', 'f27-blank-lines.txt', 'f27-nbsp.txt'];

const linesOf = (open: OpenModel, text: string) => srilmLines(totalsOf(scoreText(open, '', text, true)));

function ngrams(unit: 'character' | 'segmented' | 'word', text: string): OpenModel {
  const { smoothed } = train(text, 3, { unit });
  return {
    model: new NgramModel(smoothed),
    tokenizer: tokenizers[unit]('en'),
    description: unit,
    iteration: 0,
  };
}

describe('a text and a model have one perplexity', () => {
  for (const name of ['kenlm.arpa', 'a07-noeos.arpa', 'a05-nounk.arpa', 'f27-rnnlm.model']) {
    it(`in the n-gram report and in reading: ${name}`, async () => {
      const open = await openCase(name);
      for (const text of TEXTS.map(caseText)) {
        assert.equal(srilmLines(evaluate(open, text, true)), linesOf(open, text));
        const without = perplexityWithoutUnknown(scoreText(open, '', text, true));
        assert.equal(without.toFixed(9), ppl(evaluate(open, text, false)).toFixed(9));
      }
    });
  }

  it('in parts of 65,536 characters, because a text of characters is one long sentence', () => {
    const open = ngrams('character', 'abab');
    const text = 'ab'.repeat(40_000);
    const parts: number[] = [];
    const tally = evaluate(open, text, true, ({ words }) => parts.push(words.length));
    assert.deepEqual(parts, [65_536, 14_464]);
    assert.equal(srilmLines(tally), linesOf(open, text));
  });

  it("for RNNLM's models: that of its own test, also with unknown words and as a mixture", async () => {
    const text = 'the zebra saw the dog\nan emu ran\n';
    const bytes = caseBytes('f27-rnnlm.model');
    const { vocabulary } = readRnnlm(bytes);
    const ids = encodeWords(Buffer.from(text), vocabulary.words);
    const { logProb, words } = testText(readRnnlm(bytes), ids, { lambda: 1 });
    assert.ok(ids.includes(-1) && words < ids.length);
    const open = await openCase('f27-rnnlm.model');
    for (const each of [open, mixModels([{ open }], [1], 'linear')]) {
      const score = scoreText(each, '', text, true);
      assert.deepEqual([score.scored, score.leftOut], [words, ids.length - words]);
      assert.equal(log10Probability(score).toFixed(9), logProb.toFixed(9));
    }
  });

  for (const unit of ['character', 'segmented', 'word'] as const) {
    it(`with ${unit} units, and in finding the weights of a mixture`, () => {
      const open = ngrams(unit, caseText('train.txt'));
      for (const text of [...TEXTS.map(caseText), 'the cat']) {
        assert.equal(srilmLines(evaluate(open, text, true)), linesOf(open, text));
        const alone = mixModels([{ open }], [1], 'linear');
        const { perplexity } = findWeights(alone.model, alone.tokenizer, {
          name: 'text',
          bytes: Buffer.from(text),
        });
        const { logProb, scored, leftOut } = scoreText(open, '', text, true);
        if (leftOut === 0) assert.ok(Math.abs(perplexity / Math.exp(-logProb / scored) - 1) < 1e-9);
      }
    });
  }
});

describe('a single sentence', () => {
  it('has the same probability as in its text, with its end and without ranks', async () => {
    const open = await openCase('kenlm.arpa');
    const { words, tally } = scoreSentence(open, 'the cat sat', true);
    assert.deepEqual(
      words.map(({ word, place }) => [word, place]),
      ['the', 'cat', 'sat', '</s>'].map(word => [word, undefined]),
    );
    assert.deepEqual(tally, evaluate(open, 'the cat sat\n', true));
    assert.ok(words.every(({ logProb }) => logProb < 0));
  });
});

describe('a model with <s> but without </s>', () => {
  it('begins every line after <s>, and has no probability for its end', async () => {
    const open = await openCase('a07-noeos.arpa');
    const words: [string, number, boolean][] = [];
    evaluate(open, caseText('t.txt'), false, sentence => {
      for (const { word, logProb, isEnd } of sentence.words) words.push([word, logProb, isEnd]);
    });
    // The log10 probability of "the" after <s>.
    assert.ok(Math.abs(words[0][1] - -0.16189913) < 1e-6, `${words[0][1]}`);
    const a = words.find(([word]) => word === 'a') ?? assert.fail();
    // The log10 probability of "a" after <s>.
    assert.ok(Math.abs(a[1] - -0.9904941) < 1e-6, `${a[1]}`);
    const ends = words.filter(([, , isEnd]) => isEnd);
    assert.deepEqual(ends, [
      ['</s>', Number.NEGATIVE_INFINITY, true],
      ['</s>', Number.NEGATIVE_INFINITY, true],
    ]);
    assert.match(linesOf(open, caseText('t.txt')), /^2 sentences, 11 words, 0 OOVs\n2 zeroprobs/);
  });

  it('leaves sentence ends out of a score, and counts them as of probability 0', async () => {
    const score = scoreText(await openCase('a07-noeos.arpa'), '', caseText('t.txt'), true);
    const { tokens, scored, unknown, zeroProbs, zeroProbEnds, sentenceEnds } = score;
    assert.deepEqual([tokens, scored, unknown, zeroProbs, zeroProbEnds, sentenceEnds], [13, 11, 1, 2, 2, 0]);
  });

  it('can be a member of a mixture', async () => {
    const [noEnd, kenlm] = [await openCase('a07-noeos.arpa'), await openCase('kenlm.arpa')];
    const mixed = mixModels([{ open: noEnd }, { open: kenlm }], [1, 1], 'linear');
    const reversed = mixModels([{ open: kenlm }, { open: noEnd }], [1, 1], 'linear');
    assert.equal(linesOf(mixed, caseText('t.txt')), linesOf(reversed, caseText('t.txt')));
    const { scored, zeroProbs } = scoreText(mixed, '', caseText('t.txt'), true);
    // No token has probability 0, because one member has </s>.
    assert.deepEqual([scored, zeroProbs], [13, 0]);
    const { model } = mixed;
    const { logProbs } = model.step(model.start(), model.begin ?? assert.fail());
    const sum = logProbs.reduce((sum, logProb) => sum + Math.exp(logProb), 0);
    assert.ok(sum > 0.5 && sum < 1 + 1e-9, `${sum}`);
  });
});
