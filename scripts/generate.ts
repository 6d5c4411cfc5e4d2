import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';

runCommand(async (scope) => {
  const changed = await generateClient(scope, process.env);
  console.log(`The Prisma client is ${changed ? 'generated' : 'up to date'}.`);
  return 0;
});
