import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CliFolder } from './runCli';

const CORPUS = 'the cat sat\nthe cat sat on the mat\nthe dog sat\na cat ran\na dog ran on the mat\n';
const KN = '-kndiscount -interpolate -gt3min 1';

describe('elman ngram, with the flags and reports of SRILM', () => {
  const place = new CliFolder();
  before(async () => {
    writeFileSync(place.path('a.txt'), CORPUS);
    writeFileSync(place.path('b.txt'), 'the cat ran\nthe zebra sat\n');
    const { code, stderr } = await place.run(`ngram -text a.txt -order 3 ${KN} -lm a.arpa`);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^1-grams: 11 D1=0.142857 D2=1.92857 D3\+=3$/m);
    assert.match(stderr, /^3-grams: 17 D1=0.5 D2=1 D3\+=1.5 \(too few counts/m);
  });
  after(() => place.remove());

  const run = async (line: string) => {
    const { code, stdout, stderr } = await place.run(`ngram ${line}`);
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };

  it('reports a text: sentences, words, OOVs, log10 probability, perplexities', async () => {
    const { stdout } = await run('-lm a.arpa -ppl b.txt');
    assert.equal(
      stdout,
      'file b.txt: 2 sentences, 6 words, 1 OOVs\n0 zeroprobs, logprob= -5.33784 ppl= 5.78827 ppl1= 11.6834\n',
    );
  });

  it('lists every word with the longest n-gram found for it', async () => {
    const { stdout } = await run('-lm a.arpa -ppl b.txt -debug 2');
    const lines = stdout.split('\n');
    assert.deepEqual(lines.slice(0, 8), [
      'the cat ran',
      '\tp( the | <s> ) \t= [2gram] 0.0790624 [ -1.10203 ]',
      '\tp( cat | the ...) \t= [3gram] 0.417301 [ -0.379551 ]',
      ...lines.slice(3, 5),
      '1 sentences, 3 words, 0 OOVs',
      '0 zeroprobs, logprob= -2.65457 ppl= 4.60937 ppl1= 7.67105',
      '',
    ]);
    assert.equal(lines[10], '\tp( <unk> | the ...) \t= [OOV] 0 [ -inf ]');
    assert.match(lines[11], /^\tp\( sat \| <unk> \.\.\.\) \t= \[1gram\] /);
    assert.match(
      (await run('-lm a.arpa -ppl b.txt -unk -debug 2')).stdout,
      /p\( <unk> \| the \.\.\.\) \t= \[\dgram\]/,
    );
    assert.match((await run('-lm a.arpa -ppl b.txt -unk')).stdout, /6 words, 0 OOVs\n.*ppl= 7.2073[34] /);
  });

  it("leaves out what SRILM leaves out by default, and uses n-grams of its file's order or of a lower one", async () => {
    await run('-text a.txt -kndiscount -interpolate -lm pruned.arpa');
    const count = Number(/ngram 3=(\d+)/.exec(readFileSync(place.path('pruned.arpa'), 'utf8'))?.[1]);
    assert.ok(count > 0 && count < 17);
    const { stdout } = await run('-lm a.arpa -order 1 -ppl b.txt -debug 2');
    assert.ok(stdout.includes('[1gram]') && !stdout.includes('[2gram]'));
  });

  it('smooths, prunes and normalises by flags, and keeps probabilities valid', async () => {
    for (const flags of [
      '',
      '-wbdiscount',
      '-wbdiscount -interpolate',
      '-addsmooth 0.5',
      `${KN} -prune 0.01`,
    ]) {
      assert.match(
        (await run(`-text a.txt ${flags} -renorm -ppl a.txt`)).stdout,
        /0 OOVs\n0 zeroprobs.*ppl= [2-9]\.\d+ /,
        flags,
      );
    }
  });

  it('prunes by counts with the numbers of KenLM, and by entropy with one', async () => {
    const count = (path: string) => Number(/ngram 3=(\d+)/.exec(readFileSync(place.path(path), 'utf8'))?.[1]);
    await run(`-text a.txt --prune 0 0 1 -kndiscount -interpolate -lm p.arpa`);
    await run(`-text a.txt -gt3min 2 -kndiscount -interpolate -lm g.arpa`);
    assert.equal(readFileSync(place.path('p.arpa'), 'utf8'), readFileSync(place.path('g.arpa'), 'utf8'));
    await run(`-text a.txt --prune 0 0 -kndiscount -interpolate -lm all.arpa`);
    assert.deepEqual([count('p.arpa') > 0, count('p.arpa') < 17, count('all.arpa')], [true, true, 17]);
    await run('-text a.txt -write counts.txt -lm counted.arpa');
    await run(`-read counts.txt --prune 0 0 1 -kndiscount -interpolate -lm r.arpa`);
    assert.equal(count('r.arpa'), count('p.arpa'));
    for (const [flags, message] of [
      ['-text a.txt --prune 1 1 -lm x.arpa', /begins with 1: single words are not pruned/],
      ['-text a.txt --prune 0 2 1 -lm x.arpa', /the numbers must not decrease/],
      ['-lm a.arpa --prune 0 0 1', /--prune 0 0 1 applies only when a model is trained/],
      ['-text a.txt --prune 0 b -lm x.arpa', /Unexpected argument "b"/],
    ] as const) {
      const { code, stderr } = await place.run(`ngram ${flags}`);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });

  it('applies a smoothing to each length by flags', async () => {
    const lines = (
      await run('-text a.txt -kndiscount1 -wbdiscount2 -interpolate2 -cdiscount3 0.7 -gt3min 1 -lm l.arpa')
    ).stderr;
    assert.match(lines, /^1-grams: 11 D1=0.142857 D2=1.92857 D3\+=3$/m);
    assert.match(lines, /^2-grams: \d+$/m);
    assert.match(lines, /^3-grams: 17 D=0.7$/m);
    // Computes the Witten-Bell probability of "sat" after "cat" by hand. "cat" occurs 3 times, before two
    // distinct words: "sat" (twice) and "ran". Interpolates with P("sat").
    const arpa = readFileSync(place.path('l.arpa'), 'utf8');
    const logProb = (ngram: string) =>
      Number(
        arpa
          .split('\n')
          .find(line => line.split('\t')[1] === ngram)
          ?.split('\t')[0],
      );
    const expected = 2 / (3 + 2) + (2 / (3 + 2)) * 10 ** logProb('sat');
    // The tolerance allows for the single precision of ARPA files.
    assert.ok(Math.abs(10 ** logProb('cat sat') - expected) < 1e-7);
    // Uses absolute discounting with back-off. "the cat" occurs twice, both times before "sat".
    // The tolerance allows for the single precision of ARPA files.
    assert.ok(Math.abs(10 ** logProb('the cat sat') - (2 - 0.7) / 2) < 1e-7);
    for (const flags of [
      '-ukndiscount -interpolate',
      '-ndiscount',
      '-cdiscount 0.5 -interpolate -wbdiscount3',
    ]) {
      const sums = (await run(`-text a.txt ${flags} -ppl b.txt -debug 3`)).stdout.match(/\] \/ \S+/g) ?? [];
      assert.deepEqual(new Set(sums), new Set(['] / 1']), flags);
    }
  });

  it('gives words below the cutoff equal shares of the remaining probability', async () => {
    await run('-text a.txt -order 1 -cdiscount 0.5 -gt1min 3 -lm rare.arpa');
    const arpa = readFileSync(place.path('rare.arpa'), 'utf8');
    const p = (word: string) =>
      10 **
      Number(
        arpa
          .split('\n')
          .find(line => line.split('\t')[1] === word)
          ?.split('\t')[0],
      );
    // "the" occurs 5 times among 26 words. The words with a count of at least 3 ("the", "cat", "sat", "</s>")
    // occur 16 times together, and each count is reduced by 0.5.
    assert.ok(Math.abs(p('the') - 4.5 / 26) < 1e-7, `${p('the')}`);
    for (const word of ['mat', 'dog', 'ran', '<unk>'])
      assert.ok(Math.abs(p(word) - (1 - 14 / 26) / 6) < 1e-7, word);
  });

  it('reports sums and ranks', async () => {
    const { stdout } = await run('-lm a.arpa -ppl b.txt -debug 4');
    assert.ok(stdout.includes('\tp( the | <s> ) \t= [2gram] 0.0790624 [ -1.10203 ] / 1\n'), stdout);
    const [words, all] = stdout.trimEnd().split('\n').slice(-2);
    assert.match(words, /^5 words, rank1= 0\.[24] rank5= \S+ rank10= 1$/);
    assert.match(all, /^7 words\+sents, rank1wSent= 0\.\d+ rank5wSent= \S+ rank10wSent= 1$/);
  });

  it('writes counts and vocabularies, and restricts itself to a given vocabulary', async () => {
    const counts = (await run('-text a.txt -order 2 -write -')).stdout.split('\n');
    assert.ok(counts.includes('cat\t3') && counts.includes('<s> the\t3') && counts.includes('cat sat\t2'));
    assert.ok(!counts.some(line => line.startsWith('<unk>')));
    await run('-text a.txt -order 3 -write counts.txt -kndiscount -interpolate -lm direct.arpa');
    await run('-read counts.txt -order 3 -kndiscount -interpolate -lm read.arpa');
    const [direct, read] = ['direct.arpa', 'read.arpa'].map(name => readFileSync(place.path(name), 'utf8'));
    assert.equal(read, direct);
    writeFileSync(place.path('words.txt'), 'THE cat\nbird');
    await run('-text a.txt -order 1 -vocab words.txt -write-vocab known.txt -lm some.arpa');
    assert.equal(readFileSync(place.path('known.txt'), 'utf8'), '<s>\n</s>\n<unk>\nTHE\nbird\ncat\n');
    writeFileSync(place.path('capitals.txt'), 'The CAT sat\n');
    assert.match((await run('-lm a.arpa -ppl capitals.txt')).stdout, /3 words, 2 OOVs/);
    assert.match((await run('-lm a.arpa -tolower -ppl capitals.txt')).stdout, /3 words, 0 OOVs/);
  });

  it('lists counts of one length, and counts within a given vocabulary', async () => {
    await run('-text a.txt -order 3 -write all.txt -write2 two.txt -sort');
    const all = readFileSync(place.path('all.txt'), 'utf8').match(/.*\n/g) ?? [];
    const two = all.filter(line => line.split(/[ \t]/).length === 3);
    assert.ok(two.length > 5);
    assert.equal(readFileSync(place.path('two.txt'), 'utf8'), two.join(''));
    assert.equal((await run('-read all.txt -order 3 -write-order 2 -write -')).stdout, two.join(''));
    writeFileSync(place.path('few.txt'), 'THE cat');
    const known = await run(
      '-read all.txt -tolower -vocab few.txt -limit-vocab -write1 - -write-vocab few2.txt',
    );
    assert.deepEqual(known.stdout.match(/.*\n/g)?.sort(), [
      '</s>\t5\n',
      '<s>\t5\n',
      '<unk>\t13\n',
      'cat\t3\n',
      'the\t5\n',
    ]);
    assert.equal(readFileSync(place.path('few2.txt'), 'utf8'), '<s>\n</s>\n<unk>\ncat\nthe\n');
  });

  it('uses the given name of <unk> in texts and files', async () => {
    writeFileSync(place.path('oov.txt'), CORPUS.replaceAll('ran', 'OOV'));
    writeFileSync(place.path('unk.txt'), CORPUS.replaceAll('ran', '<unk>'));
    await run(`-text oov.txt -map-unk OOV ${KN} -lm oov.arpa`);
    await run(`-text unk.txt ${KN} -lm unk.arpa`);
    const [named, usual] = ['oov.arpa', 'unk.arpa'].map(name => readFileSync(place.path(name), 'utf8'));
    assert.equal(named, usual.replaceAll('<unk>', 'OOV'));
    const figures = (line: string) => run(`${line} -ppl b.txt -unk -debug 2`);
    assert.deepEqual(await figures('-lm oov.arpa -map-unk OOV'), await figures('-lm unk.arpa'));
    await run('-lm oov.arpa -map-unk OOV -write-lm again.arpa');
    assert.equal(readFileSync(place.path('again.arpa'), 'utf8'), named);
  });

  it('writes a binary model, from which all commands read the same figures', async () => {
    await run('-lm a.arpa -write-bin-lm a.ngrams');
    const figures = (name: string, flags: string) => run(`-lm ${name} -ppl b.txt ${flags}`);
    for (const flags of ['', '-unk', '-debug 2', '-order 2', '-mix-lm a.ngrams', '-prune 0.01'])
      assert.deepEqual(await figures('a.ngrams', flags), await figures('a.arpa', flags));
    await run('-lm a.ngrams -write-lm back.arpa');
    assert.equal(readFileSync(place.path('back.arpa'), 'utf8'), readFileSync(place.path('a.arpa'), 'utf8'));
    const scored = async (name: string) => (await place.run(`score ${name} b.txt`)).stdout;
    assert.equal((await scored('a.ngrams')).replaceAll('a.ngrams', 'a.arpa'), await scored('a.arpa'));
    await run('-lm a.arpa -write-bin-lm packed.ngrams.gz');
    assert.deepEqual(await figures('packed.ngrams.gz', ''), await figures('a.arpa', ''));
    writeFileSync(place.path('cut.ngrams'), readFileSync(place.path('a.ngrams')).subarray(0, 100));
    const { code, stderr } = await place.run('ngram -lm cut.ngrams -ppl b.txt');
    assert.equal(code, 1);
    assert.match(stderr, /"cut.ngrams" has 100 bytes, but its header announces \d+/);
  });

  it('reads and writes gzip files', async () => {
    writeFileSync(place.path('a.txt.gz'), gzipSync(CORPUS));
    await run(`-text a.txt.gz -order 3 ${KN} -lm a.arpa.gz`);
    assert.deepEqual(gunzipSync(readFileSync(place.path('a.arpa.gz'))), readFileSync(place.path('a.arpa')));
    assert.deepEqual(await run('-lm a.arpa.gz -ppl b.txt'), await run('-lm a.arpa -ppl b.txt'));
    writeFileSync(place.path('cut.gz'), gzipSync(CORPUS).subarray(0, 40));
    writeFileSync(place.path('bomb.gz'), gzipSync(Buffer.alloc(2 ** 27)));
    for (const [name, reason] of [
      ['cut', '"cut.gz" could not be unpacked (Z_BUF_ERROR)'],
      ['bomb', '"bomb.gz" has 0.12 MB and unpacks to more than 64 MB, which is the limit: '],
    ]) {
      const { code, stderr } = await place.run(`ngram -text ${name}.gz -lm none.arpa`);
      assert.deepEqual([code, stderr.slice(0, reason.length)], [1, reason]);
    }
  });

  it('interpolates models into one model, writes it and uses it for the other flags', async () => {
    await run('-text b.txt -order 2 -wbdiscount -interpolate -lm d.arpa');
    const mixed = '-lm a.arpa -mix-lm d.arpa -lambda 0.7';
    const { stdout } = await run(`${mixed} -ppl b.txt -write-lm both.arpa`);
    assert.equal((await run('-lm both.arpa -ppl b.txt')).stdout, stdout);
    assert.match(
      (await run('-lm both.arpa -ppl b.txt -debug 3')).stdout,
      /p\( zebra \| the \.\.\.\) \t= \[2gram\] \S+ \[ \S+ \] \/ 1\n/,
    );
    await run(`${mixed} -prune 0.01 -write-lm pruned2.arpa`);
    const bigrams = (name: string) =>
      Number(/ngram 2=(\d+)/.exec(readFileSync(place.path(name), 'utf8'))?.[1]);
    assert.ok(bigrams('pruned2.arpa') < bigrams('both.arpa'));
    assert.equal(
      (await run(`${mixed} -ppl b.txt`)).stdout,
      (await run(`${mixed} -ppl b.txt -bayes 0`)).stdout,
    );
  });

  it('rescores hypotheses and lists the best first', async () => {
    writeFileSync(
      place.path('hypotheses.txt'),
      '-10 -3 3 the dog ran\n-9 -3 3 sat the cat\n-10 -3 2 zebra sat\n\n-11.5 0 0\n',
    );
    const { stdout } = await run('-lm a.arpa -rescore hypotheses.txt');
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map(line => line.replace(/ \S+/, '')),
      ['-10 3 the dog ran', '-9 3 sat the cat', '-10 2 zebra sat', '-11.5 0'],
    );
    writeFileSync(place.path('one.txt'), 'the dog ran\n');
    const [, logprob] = /logprob= (\S+)/.exec((await run('-lm a.arpa -ppl one.txt')).stdout) ?? [];
    assert.equal(lines[0].split(' ')[1], logprob);
    const ranked = (await run('-lm a.arpa -nbest hypotheses.txt -rescore-lmw 1 -rescore-wtw 2')).stdout
      .trimEnd()
      .split('\n');
    const score = (line: string) => {
      const [acoustic, language, count] = line.split(' ').map(Number);
      return acoustic + language + 2 * count;
    };
    assert.deepEqual(
      ranked,
      [...lines].sort((a, b) => score(b) - score(a)),
    );
    const { code, stderr } = await place.run('ngram -lm a.arpa -nbest b.txt');
    assert.equal(code, 1);
    assert.match(stderr, /^Line 1 of "b.txt" is "the cat ran", but a hypothesis was expected/);
  });

  it('mixes models and a cache, with given or estimated weights', async () => {
    await run('-text b.txt -order 1 -wbdiscount -lm c.arpa');
    const loss = (stdout: string) => Number(/ ppl= (\S+)/.exec(stdout)?.[1]);
    const half = await run('-lm a.arpa -mix-lm c.arpa -ppl b.txt -unk');
    const best = await run('-lm a.arpa -mix-lm c.arpa -cache 20 -best-mix b.txt -ppl b.txt -unk');
    assert.match(best.stderr, /^weights 0\.\d{4} 0\.\d{4} 0\.\d{4}, perplexity \d/m);
    assert.ok(loss(best.stdout) < loss(half.stdout));
    // With all weight on the first model, its probability of <unk> is divided between <unk> and "zebra",
    // which only the second model has. One of the 8 tokens of the text is unknown.
    const first = loss((await run('-lm a.arpa -mix-lm c.arpa -lambda 1 -ppl b.txt')).stdout);
    const alone = loss((await run('-lm a.arpa -ppl b.txt -unk')).stdout);
    assert.ok(Math.abs(first - alone * 2 ** (1 / 8)) < 1e-4, `${first} beside ${alone}`);
  });

  it('gives a mixture a perplexity of at most the geometric mean of its members', async () => {
    await run('-text a.txt -order 1 -wbdiscount -lm one.arpa');
    const { stdout } = await place.run('mix a.arpa one.arpa --text b.txt --json');
    const { members, perplexity, geometricMean } = JSON.parse(stdout);
    const [a, b] = members.map((member: { perplexity: number }) => member.perplexity);
    assert.ok(Math.abs(geometricMean / Math.sqrt(a * b) - 1) < 1e-9);
    assert.ok(perplexity <= geometricMean && perplexity > Math.min(a, b) / 2);
    const product = JSON.parse(
      (await place.run('mix a.arpa one.arpa --log-linear --text b.txt --json')).stdout,
    );
    assert.ok(product.perplexity > 1 && !('geometricMean' in product));
  });

  it('writes sentences, the same for the same seed', async () => {
    const { stdout } = await run('-lm a.arpa -gen 5');
    assert.equal(stdout.trimEnd().split('\n').length, 5);
    const again = ['-seed 1', '-seed 2'].map(seed => run(`-lm a.arpa -gen 5 ${seed}`));
    const [same, other] = await Promise.all(again);
    assert.equal(same.stdout, stdout);
    assert.notEqual(other.stdout, stdout);
  });

  it('trains on characters, too', async () => {
    const { stdout } = await run(`-text a.txt -unit character -order 4 ${KN} -ppl a.txt`);
    assert.match(stdout, /^file a.txt: 5 sentences, 73 words, 0 OOVs/);
  });

  it('counts a text larger than its memory on disk, writes the same file, and leaves no temporary files', async () => {
    // 163,245 tokens need 17 bytes each, more than the memory.
    const text = resolve('test/fixtures/text/words.train.txt');
    const temp = place.path('temp');
    mkdirSync(temp);
    await run(`-text ${text} ${KN} -lm usual.arpa`);
    await run(`-text ${text} ${KN} -memory 1 -temp ${temp} -lm sorted.arpa`);
    const [usual, sorted] = ['usual.arpa', 'sorted.arpa'].map(name => readFileSync(place.path(name)));
    assert.ok(usual.equals(sorted));
    assert.deepEqual(readdirSync(temp), []);
    const { code, stderr } = await place.run(`ngram -text ${text} -memory 1 -temp nowhere -lm none.arpa`);
    assert.equal(code, 1);
    assert.match(stderr, /could not be written to the folder "nowhere" \(ENOENT\)/);
    assert.ok(!existsSync(place.path('none.arpa')));
  });

  it('keeps a last word without a newline and words of 10,000 bytes', async () => {
    const long = 'x'.repeat(10_000);
    writeFileSync(place.path('whole.txt'), `the ${long} sat\nthe ${long}y sat\n`);
    writeFileSync(place.path('open.txt'), `the ${long} sat\r\nthe ${long}y sat`);
    const [whole, open] = ['whole', 'open'].map(async name => {
      const { stdout } = await run(
        `-text ${name}.txt -order 2 -wbdiscount -lm ${name}.arpa -ppl ${name}.txt`,
      );
      return [stdout.replace(name, ''), readFileSync(place.path(`${name}.arpa`), 'utf8')];
    });
    assert.deepEqual(await open, await whole);
    const [report, arpa] = await whole;
    assert.match(report, /2 sentences, 6 words, 0 OOVs/);
    assert.ok(arpa.includes(`the ${long}y\n`));
    assert.equal((await run('-lm open.arpa -ppl open.txt')).stdout.replace('open', ''), report);
  });

  it('reports on a text of unknown words only, and on an empty text', async () => {
    writeFileSync(place.path('unknown.txt'), 'zebra yak\ngnu\n');
    writeFileSync(place.path('empty.txt'), '');
    const { stdout } = await run('-lm a.arpa -ppl unknown.txt');
    assert.match(
      stdout,
      /2 sentences, 3 words, 3 OOVs\n0 zeroprobs, logprob= -\d.* ppl= \d\S+ ppl1= undefined/,
    );
    assert.match(
      (await run('-lm a.arpa -ppl empty.txt')).stdout,
      /logprob= 0 ppl= undefined ppl1= undefined/,
    );
    for (const line of ['ngram -text empty.txt', 'mix a.arpa a.arpa --text empty.txt']) {
      const { code, stderr } = await place.run(line);
      assert.equal(code, 1, line);
      assert.match(stderr, /"empty.txt" (is empty|could be scored)/);
    }
  });

  it('reports wrong arguments and files', async () => {
    const wrong: Record<string, RegExp> = {
      '': /Specify --text FILE .* or --lm FILE/,
      '-text a.txt -kndiscount -wbdiscount': /--kndiscount or --wbdiscount, not both/,
      '-text a.txt -kndiscount2 -wbdiscount2': /--kndiscount2 or --wbdiscount2, not both/,
      '-text a.txt -order 1000000': /--order takes a whole number from 1 to 10, not "1000000"/,
      '-text a.txt -hidden 1': /There is no flag --hidden here/,
      '-lm a.arpa -mix-lm a.arpa -bayes 2': /--bayes takes a whole number from 0 to 0, not "2"/,
      '-lm a.arpa -vocab a.txt -ppl b.txt':
        /--vocab applies only when a model is trained, from --text FILE or --read FILE/,
      '-text a.txt -read a.txt': /--text or --read, not both/,
      '-read a.txt -unit character': /--unit applies only to --text and --lm/,
      '-lm a.arpa -mix-lm a.arpa -loglinear-mix -write-lm x': /--loglinear-mix cannot be written/,
      '-lm a.arpa -mix-lm a.arpa -lambda 0.9 -mix-lm2 a.arpa -mix-lambda2 0.2': /add up to more than 1/,
      '-lm a.arpa -mixlm a.arpa': /no flag .*Did you mean --mix-lm/,
    };
    for (const [line, message] of Object.entries(wrong)) {
      const { code, stderr } = await place.run(`ngram ${line}`);
      assert.equal(code, 2, line);
      assert.match(stderr, message);
    }
    const { code, stderr } = await place.run(`ngram -lm a.txt -ppl ${resolve('package.json')}`);
    assert.equal(code, 1);
    assert.match(stderr, /"a.txt" is not an ARPA file/);
  });
});
