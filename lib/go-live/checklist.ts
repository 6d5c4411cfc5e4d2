import {
  type Facts,
  type Item,
  type ItemName,
  itemNames,
  itemTitles,
  type Judgement,
} from './item';
import { judgeProvider } from './provider-items';
import { judgeTransactions } from './transaction-items';
import { judgeWebhook } from './webhook-item';

export function judgeChecklist(facts: Facts): Item[] {
  const judgements: Record<ItemName, Judgement> = {
    ...judgeProvider(facts),
    ...judgeTransactions(facts),
    webhook: judgeWebhook(facts),
  };
  return itemNames.map((name) => ({ name, title: itemTitles[name], ...judgements[name] }));
}
