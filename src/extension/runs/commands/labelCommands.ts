import * as vscode from 'vscode';
import { fullName, shortName } from '../../../common/runNames';
import type { RunManager } from '../../core/runManager';
import { noRuns, type RunPicker } from './pickRun';

/** Represents a line break in the input box of a note, which has only one line. */
const BREAK = '⏎';

/** Implements the commands for the labels of runs: names, tags, stars and notes. */
export class LabelCommands {
  constructor(
    private readonly runManager: RunManager,
    private readonly picker: RunPicker,
  ) {}

  async rename(id?: string): Promise<void> {
    const run = await this.picker.pick(id, () => true, noRuns());
    if (!run) return;
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('New name of {0}', fullName(run)),
      value: shortName(run),
      validateInput: text => (text.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined),
    });
    // Does not store a name that the user left unchanged, so that an automatic name stays automatic.
    if (name === undefined || name.trim() === shortName(run)) return;
    await this.runManager.label(run.id, { name: name.trim() });
  }

  async star(starred: boolean, id?: string, all?: unknown): Promise<void> {
    for (const run of await this.picker.pickMany(id, all, noRuns()))
      await this.runManager.label(run.id, { starred });
  }

  /**
   * Lets the user edit the note on a run. The input box has only one line, in which `BREAK` represents a line
   * break.
   */
  async note(id?: string): Promise<void> {
    const run = await this.picker.pickCurrent(id, () => true, noRuns());
    if (!run) return;
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Note on {0}', fullName(run)),
      prompt: vscode.l10n.t('What you tried, and what you saw. "{0}" begins a new line.', BREAK),
      value: (run.note ?? '').replaceAll('\n', ` ${BREAK} `),
    });
    if (typed === undefined) return;
    const note = typed.split(new RegExp(`\\s*${BREAK}\\s*`)).join('\n');
    await this.runManager.label(run.id, { note: note.trim() });
  }

  /**
   * Lets the user edit the tags that all chosen runs have. Adds or removes a tag on each of the runs if the
   * user adds or removes it.
   */
  async tag(id?: string, all?: unknown): Promise<void> {
    const runs = await this.picker.pickMany(id, all, noRuns());
    if (runs.length === 0) return;
    const [first = [], ...others] = runs.map(({ tags = [] }) => tags);
    const common = first.filter(tag => others.every(tags => tags.includes(tag)));
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Tags of {0}', runs.map(fullName).join(', ')),
      prompt: vscode.l10n.t('Separated by commas'),
      value: common.join(', '),
    });
    if (typed === undefined) return;
    const given = tagsIn(typed);
    for (const { id: run, tags = [] } of runs) {
      const kept = tags.filter(tag => !common.includes(tag) || given.includes(tag));
      await this.runManager.label(run, { tags: [...new Set([...kept, ...given])] });
    }
  }
}

/**
 * Returns the tags in a typed list. Splits the list at commas, including Japanese commas, and removes a #
 * before a tag.
 */
const tagsIn = (typed: string) =>
  typed
    .split(/[,、，]/)
    .map(tag => tag.trim().replace(/^#/, ''))
    .filter(tag => tag !== '');
