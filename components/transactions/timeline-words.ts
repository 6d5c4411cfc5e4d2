import type { Source, TransactionEventView } from '@/lib/transactions/schema';
import { reportedWord } from './reported';

const sources: Record<Source, string> = {
  app: 'Our app',
  webhook: 'Webhook',
  socket: 'WebSocket',
  widget: 'Widget in your browser',
  api: 'Proof’s API',
};

export type Weight =
  | 'created'
  | 'reported'
  | 'confirmed'
  | 'report withdrawn'
  | 'not applied'
  | 'done';

/** What an entry of the timeline says: from whom, how much it counts, and the status in words. */
export function describeEvent(event: TransactionEventView): {
  source: string;
  weight: Weight;
  status: string | null;
} {
  return {
    source: sources[event.source],
    weight: weigh(event),
    status: event.status && reportedWord(event.status),
  };
}

/** Only Proof's API confirms; whatever else speaks, reports. */
function weigh({ kind, factOutcome }: TransactionEventView): Weight {
  if (kind === 'session') return 'created';
  if (kind === 'hint') return 'reported';
  if (kind === 'side_effect') return 'done';
  if (factOutcome === 'report_withdrawn') return 'report withdrawn';
  return factOutcome === 'applied' ? 'confirmed' : 'not applied';
}
