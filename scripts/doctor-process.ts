import { formatReport } from '../lib/doctor/format';
import { runDoctor } from '../lib/doctor/run';

const report = await runDoctor();
const asJson = process.argv.includes('--json');
console.log(asJson ? JSON.stringify(report, null, 2) : formatReport(report));
process.exit(report.ok ? 0 : 1);
