import type { Rule } from '../rule';
import { answerRules } from './answers';
import { channelRules } from './channels';
import { errorRules } from './errors';
import { journeyRules } from './journey';
import { readingRules } from './reading';
import { sessionFormatRules, sessionRules } from './session';
import { socketRules } from './socket';

/** In the order they are checked: what can be judged at once comes before what needs a person. */
export const allRules: Rule[] = [
  ...sessionRules('buy'),
  ...sessionFormatRules,
  ...sessionRules('sell'),
  ...errorRules,
  ...readingRules,
  ...socketRules,
  ...journeyRules('buy'),
  ...channelRules('buy'),
  ...journeyRules('sell'),
  ...channelRules('sell'),
  ...answerRules,
];
