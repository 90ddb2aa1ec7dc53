import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mean } from '../../../src/common/statistics';
import {
  type GeneratorName,
  generatedLabels,
  generatedText,
  generatorNames,
  generators,
  labelledTokens,
} from '../../../src/engine/experiments/generators';
import { lexicalEntropy } from '../../../src/engine/experiments/generators/lexical';
import { textProperty } from '../../../src/engine/inspection/properties';

function textOf(
  name: GeneratorName,
  number = generators[name].defaultNumber,
  seed = 1,
  complex = 0.5,
): string {
  return [...generatedText(name, { number, seed, complex })].join('');
}

describe('generated texts', () => {
  for (const name of generatorNames) {
    it(`are the same for the same seed, and have a label for every token: ${name}`, () => {
      const text = textOf(name);
      assert.equal(textOf(name), text);
      assert.notEqual(textOf(name, undefined, 2), text);
      const params = { number: generators[name].defaultNumber, seed: 1, complex: 0.5 };
      const [head, ...rows] = [...generatedLabels(name, params)].join('').trimEnd().split('\n');
      assert.match(head, /^start\tend\ttoken\tlabel(\t|$)/);
      let written = '';
      for (const row of rows) {
        const [start, end, token, label] = row.split('\t');
        assert.equal(text.slice(Number(start), Number(end)), token);
        assert.ok(label !== '');
        written += token;
      }
      const [all, separated] = [written, text].map(each => each.replaceAll(/\s/g, ''));
      assert.ok(all === separated, 'nothing is left out');
    });
  }

  it('are the same in every version: readers compare their figures with ours', () => {
    const beginnings: Readonly<Record<GeneratorName, string>> = {
      xor: '101101110011',
      letters: 'guuubadiiguuubaguuug',
      words: 'happilyandwithhappil',
      lexical: 'monster eat girl man',
      agreement: 'boy sees Mary . boy',
      copy: 'gdbhd>gdbhdbbbab>bbb',
      reverse: 'gdbhd>dhbdgbbbab>bab',
      parity: '0010001=000=001100=0',
      adding: '84*19422*9=101*11121',
      plans: '2ABAB1AAAB2ABAB2ABAB',
      dialogue: 'John liked the boat',
      spelling: 'fainigaiseack dete s',
      'delayed-copy': 'gdbhd..........?????',
      'delayed-reverse': 'gdbhd..........?????',
    };
    for (const name of generatorNames)
      assert.equal(textOf(name, 12, 3).slice(0, 20).trimEnd(), beginnings[name]);
    const digests: Readonly<Record<GeneratorName, string>> = {
      xor: '33e4a9ea9de1',
      letters: '21ef5ced7191',
      words: '6dedf91ed35e',
      lexical: 'f3d78f3cc796',
      agreement: '4685d91f8bbb',
      copy: '63f30abbd153',
      reverse: '526fe25c7040',
      parity: '3382ec416d32',
      adding: '76fd54ba4683',
      plans: '8158f1c10bd8',
      dialogue: 'ef365ff40101',
      spelling: 'eab1e8205e19',
      'delayed-copy': '8155f1073f5d',
      'delayed-reverse': '8dc10b1ed374',
    };
    for (const name of generatorNames) {
      const labels = [...generatedLabels(name, { number: 300, seed: 3, complex: 0.5 })].join('');
      const digest = createHash('sha256')
        .update(textOf(name, 300, 3))
        .update(labels)
        .digest('hex');
      assert.equal(digest.slice(0, 12), digests[name], name);
    }
  });

  it('have a usual length', () => {
    const numbers = Object.fromEntries(generatorNames.map(name => [name, generators[name].defaultNumber]));
    assert.deepEqual(numbers, {
      ...{ xor: 3000, letters: 1000, words: 200, lexical: 10_000, agreement: 10_000 },
      ...{ copy: 3000, reverse: 3000, parity: 5000, adding: 5000, plans: 1000, dialogue: 1000 },
      ...{ spelling: 3000, 'delayed-copy': 3000, 'delayed-reverse': 3000 },
    });
  });

  it('begin alike, however long they are', () => {
    for (const name of generatorNames) {
      const short = textOf(name, 30).trimEnd();
      assert.ok(textOf(name, 300).startsWith(short), name);
    }
  });

  it('have the exclusive or as every third bit', () => {
    const bits = textOf('xor').trimEnd();
    assert.equal(bits.length, 3000);
    for (let at = 0; at < bits.length; at += 3) {
      assert.equal(Number(bits[at + 2]), Number(bits[at]) ^ Number(bits[at + 1]), `at ${at}`);
    }
    const share = (offset: number) => mean([...bits].filter((_, i) => i % 3 === offset).map(Number));
    for (const offset of [0, 1, 2]) assert.ok(Math.abs(share(offset) - 0.5) < 0.05, String(share(offset)));
    assert.equal(textOf('xor', 4).trimEnd().length, 4, 'also in the middle of a group');
  });

  it('have the vowels of their consonants', () => {
    const text = textOf('letters').trimEnd();
    assert.match(text, /^(ba|dii|guuu)+$/);
    for (const consonant of 'bdg') {
      const count = [...text].filter(letter => letter === consonant).length;
      assert.ok(Math.abs(count - 1000 / 3) < 60, `${count} ${consonant}`);
    }
  });

  it('repeat letters, forwards or backwards', () => {
    const answers = (name: GeneratorName) =>
      [...textOf(name).matchAll(/([a-h]{5})>([a-h]{5})/g)].map(([, given, asked]) => ({ given, asked }));
    assert.equal(answers('copy').length, 3000);
    for (const { given, asked } of answers('copy')) assert.equal(asked, given);
    for (const { given, asked } of answers('reverse')) assert.equal([...asked].reverse().join(''), given);
  });

  it('have the parity of one to eight bits', () => {
    const params = { number: 2000, seed: 1, complex: 0 };
    const rows = [...generatedLabels('parity', params)].join('').trimEnd().split('\n').slice(1);
    const lengths = new Set<number>();
    let bits = '';
    for (const row of rows) {
      const [, , token, label] = row.split('\t');
      if (label === 'bit') bits += token;
      if (!label.startsWith('parity')) continue;
      assert.equal(label, `parity of ${bits.length}`);
      assert.equal(Number(token), [...bits].filter(bit => bit === '1').length % 2);
      lengths.add(bits.length);
      bits = '';
    }
    assert.deepEqual([...lengths].sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('have speech inside quotation marks in the present, and all else in the past', () => {
    const params = { number: 300, seed: 1, complex: 0 };
    const tokens = [...labelledTokens('dialogue', params)];
    const text = textOf('dialogue', 300).trimEnd();
    const { read } = textProperty({ kind: 'quotes' }, () => assert.fail());
    const inside = [...read(text)].map(value => (value === 1 ? 'inside' : 'outside'));
    assert.deepEqual(
      tokens.slice(0, text.length).map(({ label }) => label),
      inside,
    );
    const speeches = text.match(/"[^"]*"/g) ?? [];
    assert.ok(speeches.length > 100 && speeches.length < 200, String(speeches.length));
    for (const speech of speeches) assert.match(speech, /^"(I|you|we) (see|find|hear|take|want|like) /);
    assert.doesNotMatch(text.replaceAll(/"[^"]*"/g, ''), /\b(I|you|we|see|find|hear|take|want|like)\b/);
  });

  it('have the sample dialogue, in lines', () => {
    const lines = readFileSync('media/samples/dialogue.txt', 'utf8').trimEnd().split('\n');
    assert.equal(`${lines.join(' ')} \n`, textOf('dialogue'));
  });

  it('have the sum of two marked digits, one in each half', () => {
    const sums =
      textOf('adding')
        .trimEnd()
        .match(/[\d*]{10}=\d\d/g) ?? [];
    assert.equal(sums.length, 5000);
    for (const sum of sums) {
      const [digits, answer] = sum.split('=');
      const marked = [...digits.matchAll(/\*(\d)/g)];
      assert.equal(marked.length, 2);
      assert.equal(
        marked.reduce((total, [, digit]) => total + Number(digit), 0),
        Number(answer),
      );
      // An index in the text also counts the marks before it, so their number is subtracted.
      const [first, second] = marked.map(({ index }, i) => index - i);
      assert.ok(first < 4 && second >= 4, sum);
    }
  });

  it('have sentences of four to nine of fifteen words without blanks', () => {
    const rows = [...generatedLabels('words', { number: 200, seed: 1, complex: 0 })].join('').split('\n');
    const onsets = rows.filter(row => row.endsWith('\tonset')).length;
    assert.ok(onsets > 1200 && onsets < 1400, `${onsets} words; 6.5 in a sentence on average`);
  });

  it('follow the templates of word classes, with their entropy', () => {
    const words = textOf('lexical').trimEnd().split(' ');
    assert.ok(words.length > 27_300 && words.length < 27_700, `${words.length} words; Elman had 27,534`);
    assert.equal(new Set(words).size, 29);
    // The entropy of the sentences is 1.9487 nats per word, computed from equally likely templates and words.
    const sentences = new Map<string, number>();
    const rows = [...generatedLabels('lexical', { number: 1, seed: 5, complex: 0 })];
    assert.ok(rows.length > 0);
    for (let seed = 0; seed < 20_000; seed++) {
      const sentence = [...generators.lexical.generate({ number: 1, seed, complex: 0 })];
      const key = sentence.map(({ token }) => token).join(' ');
      sentences.set(key, (sentences.get(key) ?? 0) + 1);
    }
    assert.equal(sentences.size, 252, 'distinct sentences of the grammar');
    const total = [...sentences].reduce((sum, [key, count]) => sum + count * key.split(' ').length, 0);
    const surprisal = [...sentences.values()].reduce(
      (sum, count) => sum - count * Math.log(count / 20_000),
      0,
    );
    assert.ok(Math.abs(surprisal / total - lexicalEntropy) < 0.02, String(surprisal / total));
    assert.equal(lexicalEntropy, 1.9487);
  });

  it('have sentences that agree, as an independent grammar says', () => {
    for (const complex of [0, 0.5, 1]) {
      const sentences = textOf('agreement', 2000, 3, complex)
        .trimEnd()
        .split(/(?<=\.) /);
      assert.equal(sentences.length, 2000);
      for (const sentence of sentences) assert.ok(agrees(sentence.split(' ')), sentence);
      const share = mean(sentences.map(sentence => Number(/\bwho\b/.test(sentence))));
      assert.ok(Math.abs(share - complex) < 0.03, `${share} complex sentences instead of ${complex}`);
    }
    const lengths = [0, 0.25, 0.5, 0.75, 1].map(complex => {
      const words = textOf('agreement', 10_000, 1, complex).trimEnd().split(' ').length;
      return words / 10_000;
    });
    // The expected mean lengths were measured with another generator of this grammar.
    for (const [i, length] of [3.51, 4.47, 5.41, 6.47, 7.35].entries())
      assert.ok(Math.abs(lengths[i] - length) < 0.2, `${lengths[i]} instead of ${length}`);
  });

  it('describe each agreement of a verb with its subject', () => {
    const params = { number: 3000, seed: 5, complex: 1 };
    const rows = [...generatedLabels('agreement', params)]
      .join('')
      .replace(/\n$/, '')
      .split('\n')
      .map(line => line.split('\t'));
    assert.deepEqual(rows[0].slice(4), ['rival', 'clause', 'distance', 'attractor']);
    const facts = new Map<string, string>();
    let words: string[] = [];
    for (const [, , token, label, rival, ...more] of rows.slice(1)) {
      words.push(token);
      if (rival !== '') facts.set(words.join(' '), `${label}/${rival}: ${more.join(' ')}`);
      if (token === '.') words = [];
    }
    const expected = {
      'boys who walk see': /^verb plural\/verb singular: subject 2 no$/,
      'boy who walks sees': /^verb singular\/verb plural: subject 2 no$/,
      'girl who dogs chase walks': /: object 3 yes$/,
      'cats who chase dogs live': /: subject with object 3 no$/,
    };
    for (const [beginning, fact] of Object.entries(expected)) {
      const found = facts.get(beginning);
      if (found !== undefined) assert.match(found, fact, beginning);
    }
    assert.ok(
      Object.keys(expected).some(beginning => facts.has(beginning)),
      'some of these occur',
    );
    assert.deepEqual(
      new Set([...facts.values()].map(fact => fact.replace(/^.+: (\D+) \d+ .+$/, '$1'))),
      new Set(['subject', 'object', 'subject with object', 'none']),
    );
    for (const [beginning, fact] of facts) {
      const subject = beginning.split(' ').at(-1 - Number(/ (\d+) \w+$/.exec(fact)?.[1]) - 1);
      assert.match(String(subject), /^(John|Mary|boys?|girls?|cats?|dogs?)$/, `${beginning}: ${fact}`);
      const [, number, distance, attractor] = /^verb (\w+)\/.* (\d+) (\w+)$/.exec(fact) ?? [];
      const between = Number(distance) === 0 ? [] : beginning.split(' ').slice(-1 - Number(distance), -1);
      const others = number === 'plural' ? /^(John|Mary|boy|girl|cat|dog)$/ : /^(boys|girls|cats|dogs)$/;
      assert.equal(
        attractor,
        between.some(word => others.test(word)) ? 'yes' : 'no',
        `${beginning}: ${fact}`,
      );
    }
  });

  it('are refused by the independent grammar after a change', () => {
    assert.ok(agrees('boys who Mary chases feed cats .'.split(' ')));
    const wrong = [
      // Here the verb agrees with the nearest noun instead of its subject.
      'boys who Mary chases feeds cats .',
      // This sentence has two objects.
      'boys who Mary chases cats feed cats .',
      'boy walks cat .',
      'boy chases .',
      'boys who walk .',
      // A name must not have a relative clause.
      'Mary who walks sees .',
    ];
    for (const sentence of wrong) assert.ok(!agrees(sentence.split(' ')), sentence);
  });
});

/**
 * Returns whether a sentence follows the grammar of Elman (1991): S -> NP VP ".", with agreement of subject
 * and verb.
 */
function agrees(words: readonly string[]): boolean {
  return nounPhrases(words, 0).some(({ plural, next }) =>
    verbPhrases(words, next, plural).some(end => words[end] === '.' && end === words.length - 1),
  );
}

interface Phrase {
  readonly plural: boolean;
  readonly next: number;
}

function nounPhrases(words: readonly string[], at: number): Phrase[] {
  if (['John', 'Mary'].includes(words[at])) return [{ plural: false, next: at + 1 }];
  const [, plural] = /^(?:boy|girl|cat|dog)(s?)$/.exec(words[at] ?? '') ?? [];
  if (plural === undefined) return [];
  const isPlural = plural === 's';
  const ends = [at + 1, ...relativeClauses(words, at + 1, isPlural)];
  return ends.map(next => ({ plural: isPlural, next }));
}

/**
 * Returns the positions at which verb phrases can end that start at `at`. `plural`: the number of their
 * subject.
 */
function verbPhrases(words: readonly string[], at: number, plural: boolean): number[] {
  const stem = verbOf(words[at], plural);
  if (stem === undefined) return [];
  const objects = ['walk', 'live'].includes(stem) ? [] : nounPhrases(words, at + 1).map(({ next }) => next);
  return ['chase', 'feed'].includes(stem) ? objects : [at + 1, ...objects];
}

function relativeClauses(words: readonly string[], at: number, plural: boolean): number[] {
  if (words[at] !== 'who') return [];
  const withObject = nounPhrases(words, at + 1).flatMap(subject => {
    const stem = verbOf(words[subject.next], subject.plural);
    return stem === undefined || ['walk', 'live'].includes(stem) ? [] : [subject.next + 1];
  });
  return [...verbPhrases(words, at + 1, plural), ...withObject];
}

/** Returns the stem of a verb if the verb has the form of this number. Undefined if it has not. */
function verbOf(word: string | undefined, plural: boolean): string | undefined {
  const [, stem, ending] = /^(chase|feed|see|hear|walk|live)(s?)$/.exec(word ?? '') ?? [];
  return (ending === '') === plural ? stem : undefined;
}
