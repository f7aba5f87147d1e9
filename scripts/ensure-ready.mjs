// Makes a fresh clone runnable: installs what the lockfile says and builds what the sources say, each only when needed.
// Uses node: modules only, since it runs before anything is installed. Messages go to stderr: stdout belongs to results.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(root, path);
const time = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(at(folder), { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && !entry.name.endsWith('.spec.ts'))
      latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
  }
  return latest;
}

function run(what, command, args) {
  const started = Date.now();
  process.stderr.write(`${what} ...\n`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write(`${what}: failed\n`);
    process.exit(1);
  }
  process.stderr.write(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Installs the locked dependencies if they are missing or older than the lockfile. */
export function ensureInstalled() {
  // A git worktree or a parent folder may already provide node_modules.
  if (!existsSync(at('node_modules')) && existsSync(at('../node_modules/.package-lock.json'))) return;
  if (time('node_modules/.package-lock.json') >= time('package-lock.json')) return;
  run('Installing dependencies (the SQLite addon may compile for about two minutes the first time)', 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
  ]);
}

/** Builds dist/ if any source is newer. */
export function ensureBuilt() {
  ensureInstalled();
  if (time('dist/main.js') >= newest('src')) return;
  run('Building', 'npm', ['run', '--silent', 'build']);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === 'install') ensureInstalled();
  else ensureBuilt();
}
