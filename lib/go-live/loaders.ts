import 'server-only';
import { requireUser } from '../auth';
import { runDoctor } from '../doctor/run';
import { type Environment, env, usesSimulator } from '../env';
import { judgeChecklist } from './checklist';
import { getEvidence } from './data';

export async function loadGoLive() {
  await requireUser('operator');
  const [evidence, report] = await Promise.all([getEvidence(), runDoctor()]);
  return {
    environment: providerKind(env()),
    host: new URL(env().PROOF_API_URL).host,
    checkedAt: report.checkedAt,
    items: judgeChecklist({ ...evidence, settings: env(), checks: report.checks }),
  };
}

export type ProviderKind = 'simulator' | 'sandbox' | 'production';

/** Proof hands out its base URLs and documents none, so the sandbox is recognised by its name. */
function providerKind(env: Environment): ProviderKind {
  if (usesSimulator(env)) return 'simulator';
  return /sandbox|staging|test/.test(new URL(env.PROOF_API_URL).host) ? 'sandbox' : 'production';
}
