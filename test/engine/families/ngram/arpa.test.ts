import assert from 'node:assert/strict';
import { shortestSingle } from '../../../../src/engine/core/decimal';
import { tokenizers } from '../../../../src/engine/data/tokenizers';
import { asciiWords } from '../../../../src/engine/data/words';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import type { BackoffModel } from '../../../../src/engine/families/ngram/backoffModel';
import { learn } from '../../../../src/engine/families/ngram/learn';
import { modelOf } from '../../../../src/engine/families/ngram/levels';
import { UserError } from '../../../../src/protocol/userError';
import { readArpaMutants, wholeArpaFiles } from './support/arpaMutants';
import { arpaText } from './support/arpaText';
import { listing } from './support/listing';
import { ngramFile, textFile, train } from './support/train';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readArpa({ name: 'model.arpa', bytes: encode(text) });

const KNESER_NEY = { smoothing: 'kneserNey', interpolate: true, minimumCount: 1 } as const;

/** Returns the n-grams of a model with their numbers rounded to single precision, as files contain them. */
const inSinglePrecision = (smoothed: BackoffModel) =>
  [...listing(smoothed)].map(([words, numbers]) => [words, ...numbers.map(Math.fround)]);

const MODEL = `made by hand

\\data\\
ngram 1=4
ngram 2=2

\\1-grams:
-0.3\t<unk>
-99\t<s>\t-0.2
-0.5\ta\t-0.1
-0.6\t</s>

\\2-grams:
-0.1\t<s> a
-0.2\ta </s>

\\end\\
`;

describe('an ARPA file', () => {
  it('is read as it was written, for every unit of tokenization', () => {
    const spaced = 'a\u3000b c\n\tちょっと\n'.repeat(3);
    for (const unit of ['word', 'character', 'segmented'] as const) {
      for (const text of [textFile('words-300-lines.txt'), spaced]) {
        const { smoothed } = train(text, 4, { unit });
        const { id } = tokenizers[unit]('en');
        const file = arpaText(smoothed, id);
        const back = read(file);
        assert.equal(back.tokenizer.id, id);
        assert.deepEqual(back.smoothed.vocabulary.symbols, smoothed.vocabulary.symbols);
        assert.deepEqual(inSinglePrecision(back.smoothed), inSinglePrecision(smoothed));
        assert.equal(arpaText(back.smoothed, id), file);
      }
    }
  });

  it('has the fewest digits that give the same single-precision numbers', () => {
    const { smoothed } = readArpa({ name: 'kenlm', bytes: ngramFile('kenlm-small-3.arpa') });
    const [ours, theirs] = [Buffer.from(arpaText(smoothed)), ngramFile('kenlm-small-3.arpa')];
    assert.ok(ours.length < theirs.length, `${ours.length} bytes, KenLM ${theirs.length}`);
    const numbers = (text: string) => text.match(/^-\S+|\t-?[\d.]+(?:e-\d+)?$/gm) ?? [];
    assert.ok(
      numbers(ours.toString()).every(number => number.replace(/\D/g, '').replace(/^0+/, '').length <= 10),
    );
    assert.deepEqual(
      [0, -0.3, 0.1 + 0.2, -1 / 3, -12.345678901, -1e-7 / 3, 1e300, -98.7654321].map(shortestSingle),
      [0, -0.3, 0.3, -0.33333334, -12.345679, -3.3333333e-8, 1e300, -98.765434],
    );
  });

  it('keeps the language of its words', () => {
    const { smoothed } = train('吾輩は猫である。\n', 2, { unit: 'segmented' });
    assert.equal(read(arpaText(smoothed, 'segmented ja')).tokenizer.id, 'segmented ja');
    const before = arpaText(smoothed, 'segmented ja').replace(
      '# elman-lab unit segmented',
      'elman-lab locale',
    );
    assert.equal(read(before).tokenizer.id, 'segmented ja');
  });

  it('has words between ASCII blanks unless the file or the user says otherwise', () => {
    const unitOf = (before: string, unit?: string) =>
      readArpa({ name: 'a', bytes: encode(before + MODEL), unit }).tokenizer.id;
    assert.equal(unitOf(''), 'word ascii');
    assert.equal(unitOf('# elman-lab unit word\n'), 'word');
    assert.equal(unitOf('# elman-lab unit character\n', 'segmented ja'), 'segmented ja');
    for (const unknown of ['segmented ../../x', 'word latin', ''])
      assert.equal(unitOf(`# elman-lab unit ${unknown}\n`), 'word ascii');
    assert.equal(unitOf('elman-lab locale ../../x\n'), 'word ascii');
    assert.throws(() => unitOf('', 'letters'), /"letters" is not a unit .* word, word ascii, character/);
  });

  it('keeps a no-break space inside a word, and does not record a unit that other programs assume', () => {
    const text = 'the 10\u00a0km\n'.repeat(3);
    const { ngrams } = learn(
      { name: 'text', bytes: encode(text) },
      { tokenizer: asciiWords, order: 2, minimumWordCount: 1, byLength: () => KNESER_NEY },
    );
    const smoothed = modelOf(ngrams);
    const file = arpaText(smoothed, 'word ascii');
    assert.match(file, /^\\data\\\n/);
    assert.match(file, /^\S+\tthe 10\u00a0km/m);
    assert.deepEqual(inSinglePrecision(read(file).smoothed), inSinglePrecision(smoothed));
  });

  it('of KenLM is written again with the same numbers', () => {
    const { smoothed } = readArpa({ name: 'kenlm', bytes: ngramFile('kenlm-small-3.arpa') });
    assert.deepEqual(inSinglePrecision(read(arpaText(smoothed)).smoothed), inSinglePrecision(smoothed));
  });

  it('is read despite text before it, Windows line ends, spaces instead of tabs, and a model after it', () => {
    const there = listing(read(MODEL).smoothed);
    assert.deepEqual(there.get('<s> a'), [-0.1, 0]);
    assert.deepEqual(there.get('<s>'), [Number.NEGATIVE_INFINITY, -0.2]);
    for (const other of [
      MODEL.replaceAll('\n', '\r\n'),
      MODEL.replaceAll('\t', '  '),
      `${MODEL}\n${MODEL}`,
    ]) {
      assert.deepEqual(listing(read(other).smoothed), there);
    }
  });
});

