import assert from 'node:assert/strict';
import { EncodingError } from '../../src/common/encoding/encodingError';
import { encodeText, readCorpus, splitCorpus } from '../../src/engine/data/corpus';
import { decode, type TextBytes } from '../../src/engine/data/decode';
import type { TokenIds } from '../../src/engine/data/idList';
import { partOf, StoredIds } from '../../src/engine/data/storedIds';
import { tokenizers } from '../../src/engine/data/tokenizers';
import { portableHash } from '../../src/engine/storage/digest';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import type { SessionPorts } from '../../src/engine/train/ports';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { startSession } from '../../src/engine/train/startSession';
import type { RunSettings } from '../../src/protocol/run';
import { MemoryStorage } from './families/ngram/support/memoryStorage';
import { finished, repeatable, SETTINGS, TEXT, testServices } from './support/sessions';

/**
 * Returns a function that yields the bytes in pieces. All pieces are in the same buffer, like the pieces that
 * are read from a file.
 */
function inPieces(bytes: Uint8Array, size: number): () => Iterable<Uint8Array> {
  return function* () {
    const shared = new Uint8Array(size);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      shared.set(piece);
      yield shared.subarray(0, piece.length);
    }
  };
}

const PLAIN = 'the cat sat on the mat and the dog, too.\n';
const MIXED = 'naïve \ufeffcafé\r\n猫は𝄞を聴く。\rx\n';

describe('a text that is decoded in pieces', () => {
  const bytes = Buffer.from(`\ufeff${MIXED.repeat(3)}\ufeff`);
  for (const size of [1, 2, 3, 5, 1000]) {
    it(`of ${size} bytes equals the text decoded at once`, () => {
      assert.equal([...decode(inPieces(bytes, size), 'a.txt')].join(''), `${MIXED.repeat(3)}\ufeff`);
    });

    it(`of ${size} bytes is refused where it ends inside a character or has a wrong byte`, () => {
      for (const damaged of [
        Buffer.from('caf\u00e9').subarray(0, 4),
        Buffer.from([0x61, 0x80, 0x62, 0x63]),
        Buffer.from([0x61, 0xe7, 0x8c, 0x62]),
      ]) {
        assert.throws(() => [...decode(inPieces(damaged, size), 'a.txt')], EncodingError);
      }
    });
  }
});

describe('a text with stored tokens', () => {
  const texts = {
    character: PLAIN.repeat(60_000) + MIXED.repeat(40_000) + PLAIN.repeat(30_000),
    word:
      PLAIN.repeat(30_000) +
      MIXED.repeat(10_000) +
      Array.from({ length: 70_000 }, (_, i) => `w${i}`).join(' '),
    segmented: PLAIN.repeat(300) + MIXED.repeat(200),
  };
  for (const unit of ['character', 'word', 'segmented'] as const) {
    describe(`of ${unit} units`, () => {
      const tokenizer = tokenizers[unit]('en');
      const bytes = Buffer.from(texts[unit]);
      const stored = () => ({ name: 'a.txt', bytes: inPieces(bytes, 1 << 20), storage: new MemoryStorage() });
      const inMemory = readCorpus({ name: 'a.txt', bytes }, tokenizer, 2, true);
      const expected = inMemory.ids.subarray(0, inMemory.ids.length);
      const corpus = readCorpus(stored(), tokenizer, 2, true);

      it('has the same vocabulary and the same tokens at any place', () => {
        assert.ok(corpus.ids instanceof StoredIds);
        assert.deepEqual(corpus.vocabulary.symbols, inMemory.vocabulary.symbols);
        assert.equal(corpus.ids.length, expected.length);
        assert.deepEqual(Array.from(corpus.ids.subarray(0, expected.length)), Array.from(expected));
        for (let from = 0; from < expected.length + 50; from += 9973) {
          const some: TokenIds = corpus.ids.subarray(from, from + 60);
          const same = expected.subarray(from, from + 60);
          assert.deepEqual(Array.from(some), Array.from(same), `from ${from}`);
        }
      });

      it('is encoded and split as in memory', () => {
        const encoded = encodeText(stored(), tokenizer, corpus.vocabulary);
        assert.ok(encoded.ids instanceof StoredIds);
        const { ids, ...rest } = encodeText({ name: 'a.txt', bytes }, tokenizer, corpus.vocabulary);
        assert.deepEqual(
          { ...encoded, ids: Array.from(encoded.ids.subarray(0, ids.length)) },
          { ...rest, ids: Array.from(ids.subarray(0, ids.length)) },
        );
        const [split, same] = [corpus, inMemory].map(each => splitCorpus(each, 0.3));
        for (const [part, other] of [
          [split.training, same.training],
          [split.validation, same.validation],
        ]) {
          assert.equal(part.ids.length, other.ids.length);
          assert.deepEqual(Array.from(part.ids.subarray(7, 99)), Array.from(other.ids.subarray(7, 99)));
        }
        assert.equal(split.validation.unknown, same.validation.unknown);
        const part = partOf(split.validation.ids, 5, 25);
        assert.deepEqual(
          Array.from(part.subarray(10, 1000)),
          Array.from(partOf(same.validation.ids, 5, 25).subarray(10, 1000)),
        );
      });
    });
  }
});

