import { startWorkerProcess } from '../lib/start-process';

startWorkerProcess();
