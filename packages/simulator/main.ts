import { ConfigError, readConfig, USAGE } from './config';
import { startSimulator } from './server';
import { startMessage } from './start-message';
import { JournalError } from './state/journal';

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const config = readConfig();
  const simulator = await startSimulator(config);
  console.log(startMessage(simulator.url, config));
  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof JournalError)) throw error;
  console.error(error.message);
  process.exit(1);
}
