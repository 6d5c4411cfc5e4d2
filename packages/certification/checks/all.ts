import { callChecks } from './calls';
import { channelChecks } from './channels';
import type { Check } from './check';
import { creditChecks } from './credit';
import { mintChecks } from './mint';
import { mintFailureChecks } from './mint-failures';
import { providerFailureChecks } from './provider-failures';
import { restartChecks } from './restart';
import { sessionChecks } from './session';
import { statusChecks } from './status';
import { webhookChecks } from './webhook';
import { webhookTrustChecks } from './webhook-trust';

/** In the order of the report. */
export const ALL_CHECKS: Check[] = [
  ...mintChecks,
  ...sessionChecks,
  ...mintFailureChecks,
  ...webhookChecks,
  ...webhookTrustChecks,
  ...statusChecks,
  ...channelChecks,
  ...providerFailureChecks,
  ...creditChecks,
  ...restartChecks,
  ...callChecks,
];
