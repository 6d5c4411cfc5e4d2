import { rehearseRestore } from '../prisma/rehearse-restore';
import { CommandError } from '../tools/process/command-error';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runCommand } from '../tools/process/run-command';

/** DATABASE_URL needs a role that may create databases. Needs pg_dump and pg_restore. */
runCommand(async (scope) => {
  const { DATABASE_URL } = configuredEnvironment('production');
  if (!DATABASE_URL) throw new CommandError('DATABASE_URL is not set. It names the database.');
  const report = await scope.finish(rehearseRestore(DATABASE_URL));
  const megabytes = (report.backupBytes / 1e6).toFixed(1);
  console.log(
    `Restored ${report.rows} rows of ${report.tables} tables from a backup of ${megabytes} MB, and every row is the same.\nThe backup took ${report.backupSeconds.toFixed(1)} s, the restore ${report.restoreSeconds.toFixed(1)} s.`,
  );
  return 0;
});
