import { recipeSuite } from '../testing/guide/recipes';
import { runCommand } from '../tools/process/run-command';
import { runSuites } from '../tools/suites/run-suites';

runCommand(() => runSuites([recipeSuite]));
