import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FileSample, ModelFileSurvey } from '../../../src/engine/modelFiles/fileSample';
import { findRows } from '../../../src/engine/modelFiles/findRows';
import { surveyModelFile } from '../../../src/engine/modelFiles/surveyModelFile';
import { encodeSafetensors } from '../../../src/engine/storage/safetensors/safetensors';
import { fill } from '../../../src/protocol/message';

const fixture = (name: string) => {
  const bytes = readFileSync(`test/fixtures/${name}`);
  return new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
};
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.gz$/, '');

/** Surveys a file of which all was read. */
function whole(
  name: string,
  begin = fixture(name),
  others: Partial<FileSample> = {},
): Promise<ModelFileSurvey> {
  return surveyModelFile({ name: nameOf(name), begin, size: begin.length, pieces: [], ...others });
}

/** Surveys a file of which only the beginning and pieces were read. */
function part(name: string, begin: number, pieces: readonly (readonly [number, number])[] = []) {
  const bytes = fixture(name);
  return surveyModelFile({
    name: nameOf(name),
    begin: bytes.subarray(0, begin),
    size: bytes.length,
    pieces: pieces.map(([from, to]) => ({ at: from, bytes: bytes.subarray(from, to) })),
  });
}

const damageOf = ({ damage }: ModelFileSurvey) => damage && fill(damage.template, damage.args);
const fact = ({ facts }: ModelFileSurvey, wanted: string) => facts.find(({ name }) => name === wanted)?.value;

