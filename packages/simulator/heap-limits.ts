import { setFlagsFromString } from 'node:v8';

// Left to itself V8 lets a burst of sessions double the memory of the process before it collects. The
// simulator shares a laptop with an app, a database and a browser, so it trades a little speed for room.
setFlagsFromString('--max-semi-space-size=2');
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--optimize-for-size');
