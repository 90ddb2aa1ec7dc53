import assert from 'node:assert/strict';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { portableHash } from '../../../src/engine/storage/digest';
import {
  decodeRunFile,
  encodeRunFile,
  type RunFileMember,
  type RunFileMembers,
} from '../../../src/engine/storage/runFiles/archive';
import { RunFiles } from '../../../src/engine/storage/runFiles/runFiles';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import { UserError } from '../../../src/protocol/userError';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { repeatable } from '../support/sessions';
import { dice, mutant } from './support/mutate';
import { SimulatedProcess } from './support/simulatedProcess';

/** A disk with one run, and its run file. */
async function exported() {
  const disk = new MemoryFileSystem();
  const services = new SimulatedProcess(disk);
  const record = await services.finish(await services.start());
  await services.store.records.label(record.id, { name: 'the winner', note: 'private', tags: ['mine'] });
  const file = await new RunFiles(disk, services.store).write(record.id);
  return { disk, services, record, file };
}

function other() {
  const disk = new MemoryFileSystem();
  const services = new SimulatedProcess(disk);
  return { disk, services, store: services.store, runFiles: new RunFiles(disk, services.store) };
}

/** Returns a ZIP file without compression. */
const zip = (parts: Zippable) => zipSync(parts, { level: 0 });

const isUserError = (error: unknown) => error instanceof UserError;

