import { furtherAccess } from './further/access';
import { furtherErrors } from './further/errors';
import { furtherProgress } from './further/progress';
import { furtherSessions } from './further/session';
import { furtherSessionFields } from './further/session-fields';
import { furtherSockets } from './further/sockets';
import { furtherTransactions } from './further/transaction';
import { furtherWebhooks } from './further/webhooks';

/** Written from the contract alone, without knowing the rules. */
export const furtherDeviations = [
  ...furtherAccess,
  ...furtherErrors,
  ...furtherProgress,
  ...furtherSessionFields,
  ...furtherSessions,
  ...furtherSockets,
  ...furtherTransactions,
  ...furtherWebhooks,
];
