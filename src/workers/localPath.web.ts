/** Returns undefined: in the browser, only the extension host can read files. */
export const localPath = (_uri: string): string | undefined => undefined;
