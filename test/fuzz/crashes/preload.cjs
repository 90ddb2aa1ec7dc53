// node --require preload.cjs dist/cli.mjs: the product on a clock that runs ELMAN_SPEED times as fast, so that checkpoints come
// often, and on a disk that fails as the file ELMAN_DISK says (ENOSPC, EROFS) for as long as that file is there.
const { existsSync, readFileSync } = require('node:fs');
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const speed = Number(process.env.ELMAN_SPEED ?? 1);
const now = performance.now.bind(performance);
performance.now = () => speed * now();

const disk = process.env.ELMAN_DISK;
if (disk) {
  for (const name of ['appendFile', 'mkdir', 'rename', 'writeFile']) refuse(name, () => true);
  refuse('open', (_path, flags = 'r') => (typeof flags === 'number' ? (flags & 3) > 0 : flags !== 'r')); // O_WRONLY, O_RDWR
  syncBuiltinESMExports();
}

/** Makes a call that would write fail with the disk's error. */
function refuse(name, writes) {
  const call = promises[name];
  promises[name] = async (...args) => {
    if (existsSync(disk) && writes(...args)) {
      const code = readFileSync(disk, 'utf8');
      throw Object.assign(new Error(`${code}: the disk refuses, ${name} '${args[0]}'`), { code });
    }
    return call(...args);
  };
}
