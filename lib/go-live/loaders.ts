import 'server-only';
import { requireUser } from '../auth';
import { runDoctor } from '../doctor/run';
import { env, providerKind } from '../env';
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