describe('a run on a text that is read in pieces', () => {
  const bytes = Buffer.from(TEXT);
  const begin = (ports: SessionPorts, settings: RunSettings = {}, read: TextBytes = inPieces(bytes, 50)) =>
    startSession(ports, {
      name: 'a run',
      text: { name: 'a.txt', uri: 'file:///a.txt', bytes: read, size: bytes.length },
      settings: { ...SETTINGS, ...settings },
    });

  it('equals the run on the same text in memory, bit for bit', async () => {
    const settings = { 'validation.fraction': 0.2, 'validation.interval': 30 };
    const whole = await finished(settings);
    const services = testServices();
    const session = await begin(services.ports, settings);
    const { id } = session.proceed();
    await services.reached('done');
    assert.deepEqual(repeatable((await services.store.history(id)).metrics), whole.metrics);
    assert.deepEqual((await services.store.checkpoints.newest(id)).tensors, whole.tensors);
    const [record, other] = [
      await services.store.records.read(id),
      await whole.services.store.records.read(whole.id),
    ];
    assert.deepEqual([record.text, record.validation], [other.text, other.validation]);
    const kept = await services.store.text(record);
    assert.deepEqual(kept instanceof Uint8Array && Buffer.from(kept), bytes);
  });

  it('resumes from its stored text in pieces, with the same bits', async () => {
    const whole = await finished();
    const services = testServices();
    const store = new RunStore(services.files, portableHash, 0);
    const ports = { ...services.ports, store };
    const session = await begin(ports);
    session.proceed();
    await services.ports.yield();
    const { id } = await session.close();
    assert.equal(typeof (await store.text(await store.records.read(id))), 'function');
    (await resumeSession(ports, id)).proceed();
    await services.reached('done');
    assert.deepEqual((await store.checkpoints.newest(id)).tensors, whole.tensors);
    await services.files.writeAtomic(
      `texts/${(await store.records.read(id)).text.fingerprint}.txt`,
      bytes.subarray(1),
    );
    await assert.rejects(store.text(await store.records.read(id)), /missing or damaged/);
  });

  it('leaves no files if the text changes while it is read', async () => {
    const services = testServices();
    let times = 0;
    const changing = () => inPieces(times++ === 0 ? bytes : bytes.subarray(1), 50)();
    await assert.rejects(begin(services.ports, {}, changing), /"a.txt" was changed while it was being read/);
    assert.deepEqual(await services.store.records.list(), []);
    assert.deepEqual(await services.files.list('texts'), []);
  });

  it('reports how much it has read, of a large text only', async () => {
    const services = testServices();
    await begin(services.ports);
    assert.deepEqual(services.readings, []);
    const large = Buffer.from(PLAIN.repeat(120_000));
    await startSession(services.ports, {
      name: 'large',
      text: { name: 'large.txt', uri: '', bytes: large },
      settings: { ...SETTINGS, 'training.maxIterations': 1 },
    });
    const shares = services.readings.map(({ share }) => share);
    assert.ok(shares.length > 3 && services.readings.every(({ name }) => name === 'large.txt'));
    assert.deepEqual(
      shares,
      [...new Set(shares)].sort((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });
});
