import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../src/extension/core/services';
import { Attempts } from '../../src/extension/course/attempts';
import { Course } from '../../src/extension/course/course';
import { CourseText } from '../../src/extension/course/courseText';
import type { LessonTools } from '../../src/extension/course/lessonTools';
import { pairsWork } from '../../src/extension/course/pairsWork';
import { vanishingWork } from '../../src/extension/course/vanishingWork';
import type { LessonWorks } from '../../src/extension/course/works';
import { extension } from './support/services';
import { useExtension } from './support/useExtension';

function emptyMemento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key) as undefined,
    update: async (key, value) => void kept.set(key, value),
  };
}

describe('an attempt at a lesson', () => {
  const services = useExtension();

  it('keeps an earlier result on the same text if the work is cancelled', async () => {
    const memento = emptyMemento();
    const attempts = new Attempts(memento);
    const text = new CourseText(extension().extensionUri, memento);
    const results = ['first', undefined, undefined];
    const works = { counting: { begin: async () => results.shift() } } as unknown as LessonWorks;
    const course = new Course(services as unknown as Services, text, attempts, works);
    await course.start('counting', 2);
    await course.start('counting', 1);
    assert.deepEqual([attempts.get('counting')?.prediction, attempts.get('counting')?.result], [1, 'first']);
    await text.choose(vscode.Uri.file('/other/english.txt'));
    await course.start('counting', 1);
    assert.equal(attempts.get('counting')?.result, undefined);
  });

  it('keeps a result that does not depend on the text, and its prediction, after another text was chosen', async () => {
    const memento = emptyMemento();
    const attempts = new Attempts(memento);
    const text = new CourseText(extension().extensionUri, memento);
    const results = ['first', undefined];
    const works = { gradients: { begin: async () => results.shift() } } as unknown as LessonWorks;
    const course = new Course(services as unknown as Services, text, attempts, works);
    await course.start('gradients', 2);
    await text.choose(vscode.Uri.file('/other/english.txt'));
    await course.start('gradients');
    const { prediction, result } = attempts.get('gradients') ?? assert.fail();
    assert.deepEqual([prediction, result], [2, 'first']);
  });

  it('has no result if the file of the experiment or the runs were deleted', async () => {
    const all = services as unknown as Services;
    const pairs = pairsWork(all, services.experiments);
    assert.equal(await pairs.figures('file:///nowhere/lesson.elman-experiment.json'), undefined);
    const vanishing = vanishingWork(all, {} as LessonTools);
    assert.equal(await vanishing.figures(['a', 'b', 'c', 'd']), undefined);
  });
});
