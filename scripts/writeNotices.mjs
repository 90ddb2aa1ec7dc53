// Writes dist/ThirdPartyNotices.txt: the licenses of the packages whose code the published bundles contain.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packages that are compiled into media/*.wasm: the standard library of AssemblyScript. They are listed here
 * because esbuild's metadata do not contain them.
 */
const inKernels = ['node_modules/assemblyscript'];
/**
 * Packages whose published version lacks the license text. `file` is a copy of this text from the package's
 * repository.
 */
const published = [{ name: /^@microsoft\/fast-/, license: 'MIT', file: 'scripts/licenses/fast.txt' }];
/** The license in the file of a package whose package.json names another one. */
const inFile = new Map([['umap-js', 'Apache-2.0']]);
const head = `Third-party notices

Elman Lab contains code of the packages below, under these licenses.
`;

/**
 * Returns the folders of the packages whose code is in the bundles.
 * @type {(metafiles: readonly import('esbuild').Metafile[]) => string[]}
 */
function packagesIn(metafiles) {
  const outputs = metafiles.flatMap(({ outputs }) => Object.values(outputs));
  const sources = outputs.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = sources.flatMap(
    source => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

/**
 * Returns the name, version and license text of the package in a folder.
 * @type {(folder: string) => string}
 */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
  const texts = files.map(file => join(folder, file));
  const ours = published.find(each => each.name.test(name) && each.license === license);
  if (texts.length === 0 && ours) texts.push(ours.file);
  if (texts.length === 0)
    throw new Error(`${folder} has no license text, and scripts/licenses has none for it`);
  const title = `${name} ${version} (${inFile.get(name) ?? license})`;
  return [
    title,
    '='.repeat(title.length),
    '',
    ...texts.map(text => `${readFileSync(text, 'utf8').trim()}\n`),
  ].join('\n');
}

/**
 * Writes the notices. `metafiles` are the metadata of all published bundles.
 * @type {(metafiles: readonly import('esbuild').Metafile[]) => void}
 */
export function writeNotices(metafiles) {
  const notices = [...packagesIn(metafiles), ...inKernels].map(noticeOf);
  writeFileSync('dist/ThirdPartyNotices.txt', [head, ...notices].join('\n\n'));
}
