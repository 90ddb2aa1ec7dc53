import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Finding, LessonProblem } from '../../src/course/lesson';
import { lessonIds, lessonOf } from '../../src/course/lessons';
import type { LessonId } from '../../src/protocol/course';
import { fill } from '../../src/protocol/message';
import { closeEditors, extension } from './support/services';
import { useExtension } from './support/useExtension';

const run = <T>(command: string, ...args: readonly unknown[]) =>
  vscode.commands.executeCommand<T>(`elman.${command}`, ...args);
const check = (id: LessonId) => run<Finding | LessonProblem>('checkLesson', id);

const inMedia = (name: string) =>
  vscode.Uri.joinPath(extension().extensionUri, 'media', 'samples', `${name}.txt`);

describe('the course', () => {
  /** Settings of a user that the lessons do not use. */
  const settings = {
    'text.unit': 'word',
    'text.minimumCount': 3,
    'validation.patience': 1,
    'validation.part': 2,
  };
  const services = useExtension({ keep: true, settings });
  after(async () => {
    await run('chooseCourseText', inMedia('english'));
    for (const { id } of services.modelRegistry.models) await services.modelRegistry.remove([id]);
  });

  it('has a step for every lesson, whose buttons start and check it', () => {
    const { walkthroughs } = extension().packageJSON.contributes;
    const { steps } = walkthroughs.find(({ id }: { readonly id: string }) => id === 'course');
    assert.deepEqual(
      steps.map(({ id }: { readonly id: string }) => id),
      lessonIds,
    );
    for (const { id, description } of steps)
      for (const command of ['startLesson', 'checkLesson'])
        assert.ok(description.includes(`(command:elman.${command}?%5B%22${id}%22%5D)`), id);
  });

  for (const id of lessonIds)
    it(`says what is missing, then takes lesson "${id}" and shows what was found`, async () => {
      await run('chooseCourseText', inMedia('dialogue'));
      const before = await check(id);
      assert.equal(before.kind, 'problem');
      await run('startLesson', id, 0);
      await finished();
      const outcome = await check(id);
      assert.equal(outcome.kind, 'finding', JSON.stringify(outcome));
      for (const { settings: used } of services.runManager.runs) {
        assert.equal(used['text.unit'] ?? 'character', 'character');
        for (const name of ['validation.patience', 'validation.part']) assert.equal(used[name] ?? 0, 0, name);
      }
      const { document } = vscode.window.activeTextEditor ?? assert.fail();
      assert.equal(document.uri.scheme, 'elman-report');
      const { title } = lessonOf(id).texts.en;
      assert.ok(document.getText().startsWith(`${title}\n`), document.getText());
      if (outcome.kind === 'finding')
        for (const { template, args } of outcome.sentences)
          assert.ok(document.getText().includes(fill(template, args)), template);
      await run('chooseCourseText', inMedia('english'));
      const other = await check(id);
      if (lessonOf(id).ignoresText) assert.equal(other.kind, 'finding');
      else assert.ok(other.kind === 'problem' && /^The result is for "\{0\}"/.test(other.problem.template));
      await closeEditors();
    });

  /** Waits until no run trains and no experiment is under way. */
  function finished(): Promise<void> {
    const { runManager, experiments } = services;
    return new Promise(resolve => {
      const look = () => {
        if (experiments.all.size > 0 || runManager.runs.some(({ state }) => state === 'running')) return;
        for (const each of subscriptions) each.dispose();
        resolve();
      };
      const subscriptions = [runManager.onDidChange(look), experiments.onDidChange(look)];
      look();
    });
  }
});
