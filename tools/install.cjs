const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');

const lockfile = 'package-lock.json';
/** npm's own record of what it has installed, rewritten by every command that changes it. */
const installedLockfile = 'node_modules/.package-lock.json';
/** Written after a successful install only, and deleted by `npm ci` with everything else. */
const record = 'node_modules/.install-record';

/** Installs exactly what the lockfile says, unless that is installed. */
function installIfNeeded() {
  if (readIfExists(record) === stateOfInstall()) return;
  const started = Date.now();
  console.log('  Installing packages with npm ci …');
  const status = runNpm([
    'ci',
    '--include=dev',
    // No package needs its install script, and one of them would try to download a database engine.
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (status !== 0) {
    console.error('The packages could not be installed. npm says why above.');
    process.exit(status || 1);
  }
  writeFileSync(record, stateOfInstall());
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`  Install packages                  ${seconds} s`);
}

/** Differs after a change of the lockfile, and after `npm install`, `npm prune` and the like. */
function stateOfInstall() {
  const hash = createHash('sha256');
  for (const file of [lockfile, installedLockfile]) hash.update(`${readIfExists(file)}\n`);
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

/** The npm that runs this command, so that another one on the PATH does not take its place. */
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

module.exports = { installIfNeeded };
