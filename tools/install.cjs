const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');

const lockfile = 'package-lock.json';
const installedLockfile = 'node_modules/.package-lock.json';

/** Installs exactly what the lockfile says, unless it is what is installed. */
function installIfNeeded() {
  if (isInstalled()) return;
  const started = Date.now();
  console.log('  Installing packages with npm ci …');
  // No package needs its install script, and one of them would try to download a database engine.
  const args = [
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status } = spawnSync('npm', args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The packages could not be installed: see what npm says above.');
    process.exit(status || 1);
  }
  console.log(`  Install packages                  ${seconds(started)} s`);
}

function isInstalled() {
  if (!existsSync(installedLockfile)) return false;
  const installed = readPackages(installedLockfile);
  return Object.entries(readPackages(lockfile)).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || installed[path]?.version === version || optional || devOptional || peer,
  );
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(1).padStart(6);
}

module.exports = { installIfNeeded };
