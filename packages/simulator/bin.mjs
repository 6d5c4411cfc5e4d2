#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

// Without this path tsx would read the tsconfig.json of the working directory.
register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
await import('./main.ts');

// By default V8 doubles its memory in a burst of sessions before it collects garbage. The simulator
// shares a laptop with an app, a database and a browser, so it trades some speed for memory.
// Once it runs, because a start that loads many records takes half as long again with these flags.
setFlagsFromString('--max-semi-space-size=2');
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--optimize-for-size');
