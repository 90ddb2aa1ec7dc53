import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { words } from '../../../../src/engine/data/words';
import { openModel } from '../../../../src/engine/families/kinds';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { evaluate } from '../../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { ppl } from '../../../../src/engine/scoring/srilm';
import { fill } from '../../../../src/protocol/message';
import { UserError } from '../../../../src/protocol/userError';

const bytesOf = (name: string) => readFileSync(`test/fixtures/cases/${name}`);
const textOf = (name: string) => bytesOf(name).toString();
const read = (text: string | Uint8Array, unknown?: string) =>
  readArpa(
    { name: 'm.arpa', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
    { unknown },
  );
const perplexity = (model: ReturnType<typeof read>) =>
  ppl(evaluate({ model: new NgramModel(model.smoothed), tokenizer: words }, textOf('t.txt'), true));
const warningOf = ({ warnings }: ReturnType<typeof read>) =>
  warnings.map(({ template, args }) => fill(template, args)).join(' ');
/** Asserts that two numbers agree to six significant digits. */
const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found / expected - 1) < 5e-6, `${found} where ${expected} is right`);

const KENLM = textOf('kenlm.arpa');
/** KenLM's perplexity of t.txt, including the unknown word. */
const RIGHT = 5.12923;
const LEAD = '"m.arpa" breaks the rules of the ARPA format, but could be read.';

