import { runCommand } from '../process/run-command';
import { generateClient } from '../steps/generate';

runCommand(async (scope) => {
  const changed = await generateClient(scope, process.env);
  console.log(`The Prisma client is ${changed ? 'generated' : 'up to date'}.`);
  return 0;
});
