import type * as vscode from 'vscode';
import { unreadableModel } from '../../common/unreadable';
import { readRegular } from '../regularFile';

/** Returns the bytes of a model file. Throws a UserError if the file cannot be read. */
export const readModelFile = (uri: vscode.Uri) => readRegular(uri, unreadableModel);
