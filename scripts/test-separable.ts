import { separability } from '../testing/guide/separability';
import { runCommand } from '../tools/process/run-command';
import { runSuites } from '../tools/suites/run-suites';

runCommand(() => runSuites([separability]));
