/** @jsxImportSource hono/jsx */

import type { Call, Delivery, Dropped, PartnerApp, Scenario, Transaction } from './api-client';
import { Empty, Panel, StatusChip, Time } from './components';
import { sentenceCase, userLabel } from './format';
import { Inspector } from './inspector';

function TransactionRow({
  transaction,
  selected,
}: {
  transaction: Transaction;
  selected: boolean;
}) {
  const { merchant_transaction_id: id, type, status, amount, currency } = transaction;
  const { network, scenario } = transaction;
  const user = userLabel({ ...transaction, name: transaction.user_name });
  return (
    <tr
      id={`row-${id}`}
      data-status={status}
      data-name={`${user}, ${type} ${amount} ${currency}`}
      class={selected ? 'is-selected' : undefined}
    >
      <td>
        <Time iso={transaction.created_at} />
      </td>
      <th scope="row">
        <a
          id={`open-${id}`}
          href={`/control?tx=${encodeURIComponent(id)}`}
          aria-current={selected ? 'true' : undefined}
        >
          {`${type} ${amount} ${currency}`}
        </a>
        <span class="user-name">{user}</span>
        <span class="dim">{scenario ? `${network}, ${sentenceCase(scenario.name)}` : network}</span>
      </th>
      <td>
        <StatusChip status={status} />
      </td>
    </tr>
  );
}

type PageProps = {
  transactions: Transaction[];
  selected: Transaction | null;
  deliveries: Delivery[];
  dropped: Dropped[];
  calls: Call[];
  scenarios: Scenario[];
  app: PartnerApp;
};

export function TransactionsPage({ transactions, selected, app, ...related }: PageProps) {
  return (
    <div class="split">
      <Panel
        id="transactions"
        title="Transactions"
        aside={
          <span class="dim">
            {`${transactions.length} newest`}
            {app.url !== null && (
              <>
                {' · '}
                <a href={app.url} target="_blank" rel="noreferrer">
                  Partner app
                </a>
              </>
            )}
          </span>
        }
      >
        {transactions.length === 0 ? (
          <Empty>
            None yet. Place an order in the partner app, or{' '}
            <a href="/control/scenarios">launch one from here</a>.
          </Empty>
        ) : (
          <section class="scroller" tabindex={0} aria-label="List of transactions">
            <table>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Order</th>
                  <th scope="col">Status</th>
                </tr>
              </thead>
              <tbody data-hold>
                {transactions.map((transaction) => (
                  <TransactionRow
                    key={transaction.merchant_transaction_id}
                    transaction={transaction}
                    selected={
                      transaction.merchant_transaction_id === selected?.merchant_transaction_id
                    }
                  />
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Panel>
      {selected ? (
        <Inspector transaction={selected} {...related} />
      ) : (
        <Panel id="inspector" title="Transaction">
          <Empty>Select a transaction to see its status, webhooks and API calls.</Empty>
        </Panel>
      )}
    </div>
  );
}
