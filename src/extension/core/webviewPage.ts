import * as vscode from 'vscode';

/**
 * Returns the options of a page: it may run scripts, and load files only from the folders `dist` and `media`.
 */
export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  const folders = ['dist', 'media'].map(folder => vscode.Uri.joinPath(extension, folder));
  return { enableScripts: true, localResourceRoots: folders };
}

/** The names of the pages' bundles in `dist`. */
export type PageBundle =
  | 'webview'
  | 'surprisal'
  | 'experiment'
  | 'vectors'
  | 'vectorsTraining'
  | 'inspection'
  | 'kinds'
  | 'attractors'
  | 'translation'
  | 'modelFiles';

/** Returns the HTML of a page without content, and with a script that adds the content. */
export function pageOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { bundle, place }: { readonly bundle: PageBundle; readonly place: 'view' | 'panel' },
): string {
  const nonce = crypto.randomUUID();
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', file));
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Elman</title>
<link rel="stylesheet" href="${address(`${bundle}.css`)}">
</head>
<body class="in-${place}">
<script nonce="${nonce}" src="${address(`${bundle}.js`)}"></script>
</body>
</html>`;
}
