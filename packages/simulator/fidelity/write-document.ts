import { writeFileSync } from 'node:fs';
import { fidelityDocument } from './document';
import { LEDGER } from './ledger';

const path = new URL('../FIDELITY.md', import.meta.url);
writeFileSync(path, fidelityDocument(LEDGER));
