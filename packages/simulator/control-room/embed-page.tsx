/** @jsxImportSource hono/jsx */
import type { Call, Delivery, Dropped, Transaction } from './api-client';
import { Empty, Panel, StatusChip } from './components';
import { userLabel } from './format';
import { CallEntry, MessageList } from './traffic-entries';

/** Of each kind, newest first. */
const MAX_MESSAGES = 6;
const MAX_CALLS = 5;

type EmbedPageProps = {
  selected: Transaction | null;
  deliveries: Delivery[];
  dropped: Dropped[];
  calls: Call[];
};

/** The provider's side of one transaction, for a frame in a page of the partner app. */
export function EmbedPage({ selected, deliveries, dropped, calls }: EmbedPageProps) {
  if (!selected) {
    return (
      <Panel id="embed" title="At Proof">
        <Empty>No order yet. What Proof knows and sends appears here.</Empty>
      </Panel>
    );
  }
  const { type, amount, currency, network, status } = selected;
  return (
    <div class="embed" id="embed">
      <Panel id="embed-order" title="At Proof" aside={<StatusChip status={status} />}>
        <p>{`${userLabel({ ...selected, name: selected.user_name })}: ${type} ${amount} ${currency} on ${network}`}</p>
        <dl class="counts">
          <Count name="Webhooks sent" value={deliveries.length} />
          <Count name="Messages dropped" value={dropped.length} tone={dropped.length > 0} />
          <Count name="Requests from the app" value={calls.length} />
        </dl>
      </Panel>
      <Panel id="embed-messages" title="Messages to the app">
        {deliveries.length + dropped.length === 0 ? (
          <Empty>None yet.</Empty>
        ) : (
          <MessageList
            id="embed-message-list"
            deliveries={deliveries.slice(0, MAX_MESSAGES)}
            dropped={dropped.slice(0, MAX_MESSAGES)}
          />
        )}
      </Panel>
      <Panel id="embed-calls" title="Requests from the app">
        {calls.length === 0 ? (
          <Empty>None yet.</Empty>
        ) : (
          <ol class="log" data-hold id="embed-call-list">
            {calls.slice(0, MAX_CALLS).map((call) => (
              <CallEntry key={call.id} call={call} />
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}

function Count({ name, value, tone }: { name: string; value: number; tone?: boolean }) {
  return (
    <div class={tone ? 'count is-warning' : 'count'}>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}
