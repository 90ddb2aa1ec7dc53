// An esbuild plugin: all files of a bundle share one copy of the module `vscode`. Without it, esbuild copies the hundreds of
// properties of the module for each file that imports it, which takes most of the time of the extension's start.

const namespace = 'shared-vscode';

/** @type {import('esbuild').Plugin} */
export const sharedVscode = {
  name: namespace,
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, importing =>
      importing.namespace === namespace ? { path: 'vscode', external: true } : { path: 'vscode', namespace },
    );
    build.onLoad({ filter: /^vscode$/, namespace }, () => ({ contents: "export * from 'vscode';" }));
  },
};
