import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { encodeText, readCorpus } from '../../src/engine/data/corpus';
import { acceptingStrayMarks } from '../../src/engine/data/marks';
import type { Tokenizer } from '../../src/engine/data/tokenizer';
import { asciiWords, words } from '../../src/engine/data/words';
import { evaluate } from '../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../src/engine/families/ngram/ngramModel';
import { withoutMarks } from '../../src/engine/families/rnnlm/text/marks';
import { rnnlmWords } from '../../src/engine/families/rnnlm/text/words';
import { srilmLines } from '../../src/engine/scoring/srilm';
import { UserError } from '../../src/protocol/userError';
import { listing } from './families/ngram/support/listing';
import { train } from './families/ngram/support/train';
import { caseBytes, caseText, openCase, perplexityOf } from './support/cases';

const bytes = (text: string) => new TextEncoder().encode(text);
const plain = (text: string) => text.replaceAll(/<s> | <\/s>/g, '');
const refused = (run: () => unknown, message: RegExp) =>
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, message);
    return true;
  });

function tokens(tokenizer: Tokenizer, text: string, complete = true): string[] {
  const found: string[] = [];
  tokenizer.scan(text, complete, (symbol, start, end) => {
    found.push(symbol);
    assert.ok(start <= end);
  });
  return found;
}

describe('a corpus marked with <s> and </s>', () => {
  it('contains each mark once, at the start and at the end of its lines', () => {
    for (const tokenizer of [words, asciiWords, rnnlmWords]) {
      const marked = tokens(tokenizer, '<s> a b </s>\r\n<s>\tc\n d </s> \n<s> e </s>');
      assert.deepEqual(marked, ['a', 'b', '</s>', 'c', '</s>', 'd', '</s>', 'e', '</s>']);
    }
    assert.deepEqual(tokens(words, '<s> a </s>', false), ['a', '</s>']);
    assert.deepEqual(tokens(words, '<s> a', false), ['a']);
    // A sentence without words has only its end, as in SRILM.
    assert.deepEqual(tokens(words, '<s> </s>\n'), ['</s>']);
  });

  it('gives n-grams the same model and the same figures as without the marks', () => {
    const [marked, unmarked] = [caseText('f14-marked.txt'), plain(caseText('f14-marked.txt'))].map(
      text => train(text, 3).smoothed,
    );
    assert.deepEqual(listing(marked), listing(unmarked));
    const open = { model: new NgramModel(marked), tokenizer: asciiWords };
    const text = caseText('t-marked.txt');
    assert.equal(srilmLines(evaluate(open, text, true)), srilmLines(evaluate(open, plain(text), true)));
  });

  it('gives networks the same corpus as without the marks', () => {
    const read = (text: string) => readCorpus({ name: 't', bytes: bytes(text) }, words, 1);
    const [marked, unmarked] = [read(caseText('f14-marked.txt')), read(plain(caseText('f14-marked.txt')))];
    assert.deepEqual(marked.vocabulary.symbols, unmarked.vocabulary.symbols);
    assert.deepEqual(marked.ids, unmarked.ids);
  });

  it('is read the same by models of KenLM and RNNLM', async () => {
    for (const name of ['kenlm.arpa', 'f27-rnnlm.model']) {
      const open = await openCase(name);
      const text = caseText('t-marked.txt');
      assert.equal(perplexityOf(open, text).toFixed(9), perplexityOf(open, plain(text)).toFixed(9));
    }
  });

  it("is the same text for RNNLM's own programs", () => {
    const marked = { name: 'f14-marked.txt', bytes: caseBytes('f14-marked.txt') };
    assert.equal(Buffer.from(withoutMarks(marked, 'refuse')).toString(), plain(caseText('f14-marked.txt')));
    const none = { name: 't.txt', bytes: caseBytes('t.txt') };
    assert.equal(withoutMarks(none, 'refuse'), none.bytes);
    const open = { name: 'a', bytes: bytes('<s> a b </s>') };
    assert.equal(Buffer.from(withoutMarks(open, 'refuse')).toString(), 'a b\n');
    const line = 'the cat sat on the mat é\n'.repeat(100_000);
    const long = bytes(`${line}<s> a\tb </s>\r\n${line}<s> c </s>`);
    assert.ok(
      Buffer.from(withoutMarks({ name: 'a', bytes: long }, 'refuse')).equals(bytes(`${line}a b\n${line}c\n`)),
    );
  });
});

describe('a mark inside a line', () => {
  const text = { name: 'a.txt', bytes: bytes('<s> a b </s>\nthe cat\na </s> b\n') };

  it('is refused in training and in scoring, with its line and column', () => {
    for (const tokenizer of [words, asciiWords, rnnlmWords]) {
      refused(() => readCorpus(text, tokenizer, 1), /^Line 3 of "a.txt" has "<\/s>" inside, at column 3\. /);
    }
    const { vocabulary } = readCorpus({ name: 't', bytes: bytes('a b\n') }, words, 1);
    refused(() => encodeText(text, words, vocabulary), /^Line 3 /);
    refused(() => train('a <s> b\n', 2), /^Line 1 of "text" has "<s>" inside, at column 3\. /);
    refused(() => withoutMarks(text, 'refuse'), /^Line 3 of "a.txt" has "<\/s>" inside, at column 3\. /);
  });

  it('is found even at the edge of a 1 MiB piece', () => {
    const long = { name: 'long', bytes: bytes(`${'the cat sat\n'.repeat(100_000)}a <s>\n`) };
    refused(() => withoutMarks(long, 'refuse'), /^Line 100001 of "long" has "<s>" inside, at column 3\. /);
    refused(() => readCorpus(long, words, 1), /^Line 100001 of "long" has "<s>" inside, at column 3\. /);
  });

  it('is an unknown word on request', () => {
    const tokenizer = tokenizerOf(configure({ 'text.unit': 'word', 'text.strayMarks': 'unknown' }));
    assert.equal(tokenizer.id, 'word');
    const { vocabulary, ids } = readCorpus(text, tokenizer, 1);
    const symbols = Array.from(ids.subarray(0, ids.length), id => vocabulary.symbols[id]);
    assert.deepEqual(symbols, ['a', 'b', '</s>', 'the', 'cat', '</s>', 'a', '<unk>', 'b', '</s>']);
    assert.equal(acceptingStrayMarks(rnnlmWords).strayMark, undefined);
    assert.equal(Buffer.from(withoutMarks(text, 'unknown')).toString(), 'a b\nthe cat\na <unk> b\n');
  });

  it('is ordinary text for characters', () => {
    const { ids } = readCorpus(text, tokenizerOf(configure({})), 1);
    assert.equal(ids.length, text.bytes.length);
  });
});
