import { startWorkerProcess } from '../lib/start-process';

await startWorkerProcess();
