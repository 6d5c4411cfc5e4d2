// The entry of every command. It has to parse on any Node.js version, so that an old one prints a
// sentence and not a syntax error. Until the install has run, it can only use what Node.js
// includes.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node.js 20.19 or newer is required, and this is ${process.version}. Install a newer version from https://nodejs.org.`,
  );
  process.exit(1);
}

process.chdir(require('node:path').join(__dirname, '..'));

// On servers the deployment decides what is installed, so these commands install nothing.
const inProduction = [
  ...['start', 'worker', 'doctor', 'operator'],
  ...['db-migrate', 'db-status', 'db-shell', 'db-rehearse'],
];
const command = process.argv[2];
if (!inProduction.includes(command)) {
  const { installIfNeeded } = require('../tools/install.cjs');
  installIfNeeded();
}

run().catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !inProduction.includes(command)) throw error;
  const [, missing = error.message] =
    /^Cannot find (?:package|module) '([^']+)'/.exec(error.message) ?? [];
  console.error(
    `${missing} is missing. This command installs nothing. Run \`npm run build\`, or \`npm ci --omit=dev\` if the app is already built.`,
  );
  process.exit(1);
});

async function run() {
  const tsx = await import('tsx/esm/api');
  tsx.register();
  await import(`./${command}.ts`);
}
