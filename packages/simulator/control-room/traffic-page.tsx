/** @jsxImportSource hono/jsx */

import type { Call, Delivery, Dropped } from './api-client';
import { Empty, Panel } from './components';
import { CallEntry, MessageList } from './traffic-entries';

type PageProps = { deliveries: Delivery[]; dropped: Dropped[]; calls: Call[] };

export function TrafficPage({ deliveries, dropped, calls }: PageProps) {
  return (
    <div class="halves">
      <Panel
        id="deliveries"
        title="Webhooks and dropped messages"
        aside={<span class="dim">from Proof to the partner</span>}
      >
        {deliveries.length + dropped.length === 0 && (
          <Empty>
            None yet. Each status change sends a webhook if a webhook URL is set. Messages that a
            fault drops are listed here too.
          </Empty>
        )}
        <MessageList id="all-deliveries" deliveries={deliveries} dropped={dropped} />
      </Panel>
      <Panel
        id="calls"
        title="API calls"
        aside={<span class="dim">from the partner to Proof</span>}
      >
        {calls.length === 0 && <Empty>No requests from the partner’s backend yet.</Empty>}
        <ol class="log" data-hold id="all-calls">
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </ol>
      </Panel>
    </div>
  );
}
