import * as vscode from 'vscode';
import type { Lab } from '../../lab/lab';
import { ShelfTree } from '../../models/shelfTree';
import { RunPicker } from '../commands/pickRun';
import { StoreWatcher } from '../storeWatcher';
import { RunFilter } from './runFilter';
import { RunTree } from './runTree';

/** The view "Runs": the runs with the models above them, as they are on disk. */
export function addTree(lab: Lab) {
  const { desk, shelf, selection, activeModel, runsFolder } = lab;
  const filter = new RunFilter();
  const runTree = new RunTree(desk, activeModel, filter);
  const tree = new ShelfTree(runTree, shelf, activeModel);
  const view = vscode.window.createTreeView('elman.runs', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const watcher = new StoreWatcher(desk, lab.report);
  watcher.watch(runsFolder());
  const summarise = filter.onDidChange(() => {
    view.message = runTree.summary;
  });
  const move = vscode.workspace.onDidChangeConfiguration(
    lab.messages.guard(change => {
      if (!change.affectsConfiguration('elman.runs.folder')) return undefined;
      watcher.watch(runsFolder());
      return desk.reload().then(() => shelf.reload());
    }),
  );
  lab.own(view, runTree, tree, filter, watcher, summarise, move);
  lab.command('filterRuns', () => filter.ask());
  lab.command('clearRunFilter', () => filter.set(''));
  const picker = new RunPicker(desk, selection, () => view.selection);
  return { filter, runTree, tree, picker };
}
