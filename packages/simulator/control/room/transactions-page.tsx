/** @jsxImportSource hono/jsx */
import { Inspector } from './inspector';
import { words } from './labels';
import { Empty, Moment, Panel, StatusChip } from './parts';
import type { RoomCall, RoomDelivery, RoomScenario, RoomTransaction } from './readings';

function TransactionRow({ transaction, open }: { transaction: RoomTransaction; open: boolean }) {
  const { merchant_transaction_id: id, type, status, amount, currency, network } = transaction;
  return (
    <tr
      id={`row-${id}`}
      data-status={status}
      data-name={`${type} ${amount} ${currency}`}
      class={open ? 'is-open' : undefined}
    >
      <td>
        <Moment iso={transaction.created_at} />
      </td>
      <th scope="row">
        <a
          id={`open-${id}`}
          href={`/control?tx=${encodeURIComponent(id)}`}
          aria-current={open ? 'true' : undefined}
        >
          {`${type} ${amount} ${currency}`}
        </a>
        <span class="dim">
          {transaction.scenario ? `${network}, ${words(transaction.scenario.name)}` : network}
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
  transactions: RoomTransaction[];
  selected: RoomTransaction | null;
  deliveries: RoomDelivery[];
  calls: RoomCall[];
  scenarios: RoomScenario[];
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
        aside={<span class="dim">{`newest ${transactions.length}`}</span>}
      >
        {transactions.length === 0 ? (
          <Empty>
            None yet. Mint a session from the partner’s app, or{' '}
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
                    open={transaction.merchant_transaction_id === selected?.merchant_transaction_id}
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
          <Empty>
            Choose a transaction to see its state machine, its deliveries and its calls.
          </Empty>
        </Panel>
      )}
    </div>
  );
}
