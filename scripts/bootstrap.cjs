// The first file of every command. Any Node must be able to read it, so that an old one gets a
// sentence and not a syntax error; until the install it uses only what Node itself brings.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This needs Node.js 20.19 or newer, and this is ${process.version}: install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

process.chdir(require('node:path').join(__dirname, '..'));
require('../tools/install.cjs').installIfNeeded();
import('tsx/esm/api').then((tsx) => {
  tsx.register();
  return import(`./${process.argv[2]}.ts`);
});
