#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// Without its path tsx reads the tsconfig.json of the working directory, which may be anybody's.
register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
await import('./main.ts');
