import { z } from 'zod';

/** Rules that a run leaves out unless it is given what they need. */
export const ruleGroupSchema = z.enum(['payments', 'selling', 'webhooks']);
export type RuleGroup = z.infer<typeof ruleGroupSchema>;

/** What to do so that the rules of a group are checked. */
export const GROUP_NEEDS: Record<RuleGroup, string> = {
  payments: 'pass --control URL, or run the check in a terminal and pay in the widget',
  selling: 'pass --sell',
  webhooks: 'pass --webhook-port PORT',
};
