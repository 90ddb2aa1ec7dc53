import * as vscode from 'vscode';
import type { Services } from '../../core/services';
import { RunAndModelTree } from '../../models/runAndModelTree';
import { RunPicker } from '../commands/pickRun';
import { StoreWatcher } from '../storeWatcher';
import { RunFilter } from './runFilter';
import { RunTree } from './runTree';
import { TreeSelection } from './treeSelection';

/**
 * Adds the view "Runs", a tree of the stored models and the runs. The tree is updated when the files of
 * models or runs change.
 */
export function addTree(services: Services) {
  const { runManager, modelRegistry, selection, activeModel, runsFolder } = services;
  const filter = new RunFilter();
  const runTree = new RunTree(runManager, activeModel, filter);
  const tree = new RunAndModelTree(runTree, modelRegistry, activeModel);
  const view = vscode.window.createTreeView('elman.runs', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const watcher = new StoreWatcher(runManager, services.report);
  watcher.watch(runsFolder());
  const summarise = runTree.onDidChangeTreeData(() => {
    const { summary } = runTree;
    if (view.message !== summary) view.message = summary;
  });
  const move = vscode.workspace.onDidChangeConfiguration(
    services.messages.guard(change => {
      if (!change.affectsConfiguration('elman.runs.folder')) return undefined;
      watcher.watch(runsFolder());
      return runManager.reload().then(() => modelRegistry.reload());
    }),
  );
  services.own(view, runTree, tree, filter, watcher, summarise, move);
  services.command('filterRuns', () => filter.ask());
  services.command('clearRunFilter', () => filter.set(''));
  const selected = new TreeSelection(view);
  const picker = new RunPicker(runManager, selection, () => selected.read());
  return { filter, runTree, tree, view, picker };
}
