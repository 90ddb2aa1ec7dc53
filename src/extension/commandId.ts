import type { CommandName } from './commandName';

/**
 * Names of commands that only the extension's own buttons and links call. package.json does not list these
 * commands.
 */
type InternalCommand = 'showDashboard' | 'trainAnother' | 'revealText';

/** A command of the extension, without the prefix `elman.`. */
export type OwnCommand = CommandName | InternalCommand;

/** Returns the id of a command of the extension. VS Code registers and calls the command by this id. */
export const commandId = (name: OwnCommand) => `elman.${name}` as const;