describe('an ARPA file as other tools write it', () => {
  it('is read without a warning if it is regular', () => {
    near(perplexity(read(KENLM)), RIGHT);
    assert.equal(warningOf(read(KENLM)), '');
  });

  it('counts the last of two equal n-grams', () => {
    const twice = read(bytesOf('a13-dup.arpa'));
    near(perplexity(twice), RIGHT);
    assert.equal(warningOf(twice), `${LEAD} Repeated n-grams: 1, first on line 30; the last one counts.`);
    const other = KENLM.replace('ngram 2=27', 'ngram 2=29').replace(
      '\\2-grams:\n',
      '\\2-grams:\n-1\tthe cat\t-0.1\n-2\tthe cat\t-0.2\n',
    );
    near(perplexity(read(other)), RIGHT);
    assert.match(warningOf(read(other)), / Repeated n-grams: 2, /);
    const word = KENLM.replace('ngram 1=15', 'ngram 1=16').replace(
      '\\1-grams:\n',
      '\\1-grams:\n-7\tcat\t0\n',
    );
    near(perplexity(read(word)), RIGHT);
    assert.match(warningOf(read(word)), / Repeated n-grams: 1, first on line /);
  });

  it('may have more n-grams than its header says', () => {
    const more = read(bytesOf('a14-onemore.arpa'));
    near(perplexity(more), RIGHT);
    assert.match(
      warningOf(more),
      / N-grams beyond the number in the header: 1, first on line \d+; they count too\.$/,
    );
    const all = read(KENLM.replace(/(ngram \d)=\d+/g, '$1=1'));
    near(perplexity(all), RIGHT);
    assert.match(warningOf(all), / N-grams beyond the number in the header: 69, /);
  });

  it('may have log probabilities slightly above 0', () => {
    const above = read(bytesOf('a12-positive.arpa'));
    assert.match(
      warningOf(above),
      / Log probabilities slightly above 0: 1, first on line 29; they count as 0\.$/,
    );
    assert.ok([...above.smoothed.logProbs].every(logProb => logProb <= 0));
    // The changed number is not used: in t.txt, "on the" follows only "sat", so a 3-gram gives its
    // probability.
    near(perplexity(above), RIGHT);
    assert.throws(() => read(KENLM.replace('-0.012897146\ton the', '0.0002\ton the')), /not above 0/);
  });

  it("may have Microsoft's infinities", () => {
    for (const infinity of ['-1.#INF', '-1.#INF00', '-1.#inf']) {
      const model = read(KENLM.replace('0\t<s>', `${infinity}\t<s>`));
      near(perplexity(model), RIGHT);
      assert.match(
        warningOf(model),
        /Microsoft \(-1\.#INF\): 1, first on line 8; they count as probability 0\.$/,
      );
    }
    near(perplexity(read(bytesOf('a48-msinf.arpa'))), RIGHT);
    assert.throws(() => read(KENLM.replace('0\t<s>', '-1.#IND\t<s>')), /"-1\.#IND"/);
    assert.throws(() => read(KENLM.replace('0\t<s>', '1.#INF\t<s>')), /"1\.#INF"/);
  });

  it('may lack an n-gram with which longer ones begin', () => {
    const lost = read(bytesOf('a20-nocontext.arpa'));
    // The missing probability of "on the" is computed by backing off, with the back-off weight of "on".
    const backedOff = KENLM.replace(
      '-0.012897146\ton the\t-0.30103',
      `${-1.4623976 - 0.81971633}\ton the\t0`,
    );
    near(perplexity(lost), perplexity(read(backedOff)));
    assert.match(warningOf(lost), / N-grams whose beginning is missing from the file: \d, first on line /);
    // If there are no 2-grams, the first two words of every 3-gram are a missing 2-gram.
    const lines = KENLM.split('\n');
    const [from, to] = ['\\2-grams:', '\\3-grams:'].map(heading => lines.indexOf(heading));
    const none = [...lines.slice(0, from + 1), '', ...lines.slice(to)]
      .join('\n')
      .replace('ngram 2=27', 'ngram 2=0');
    assert.match(warningOf(read(none)), / missing from the file: 30, first on line /);
    assert.equal(read(none).smoothed.trie.levels.length, 5);
  });

  it('with several faults gets one warning that counts them all', () => {
    const model = read(textOf('a13-dup.arpa').replace('0\t<s>', '-1.#INF\t<s>'));
    near(perplexity(model), RIGHT);
    assert.equal(model.warnings.length, 3);
  });
});

describe('an ARPA file in another form', () => {
  it('of IRSTLM is read as the ARPA file to which IRSTLM converts it', () => {
    near(perplexity(read(bytesOf('f06-arpa.arpa'))), 4.23178);
    near(perplexity(read(bytesOf('f06-iarpa.arpa'))), 4.23178);
    near(perplexity(read(textOf('f06-iarpa.arpa').replaceAll('\n', '\r\n'))), 4.23178);
    const [plain, own] = ['f06-arpa.arpa', 'f06-iarpa.arpa'].map(name => read(bytesOf(name)).smoothed);
    for (const [node, logProb] of plain.logProbs.entries()) {
      // Skips n-grams that end with <s>, which is never predicted.
      if (plain.trie.words[node] === plain.vocabulary.size) continue;
      assert.ok(Math.abs(logProb - own.logProbs[node]) < 2e-5, `node ${node}`);
    }
  });

  it('may call the unknown word <UNK>', () => {
    near(perplexity(read(bytesOf('a08-UNK.arpa'))), RIGHT);
    assert.deepEqual(read(bytesOf('a08-UNK.arpa')).smoothed, read(KENLM).smoothed);
    const both = read(
      KENLM.replace('ngram 1=15', 'ngram 1=16').replace('\\1-grams:', '\\1-grams:\n-2\t<UNK>'),
    );
    // If the file contains both <unk> and <UNK>, <UNK> is an ordinary word.
    near(perplexity(both), RIGHT);
    assert.ok(both.smoothed.vocabulary.has('<UNK>'));
    const named = KENLM.replace('<unk>', '[oov]');
    near(perplexity(read(named, '[oov]')), RIGHT);
    assert.throws(() => read(KENLM, 'cat'), /has both "cat" and "<unk>"/);
  });

  it('is refused if it is not an ARPA text, with advice that fits the file', () => {
    const refusal = (bytes: Uint8Array, message: RegExp) =>
      assert.throws(
        () => read(bytes),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    refusal(
      bytesOf('a24-latin1.arpa'),
      /^Line 11 of "m\.arpa" is not UTF-8.* iconv -f LATIN1 -t UTF-8 m\.arpa/,
    );
    refusal(Buffer.from(KENLM.replace('cat', 'c\0t')), /^Line 11 .* a zero byte/);
    const latin1 = KENLM.replace('cat', 'c\u00e4t');
    refusal(Buffer.from(`\n${latin1}`, 'latin1'), /^Line 12 of "m\.arpa" is not UTF-8/);
    const beginning = (text: string) => Buffer.from(`${text}\0\0\0`, 'latin1');
    refusal(
      beginning('mmap lm http://kheafield.com/code format version 5\n'),
      /binary file of KenLM.* lmplz/,
    );
    refusal(beginning('Qblmt 3 15 28 32'), /binary file of IRSTLM.* compile-lm/);
    refusal(beginning('qARPA 3 256'), /quantized file of IRSTLM/);
    refusal(beginning('SRILM_BINARY_NGRAM_002'), /binary file of SRILM.* ngram -lm/);
    refusal(beginning('\xd6\xfd\xb2\x7e\x06'), /OpenFst.* ngramprint/);
  });
});

describe('the header of an ARPA file', () => {
  const ports = { kernels: () => Promise.reject(new Error('no n-grams need kernels')) };
  const open = (name: string, bytes: Uint8Array) => openModel({ name, bytes }, ports);

  it('is found after pages of prose that mention it', async () => {
    const { description } = await open('model', bytesOf('a54-cmu-toolkit-longer.lm'));
    assert.equal(description, '3-gram · 72');
    const prose = 'a line about \\data\\ and more\n'.repeat(100_000);
    assert.equal(
      (await open('model', Buffer.from(`${prose} \\data\\ \r\n`.concat(KENLM.slice(7))))).description,
      '3-gram · 72',
    );
    assert.equal((await open('model', bytesOf('f06-iarpa.arpa'))).description, '3-gram · 75');
    await assert.rejects(open('model', Buffer.from(prose)), /not a model that Elman can read/);
  });

  it('is not confused with the headers of other toolkits', async () => {
    const kenlm = Buffer.from('mmap lm http://kheafield.com/code format version 5\n\0');
    await assert.rejects(open('model.binary', kenlm), /a binary file of KenLM/);
  });

  it("opens the file with its reader's warning", async () => {
    assert.equal((await open('model', bytesOf('a13-dup.arpa'))).warnings?.length, 2);
    assert.deepEqual((await open('model', bytesOf('kenlm.arpa'))).warnings, []);
  });
});
