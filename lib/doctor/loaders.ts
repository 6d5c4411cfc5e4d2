import 'server-only';
import { requireUser } from '../auth';
import { type Report, runDoctor } from './run';

export async function loadDoctorReport(): Promise<Report> {
  await requireUser('operator');
  return runDoctor();
}