describe('a hostile ARPA file is refused, with the line', () => {
  const cases: Record<string, readonly [wrong: string, message: RegExp]> = {
    'no model': ['a text\n', /not an ARPA file/],
    'an order left out': [MODEL.replace('ngram 2', 'ngram 3'), /^Line 5 .*count of 2-grams/],
    'a million-deep order': [MODEL.replace('ngram 1', 'ngram 1000000'), /^Line 4 .*at most/],
    'more orders than there are': [
      `\\data\\\n${Array.from({ length: 40 }, (_, i) => `ngram ${i + 1}=1\n`).join('')}${' '.repeat(1e4)}`,
      /^Line 34 .*at most 32/,
    ],
    'two thousand million n-grams': [MODEL.replace('2=2', '2=2000000000'), /^Line 5 .*more n-grams than/],
    'a count beyond all numbers': [
      MODEL.replace('2=2', `2=${'9'.repeat(400)}`),
      /^Line 5 .*more n-grams than/,
    ],
    'a negative count': [MODEL.replace('2=2', '2=-2'), /^Line 5 /],
    'fewer n-grams than promised': [MODEL.replace('2=2', '2=3'), /2-grams .* end at line 17: 2 were found/],
    'a section left out': [MODEL.replace('\\2-grams:', '\\3-grams:'), /^Line 13 .*"\\2-grams:" was expected/],
    'no probability': [MODEL.replace('-0.1\t<s>', 'nan\t<s>'), /^Line 14 .*"nan"/],
    'an infinite one': [MODEL.replace('-0.1\t<s>', 'Infinity\t<s>'), /^Line 14 .*"Infinity"/],
    'a probability above 1': [MODEL.replace('-0.1\t<s>', '0.1\t<s>'), /^Line 14 .*not above 0/],
    'a weight that is none': [MODEL.replace('a\t-0.1', 'a\tnan'), /^Line 10 .*back-off weight "nan"/],
    'too few words': [MODEL.replace('<s> a', 'a'), /^Line 14 .*2-gram was expected/],
    'too many words': [MODEL.replace('<s> a', '<s> a a a'), /^Line 14 /],
    'a word that is not there': [MODEL.replace('<s> a', '<s> b'), /^Line 14 .*"b", which is not among/],
    'no end': [MODEL.replace('\\end\\', ''), /was expected/],
    'a file cut off': [MODEL.slice(0, -40), /line 1\d/i],
    'no words': ['\\data\\\n\n\\end\\\n', /Line 3 /],
  };
  for (const [what, [text, message]] of Object.entries(cases)) {
    it(what, () => {
      assert.throws(
        () => read(text),
        (error: unknown) => {
          assert.ok(error instanceof UserError, String(error));
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it('or read, after any change, within the memory that its size justifies (5,000 mutants)', () => {
    const { loaded, refused } = readArpaMutants(wholeArpaFiles(), 1, 5000);
    assert.ok(loaded > 300 && refused > 3000, `${loaded} loaded, ${refused} refused`);
  });
});
