// The first file of every command. Any Node must be able to read it, so that an old one prints a
// sentence and not a syntax error; until the install it uses only what Node itself brings.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This needs Node.js 20.19 or newer, and this is ${process.version}: install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

process.chdir(require('node:path').join(__dirname, '..'));

// These run on servers, where the deployment decides what is installed: they install nothing.
const inProduction = ['start', 'worker', 'db-migrate', 'db-status', 'db-shell'];
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
    `${missing} is missing. This command installs nothing: run \`npm run build\`, or \`npm ci --omit=dev\` where the app is built already.`,
  );
  process.exit(1);
});

async function run() {
  const tsx = await import('tsx/esm/api');
  tsx.register();
  await import(`./${command}.ts`);
}
