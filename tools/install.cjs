const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const lockfile = 'package-lock.json';
/** npm's record of what is installed. Every command that changes node_modules rewrites it. */
const installedLockfile = 'node_modules/.package-lock.json';
/** Written only after a successful install. `npm ci` deletes it with the rest of node_modules. */
const record = 'node_modules/.install-record';

/** Runs `npm ci` unless the packages match the lockfile. */
function installIfNeeded() {
  if (readIfExists(record) === stateOfInstall('.')) return;
  const started = Date.now();
  console.log('  Installing packages with npm ci …');
  const status = runNpm([
    'ci',
    '--include=dev',
    // No package needs its install script, and one would download a database engine.
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (status !== 0) {
    console.error('The packages could not be installed. See the npm error above.');
    process.exit(status || 1);
  }
  recordInstall('.');
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`  Install packages                  ${seconds} s`);
}

/** Records that the packages of a checkout match its lockfile. */
function recordInstall(checkout) {
  writeFileSync(join(checkout, record), stateOfInstall(checkout));
}

/** Changes with the lockfile, and after `npm install`, `npm prune` and similar commands. */
function stateOfInstall(checkout) {
  const hash = createHash('sha256');
  for (const file of [lockfile, installedLockfile])
    hash.update(`${readIfExists(join(checkout, file))}\n`);
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

/** Uses the npm that runs this command, not another one on the PATH. */
function runNpm(args) {
  const { npm_execpath: npm } = process.env;
  if (npm?.endsWith('npm-cli.js')) {
    return spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' }).status;
  }
  return spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' }).status;
}

function readIfExists(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

module.exports = { installIfNeeded, recordInstall };
