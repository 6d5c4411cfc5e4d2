import { createCertificate } from '../faults/harness/nginx';
import { prepare } from '../faults/harness/run-cases';
import { typescript } from '../tools/process/child';
import { runCommand } from '../tools/process/run-command';

/** Needs nginx and wapiti. */
runCommand(async (scope) => {
  await prepare(scope);
  const NODE_EXTRA_CA_CERTS = await createCertificate('.data/scan/tls');
  const args = [...typescript, '--conditions=react-server', 'scripts/scan-process.ts'];
  const env = { ...process.env, NODE_EXTRA_CA_CERTS };
  return scope.start({ name: 'scan', args, env, output: 'terminal' }).exited;
});
