import { runOperatorCommand } from '../lib/users/operator-command';

try {
  const { text, exitCode } = await runOperatorCommand(process.argv.slice(2));
  console.log(text);
  process.exit(exitCode);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