describe('a run file', () => {
  it('brings a run with its history and weights to another store, without notes and places', async () => {
    const { services, record, file } = await exported();
    const { store, runFiles } = other();
    const { record: imported, isNew } = await runFiles.read(file);
    assert.ok(isNew);
    assert.notEqual(imported.id, record.id);
    assert.deepEqual(
      { ...imported, id: record.id },
      {
        ...JSON.parse(JSON.stringify(record)),
        imported: true,
        name: 'the winner',
        text: { ...record.text, uri: '' },
      },
    );
    assert.deepEqual(await store.records.read(imported.id), imported);
    assert.deepEqual(await store.history(imported.id), await services.store.history(record.id));
    const [theirs, ours] = [await services.store.loadWeights(record), await store.loadWeights(imported)];
    assert.deepEqual([ours.iteration, ours.tensors], [theirs.iteration, theirs.tensors]);
  });

  it('has the same bytes each time, and is imported once', async () => {
    const { disk, services, record, file } = await exported();
    assert.deepEqual(await new RunFiles(disk, services.store).write(record.id), file);
    const { store, runFiles } = other();
    const first = await runFiles.read(file);
    const second = await runFiles.read(file);
    assert.deepEqual([second.isNew, second.record], [false, first.record]);
    assert.equal((await store.records.list()).length, 1);
  });

  it('takes the place of a text from the user’s own run on the same text, and can be resumed there', async () => {
    const { record, file } = await exported();
    const { services, runFiles } = other();
    const own = await services.finish(await services.start());
    const { record: imported } = await runFiles.read(file);
    assert.equal(imported.text.fingerprint, own.text.fingerprint);
    assert.equal(imported.text.uri, own.text.uri);
    const session = await resumeSession(services.ports, imported.id, { maxIterations: 60 });
    assert.equal(session.record.iteration, record.iteration);
    assert.equal((await services.finish(session)).iteration, 60);
  });

  it('without its text says so when it is resumed', async () => {
    const { file } = await exported();
    const { services, runFiles } = other();
    const { record } = await runFiles.read(file);
    await assert.rejects(
      resumeSession(services.ports, record.id, { maxIterations: 60 }),
      /stored text .* is missing/,
    );
  });

  it('of a run that is training contains a stopped run', async () => {
    const { disk, services, record } = await exported();
    await services.store.records.save({ ...record, state: 'running' });
    const file = await new RunFiles(disk, services.store).write(record.id);
    assert.equal((await other().runFiles.read(file)).record.state, 'stopped');
  });

  it('is refused if a member is missing, is there twice, or is not what its digest says', async () => {
    const { file } = await exported();
    const { disk, runFiles } = other();
    const parts = unzipSync(file);
    for (const name of Object.keys(parts)) {
      const { [name]: _, ...others } = parts;
      await assert.rejects(
        runFiles.read(zip(others)),
        name === 'contents.json' ? /not a run file/ : /damaged/,
        `without ${name}`,
      );
      const changed = { ...parts, [name]: Uint8Array.from([...parts[name], 32]) };
      if (name !== 'contents.json') await assert.rejects(runFiles.read(zip(changed)), /damaged/, name);
    }
    const contents = new TextEncoder().encode(JSON.stringify({ version: 2, sha512: { 'run.json': '' } }));
    await assert.rejects(runFiles.read(zip({ ...parts, 'contents.json': contents })), /later version/);
    const twice = Buffer.from(file);
    twice.fill('run.json', twice.lastIndexOf('samples.jsonl'), twice.lastIndexOf('samples.jsonl') + 8);
    await assert.rejects(runFiles.read(twice), isUserError);
    await assert.rejects(runFiles.read(new TextEncoder().encode('a text')), /not a run file/);
    assert.deepEqual(await disk.list(''), []);
  });

  it('is refused if its header promises more bytes than deflate could give', async () => {
    const { file } = await exported();
    const bytes = Buffer.from(file);
    const directory = bytes.lastIndexOf('metrics.jsonl') - 46; // the entry in the central directory
    bytes.writeUInt32LE(0x7fffffff, directory + 24);
    assert.throws(() => decodeRunFile(bytes, portableHash), /damaged/);
  });

  it('of text that compresses well is read, and one that would grow more is refused', async () => {
    const { file } = await exported();
    const whole = decodeRunFile(file, portableHash);
    const dull = { ...whole, 'samples.jsonl': new Uint8Array(1_000_000).fill(10) };
    const encoded = encodeRunFile(dull, portableHash);
    assert.deepEqual(decodeRunFile(encoded, portableHash), dull);
    assert.ok(encoded.length > 1_000_000, 'is not compressed');
    const parts = unzipSync(encoded);
    const dense = zipSync({ ...parts, 'weights.safetensors': [parts['weights.safetensors'], { level: 0 }] });
    assert.throws(() => decodeRunFile(dense, portableHash), /damaged/);
  });

  it('is refused if members share their bytes, or a member that is parsed at once is large', async () => {
    const { file } = await exported();
    const shared = Buffer.from(file);
    const entry = (name: string) => shared.lastIndexOf(name) - 46;
    // The compression, the two sizes and the place of the weights.
    for (const name of ['metrics.jsonl', 'samples.jsonl'])
      for (const [from, to] of [
        [10, 12],
        [20, 28],
        [42, 46],
      ])
        shared.copy(
          shared,
          entry(name) + from,
          entry('weights.safetensors') + from,
          entry('weights.safetensors') + to,
        );
    assert.throws(() => decodeRunFile(shared, portableHash), /damaged/);
    const parts = unzipSync(file);
    const large = zip({ ...parts, 'contents.json': new Uint8Array(2 ** 20 + 1).fill(32) });
    assert.throws(() => decodeRunFile(large, portableHash), /damaged/);
  });

  it('of a validated run keeps the newest and the best weights, and trains further as the run itself does', async () => {
    const disk = new MemoryFileSystem();
    const services = new SimulatedProcess(disk);
    const validated = { 'validation.fraction': 0.2, 'validation.interval': 7 };
    const record = await services.finish(await services.start(validated));
    const file = await new RunFiles(disk, services.store).write(record.id);
    const there = other();
    await there.services.finish(await there.services.start());
    const { record: imported } = await there.runFiles.read(file);
    const best = await there.store.checkpoints.best(imported.id);
    assert.deepEqual(
      best?.tensors,
      (await services.store.checkpoints.best(record.id))?.tensors ?? assert.fail(),
    );
    const finish = async (process: SimulatedProcess, id: string) => {
      await process.finish(await resumeSession(process.ports, id, { maxIterations: 60 }));
      const { metrics, samples } = await process.store.history(id);
      return {
        rows: repeatable(metrics),
        samples,
        best: (await process.store.checkpoints.best(id))?.tensors,
      };
    };
    assert.deepEqual(await finish(there.services, imported.id), await finish(services, record.id));
  });

  it('of a deleted run restores it', async () => {
    const { file } = await exported();
    const { store, runFiles } = other();
    const { record } = await runFiles.read(file);
    await store.records.label(record.id, { note: 'mine' });
    await store.remove(record.id, '2026-03-03T03:04:05.000Z');
    const again = await runFiles.read(file);
    assert.deepEqual([again.isNew, again.record.note], [true, 'mine']);
    assert.deepEqual(await store.removed(), []);
  });

  it('does not lead out of the store, whatever its record says', async () => {
    const { file } = await exported();
    const whole = decodeRunFile(file, portableHash);
    const record = JSON.parse(new TextDecoder().decode(whole['run.json']));
    for (const change of [
      { id: 'twin' },
      { createdAt: '+275760-09-13' },
      { id: '../up' },
      { createdAt: '../../x' },
    ]) {
      const { disk, runFiles } = other();
      const json = new TextEncoder().encode(JSON.stringify({ ...record, ...change }));
      const changed = encodeRunFile({ ...whole, 'run.json': json }, portableHash);
      await runFiles.read(changed).catch(error => assert.ok(isUserError(error), String(error)));
      for (const name of await disk.list('')) assert.match(name, /^\d{8}T\d{6}-[0-9a-f]{8}$/);
    }
  });

  it('that was mutated is imported or refused with a UserError (600 mutants)', async () => {
    const { file } = await exported();
    const whole = decodeRunFile(file, portableHash);
    const roll = dice(3);
    const counts = { imported: 0, refused: 0 };
    for (let i = 0; i < 600; i++) {
      const changed = () => {
        const names = Object.keys(whole) as RunFileMember[];
        const name = names[roll(names.length)];
        const mutated: RunFileMembers = { ...whole, [name]: mutant([whole[name] ?? file], roll).bytes };
        return encodeRunFile(mutated, portableHash);
      };
      const bytes = roll(2) ? mutant([file], roll).bytes : changed();
      try {
        await other().runFiles.read(bytes);
        counts.imported++;
      } catch (error) {
        assert.ok(isUserError(error), `mutant ${i}: ${String(error)}`);
        counts.refused++;
      }
    }
    assert.ok(counts.imported > 30 && counts.refused > 300, JSON.stringify(counts));
  });
});
