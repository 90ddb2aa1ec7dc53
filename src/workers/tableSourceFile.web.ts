import { UserError } from '../protocol/userError';

/** Throws a UserError. The command that writes a table of surprisal into a file is not available in the browser. */
export function checkTableSource(_table: string): Promise<void> {
  return Promise.reject(
    new UserError(
      'Tables of surprisal cannot be exported in the browser. Use "Show Surprisal Table", or VS Code on the desktop.',
    ),
  );
}
