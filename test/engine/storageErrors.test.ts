import assert from 'node:assert/strict';
import { notResumed, notSaved, notStored, runGone, takenOver } from '../../src/engine/train/storageErrors';
import { UserError } from '../../src/protocol/userError';

describe('errors of a run that could not be stored', () => {
  it('have the reason and advice', () => {
    const full = new Error('ENOSPC: no space left');
    assert.match(notStored(full).message, /could not be stored \(.*no space.*train again/);
    assert.match(notSaved(full).message, /could not be saved \(.*no space.*resume the run/);
    assert.match(notResumed(full).message, /could not be resumed \(.*no space.*resume it again/);
    assert.match(runGone('mine').message, /"mine" was removed or renamed/);
    assert.match(takenOver().message, /another one took over/);
  });

  it('stay as they are if they already have advice, except at the end of a run', () => {
    const known = new UserError('Choose another folder.', []);
    assert.equal(notStored(known), known);
    assert.equal(notResumed(known), known);
    assert.match(notSaved(known).message, /could not be saved \(Choose another folder/);
  });
});
