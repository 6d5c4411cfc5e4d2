import { withDatabase } from '../tools/database/local-database';
import { openPsql } from '../tools/database/psql';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runInteractive } from '../tools/process/run-command';

runInteractive(async (scope) => {
  const settings = configuredEnvironment('development');
  const { DATABASE_URL } = await withDatabase(scope, settings);
  const code = await openPsql(DATABASE_URL);
  if (code !== null) return code;
  console.log(`psql is not installed. Connect with any PostgreSQL client:\n\n  ${DATABASE_URL}\n`);
  if (settings.DATABASE_URL) return 0;
  console.log('The embedded PostgreSQL runs until you press Ctrl-C.');
  await new Promise((resolve) => process.once('SIGINT', resolve));
  return 0;
});
