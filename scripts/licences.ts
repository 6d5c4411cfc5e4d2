import { writeFileSync } from 'node:fs';
import { formatLicences, readLicences } from '../tools/licences';

writeFileSync('docs/licences.md', formatLicences(readLicences()));
console.log('Wrote docs/licences.md.');
