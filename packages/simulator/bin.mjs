#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

// Without this path tsx would read the tsconfig.json of the working directory.
register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
await import('./main.ts');

// Without it, V8 trades twice the memory for a third more speed. The simulator shares a laptop with an
// app, a database and a browser. Once it runs, because a start that loads many records takes half as
// long again with it.
setFlagsFromString('--optimize-for-size');
