/** @jsxImportSource hono/jsx */

import type { Call, Delivery, Scenario, Transaction } from './api-client';
import { Empty, Panel, StatusChip, Time } from './components';
import { sentenceCase } from './format';
import { Inspector } from './inspector';

function TransactionRow({
  transaction,
  selected,
}: {
  transaction: Transaction;
  selected: boolean;
}) {
  const { merchant_transaction_id: id, type, status, amount, currency, network } = transaction;
  return (
    <tr
      id={`row-${id}`}
      data-status={status}
      data-name={`${type} ${amount} ${currency}`}
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
        <span class="dim">
          {transaction.scenario
            ? `${network}, ${sentenceCase(transaction.scenario.name)}`
            : network}
        </span>
      </th>
      <td>
        <StatusChip status={status} />
      </td>
      <td class="wide-only">{transaction.partner_user_id}</td>
    </tr>
  );
}

type PageProps = {
  transactions: Transaction[];
  selected: Transaction | null;
  deliveries: Delivery[];
  calls: Call[];
  scenarios: Scenario[];
};

export function TransactionsPage({
  transactions,
  selected,
  deliveries,
  calls,
  scenarios,
}: PageProps) {
  return (
    <div class="split">
      <Panel
        id="transactions"
        title="Transactions"
        aside={<span class="dim">{`${transactions.length} newest`}</span>}
      >
        {transactions.length === 0 ? (
          <Empty>
            None yet. Create a session in the partner’s app, or{' '}
            <a href="/control/scenarios">launch a scenario</a>.
          </Empty>
        ) : (
          <section class="scroller" tabindex={0} aria-label="List of transactions">
            <table>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Order</th>
                  <th scope="col">Status</th>
                  <th scope="col" class="wide-only">
                    User
                  </th>
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
        <Inspector
          transaction={selected}
          deliveries={deliveries}
          calls={calls}
          scenarios={scenarios}
        />
      ) : (
        <Panel id="inspector" title="Transaction">
          <Empty>Select a transaction to see its status, deliveries and API calls.</Empty>
        </Panel>
      )}
    </div>
  );
}
