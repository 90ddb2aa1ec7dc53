import * as vscode from 'vscode';

/** Parts of the names of VS Code's commands that activate the editor group in column 1, 2 and so on. */
const columns = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'];

/**
 * Activates another editor group if the walkthrough is in front of the active one, so that what opens next does not cover the
 * walkthrough. Does nothing if there is no other group. The prefix `toSide:` of a walkthrough's link does this only while
 * the walkthrough is more than 700 pixels wide, and so not in a window that is already split.
 */
export async function leaveWalkthrough(): Promise<void> {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  if (!showsWalkthrough(activeTabGroup)) return;
  const other = all.find(group => group !== activeTabGroup && !showsWalkthrough(group));
  const column = other && columns[other.viewColumn - 1];
  if (column) await vscode.commands.executeCommand(`workbench.action.focus${column}EditorGroup`);
}

/** VS Code gives extensions no `input` for the tab of a walkthrough, but does for texts and pages. */
const showsWalkthrough = ({ activeTab }: vscode.TabGroup) =>
  activeTab !== undefined && activeTab.input === undefined;
