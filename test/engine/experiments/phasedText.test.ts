import assert from 'node:assert/strict';
import { openPhased, textSourcesOf } from '../../../src/engine/experiments/phasedText';

const source = (name: string) => ({ name, kind: 'file', file: name }) as never;
const texts = [source('a'), source('b')];
const phase = (name: string | undefined, epochs: number, resetEvery?: string) => ({
  text: name === undefined ? undefined : source(name),
  ...{ epochs, resetEvery },
});

/** Opens a text. Its bytes are its name three times, without a line end except in text b. */
async function opened(phases: ReturnType<typeof phase>[], name = 'a') {
  const asked: string[] = [];
  const found = await openPhased({ texts, phases }, name, async ({ name }: { name: string }) => {
    asked.push(name);
    return { name, uri: `file:///${name}`, bytes: Buffer.from(name.repeat(3) + (name === 'b' ? '\n' : '')) };
  });
  return { ...found, bytes: Buffer.from(found.bytes as Uint8Array).toString(), asked };
}

describe('the text of an experiment with phases', () => {
  it('is the text itself without phases', async () => {
    const { asked, ...found } = await opened([]);
    assert.deepEqual(found, { name: 'a', uri: 'file:///a', bytes: 'aaa' });
    assert.deepEqual(asked, ['a']);
  });

  it('keeps its name and place if all phases read it', async () => {
    assert.deepEqual(await opened([phase(undefined, 2), phase('a', 3, '3-4')]), {
      ...{ name: 'a', uri: 'file:///a', bytes: 'aaa\n', asked: ['a'] },
      phases: [
        { start: 0, end: 4, epochs: 2 },
        { start: 0, end: 4, epochs: 3, resetEvery: '3-4' },
      ],
    });
  });

  it('joins several texts, each once and with a line end', async () => {
    assert.deepEqual(await opened([phase('b', 1), phase(undefined, 2), phase('b', 3)]), {
      ...{ name: 'b, a', uri: '', bytes: 'bbb\naaa\n', asked: ['b', 'a'] },
      phases: [
        { start: 0, end: 4, epochs: 1 },
        { start: 4, end: 8, epochs: 2 },
        { start: 0, end: 4, epochs: 3 },
      ],
    });
  });

  it('needs every text of its conditions and phases once', () => {
    const names = textSourcesOf({ texts, phases: [phase('b', 1), phase('c', 1), phase(undefined, 1)] }).map(
      ({ name }) => name,
    );
    assert.deepEqual(names, ['a', 'b', 'c']);
  });
});