describe('the survey of a model file', () => {
  it('of n-grams has their numbers, and n-grams with their figures', async () => {
    const survey = await whole('cases/kenlm.arpa');
    assert.deepEqual([survey.format, survey.use, survey.damage], ['arpa', 'model', undefined]);
    const [{ rows: orders }] = survey.parts;
    assert.deepEqual(
      orders.map(([length]) => length),
      [1, 2, 3],
    );
    for (const [, announced, read] of orders) assert.equal(read, announced);
    assert.equal(survey.rows.length, survey.announced);
    const lines = new TextDecoder().decode(fixture('cases/kenlm.arpa')).split('\n');
    const [logProb, ngram, backOff] = lines[lines.indexOf('\\2-grams:') + 1].split('\t');
    const row = survey.rows.find(([length]) => length === 2);
    assert.deepEqual(row, [2, ngram, Number(logProb), Number(backOff ?? 0)]);
  });

  it('of damaged n-grams has the place of the damage, and what comes before it', async () => {
    const bytes = fixture('cases/kenlm.arpa');
    const text = new TextDecoder().decode(bytes);
    const cut = await whole('a.arpa', bytes.subarray(0, text.indexOf('\\3-grams:') - 30));
    assert.match(damageOf(cut) ?? '', /^The 2-grams of "a\.arpa" end at line \d+: .*truncated/);
    assert.ok(cut.rows.some(([length]) => length === 2));
    assert.match(damageOf(await whole('cases/a24-latin1.arpa')) ?? '', /^Line \d+ of .* is not UTF-8/);
    const repeated = await whole('cases/a13-dup.arpa');
    assert.equal(repeated.damage, undefined);
    assert.equal(repeated.warnings.length, 2);
  });

  it('of a large ARPA file reads places further on, and whether the file ends', async () => {
    const { length } = fixture('ngram/kenlm-small-3.arpa');
    const end = [length - 400, length] as const;
    const survey = await part('ngram/kenlm-small-3.arpa', 3000, [
      [Math.floor(length / 2), Math.floor(length / 2) + 2000],
      end,
    ]);
    assert.equal(survey.damage, undefined);
    const lengths = new Set(survey.rows.map(([order]) => order));
    assert.ok(lengths.has(1) && lengths.has(3), [...lengths].join());
    const [{ rows: orders }] = survey.parts;
    assert.equal(orders.length, 3);
    assert.ok(Number(orders[2][2]) < Number(orders[2][1]));
    const cut = await part('ngram/kenlm-small-3.arpa', 3000, [[length - 4000, length - 3000]]);
    assert.match(damageOf(cut) ?? '', /does not end with the line "\\end\\"/);
    assert.deepEqual(await part('ngram/kenlm-small-3.arpa', 3000, [end]).then(damageOf), undefined);
  });

  it('of an RNNLM model has its sizes and words', async () => {
    const survey = await whole('rnnlm/bptt.model.gz');
    assert.deepEqual([survey.format, survey.use, survey.damage], ['rnnlm', 'model', undefined]);
    assert.equal(survey.rows.length, fact(survey, 'vocabulary'));
    assert.equal(survey.rows[0][0], '</s>');
    const [{ rows: arrays }] = survey.parts;
    assert.equal(arrays[0][2], Number(fact(survey, 'vocabulary')) * Number(fact(survey, 'hidden')));
    const binary = await whole('rnnlm/bptt-binary.model.gz');
    assert.deepEqual([binary.damage, binary.rows.length > 0], [undefined, true]);
  });

  it('of a damaged RNNLM model has the place, and of a large one reads only the beginning', async () => {
    const text = new TextDecoder('latin1').decode(fixture('rnnlm/bptt.model.gz'));
    const renumbered = new TextEncoder().encode(text.replace(/^ +7\t/m, '     8\t'));
    const damaged = await whole('a.model', renumbered);
    assert.match(damageOf(damaged) ?? '', /line \d+ has " {5}8/);
    assert.equal(damaged.rows.length, 7);
    const bytes = fixture('rnnlm/bptt-binary.model.gz');
    const cut = await whole('b.model', bytes.subarray(0, bytes.length - 100));
    assert.match(damageOf(cut) ?? '', /incomplete or damaged.* byte \d+, but it ends at/);
    const large = await part('rnnlm/bptt.model.gz', 4000);
    assert.equal(large.damage, undefined);
    assert.ok(large.rows.length > 0 && large.rows.length < Number(large.announced));
  });

  it('of faster-rnnlm reads both files, whichever is open', async () => {
    const beside = async (name: string) => {
      const bytes = fixture(`fasterRnnlm/${name}`);
      return { name, begin: bytes, size: bytes.length, pieces: [] };
    };
    for (const name of ['gru', 'gru.nnet']) {
      const survey = await whole(`fasterRnnlm/${name}`, undefined, { beside });
      assert.deepEqual([survey.format, survey.damage], ['fasterRnnlm', undefined]);
      assert.match(String(fact(survey, 'layer')), /^gru/);
      assert.equal(survey.rows.length, fact(survey, 'vocabulary'));
    }
    assert.match(damageOf(await whole('fasterRnnlm/gru')) ?? '', /"gru" was found, but "gru\.nnet" was not/);
    const cut = fixture('fasterRnnlm/gru.nnet').subarray(0, 500);
    assert.match(damageOf(await whole('gru.nnet', cut, { beside })) ?? '', /need \d+ bytes of weights/);
  });

  it('of word vectors has the same words, from text and binary files', async () => {
    const [text, binary] = await Promise.all([whole('word2vec/cbow-ns.txt'), whole('word2vec/cbow-ns.bin')]);
    assert.deepEqual([text.format, binary.format], ['word2vecText', 'word2vecBinary']);
    assert.deepEqual([text.damage, binary.damage, text.use], [undefined, undefined, 'vectors']);
    assert.equal(text.rows.length, text.announced);
    assert.deepEqual(
      text.rows.map(([word]) => word),
      binary.rows.map(([word]) => word),
    );
    assert.ok(Math.abs(Number(text.rows[5][1]) - Number(binary.rows[5][1])) < 1e-4);
    const cut = fixture('word2vec/cbow-ns.bin').subarray(0, 3000);
    const damaged = await whole('cut.bin', cut);
    assert.match(damageOf(damaged) ?? '', /vectors of \d+ numbers do not fit into \d+ bytes/);
    assert.ok(damaged.rows.length > 0);
    const large = await part('word2vec/cbow-ns.bin', 3000);
    assert.deepEqual([large.damage, large.announced], [undefined, binary.announced]);
  });

  it('of a safetensors file has its tensors, and says what Elman Lab can use', async () => {
    const theirs = await whole('pytorch/pytorch-lstm.safetensors');
    assert.deepEqual([theirs.format, theirs.use, theirs.damage], ['safetensors', undefined, undefined]);
    assert.equal(theirs.rows.length, fact(theirs, 'tensors'));
    const own = await whole('a.safetensors', encodeSafetensors([], { format: 'elman-lab-hmm' }));
    assert.deepEqual([own.use, own.parts[0].rows], ['model', [['format', 'elman-lab-hmm']]]);
    const bytes = fixture('pytorch/pytorch-lstm.safetensors');
    assert.match(
      damageOf(await whole('a.safetensors', bytes.subarray(0, bytes.length - 8))) ?? '',
      /only \d+ to \d+ is free/,
    );
    assert.match(damageOf(await whole('a.safetensors', bytes.subarray(0, 5))) ?? '', /has 5 bytes/);
    const weights = { name: 'w', dtype: 'F32', shape: [2], data: Float32Array.of(1, Number.NaN) } as const;
    assert.match(
      damageOf(await whole('b.safetensors', encodeSafetensors([weights], {}))) ?? '',
      /number 2 of 2 in "w" is NaN/,
    );
    const large = await part('pytorch/pytorch-lstm.safetensors', bytes.length - 1000);
    assert.deepEqual([large.damage, large.rows.length], [undefined, theirs.rows.length]);
  });

  it('lists tensors of types that it cannot read, with a warning', async () => {
    const header = '{"a":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}';
    const bytes = new Uint8Array(8 + header.length + 16);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(new TextEncoder().encode(header), 8);
    const survey = await whole('a.safetensors', bytes);
    assert.deepEqual(survey.rows, [['a', 'I64', '2', 2, 16]]);
    assert.deepEqual([survey.damage, survey.warnings.length], [undefined, 1]);
  });

  it('allocates nothing for what a header only claims', async () => {
    const claims =
      '{"a":{"dtype":"F32","shape":[4000000000,4000000000],"data_offsets":[0,64000000000000000]}}';
    const tensors = new Uint8Array(8 + claims.length);
    new DataView(tensors.buffer).setBigUint64(0, BigInt(claims.length), true);
    tensors.set(new TextEncoder().encode(claims), 8);
    assert.ok((await whole('a.safetensors', tensors)).damage);
    const text = (content: string) => new TextEncoder().encode(content);
    assert.ok((await whole('a.arpa', text('\\data\\\nngram 1=4000000000\n\n\\1-grams:\n'))).damage);
    assert.ok((await whole('a.bin', text('4000000000 1000000\nthe abcd'))).damage);
  });

  it('of a file of another program says that it is none of the formats', async () => {
    const survey = await whole('a.model', new TextEncoder().encode('{"learner": "trees"}'));
    assert.deepEqual([survey.format, survey.use], ['unknown', undefined]);
    assert.match(damageOf(survey) ?? '', /"a\.model" is in none of the formats/);
    const kenlm = new TextEncoder().encode('mmap lm http://kheafield.com/code format version 5\n\0');
    assert.match(damageOf(await whole('a.bin', kenlm)) ?? '', /binary file of KenLM/);
  });
});

describe('the search in a model file', () => {
  const rows = [
    [1, 'The', -1, 0],
    [2, 'the cat', -2, 0],
    [2, 'a dog', -3, 0],
  ] as const;
  const found = (query: string, from = 0, count = 10) =>
    findRows(rows, { query, from, count }).rows.map(([, ngram]) => ngram);

  it('finds parts of n-grams, and n-grams of a length', () => {
    assert.deepEqual(found(''), ['The', 'the cat', 'a dog']);
    assert.deepEqual(found('the'), ['The', 'the cat']);
    assert.deepEqual(found('2: the'), ['the cat']);
    assert.deepEqual(found('2:'), ['the cat', 'a dog']);
    assert.deepEqual(found('', 1, 1), ['the cat']);
    assert.equal(findRows(rows, { query: 'the', from: 0, count: 1 }).total, 2);
    assert.equal(findRows([['2: x', 1]], { query: '2: x', from: 0, count: 1 }).total, 1);
  });
});
