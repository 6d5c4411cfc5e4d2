#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// Without this path tsx would read the tsconfig.json of the working directory.
register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
await import('./main.ts');
