/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Call, Delivery, Dropped, Scenario, Transaction } from './api-client';
import { Command, CopyId, Empty, Panel, StatusChip, Time } from './components';
import { actionLabel, sentenceCase, userLabel } from './format';
import { StartScenario } from './scenario-forms';
import { StateMachine } from './state-machine';
import { CallEntry, MessageList } from './traffic-entries';

function Detail({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Details({ transaction: t }: { transaction: Transaction }) {
  return (
    <dl class="details">
      <Detail name="ID">
        <CopyId id="selected-id" value={t.merchant_transaction_id} />
      </Detail>
      <Detail name="Order">{`${t.type} ${t.amount} ${t.currency} on ${t.network}`}</Detail>
      <Detail name="Fiat">{`${t.fiat_amount} ${t.fiat_currency}`}</Detail>
      <Detail name="User">{userLabel({ ...t, name: t.user_name })}</Detail>
      <Detail name="Identity">{sentenceCase(t.kyc_status)}</Detail>
      <Detail name="Partner’s user ID">
        <CopyId id="selected-user-id" value={t.partner_user_id} />
      </Detail>
      <Detail name="Created">
        <Time iso={t.created_at} />
      </Detail>
      <Detail name="Updated">
        <Time iso={t.updated_at} />
      </Detail>
      <Detail name="Next change">
        {t.next_change_at ? (
          <time datetime={t.next_change_at} data-until>
            {t.next_change_at.slice(0, 19).replace('T', ' ')}
          </time>
        ) : (
          'none scheduled'
        )}
      </Detail>
      {t.failure && <Detail name="Failure">{sentenceCase(t.failure)}</Detail>}
      {t.deposit_address && (
        <Detail name="Deposit address">
          <CopyId id="deposit-address" value={t.deposit_address} />
        </Detail>
      )}
      {t.scenario && (
        <Detail name="Scenario">{`${sentenceCase(t.scenario.name)}, step ${t.scenario.step} of ${t.scenario.steps}`}</Detail>
      )}
    </dl>
  );
}

function Actions({ transaction }: { transaction: Transaction }) {
  const id = transaction.merchant_transaction_id;
  if (transaction.actions.length === 0) return <Empty>No further action is possible.</Empty>;
  return (
    <fieldset class="actions">
      <legend>Possible actions</legend>
      {transaction.actions.map((action) => {
        const { label, leadsTo } = actionLabel(action);
        return (
          <Command
            key={action}
            id={`act-${action}`}
            class="action"
            method="POST"
            path={`/transactions/${encodeURIComponent(id)}/actions`}
            body={{ action }}
          >
            <span>{label}</span>
            {leadsTo && <small>{`→ ${leadsTo}`}</small>}
          </Command>
        );
      })}
    </fieldset>
  );
}

type InspectorProps = {
  transaction: Transaction;
  deliveries: Delivery[];
  dropped: Dropped[];
  calls: Call[];
  scenarios: Scenario[];
};

export function Inspector(props: InspectorProps) {
  const { transaction, deliveries, dropped, calls, scenarios } = props;
  const leadsTo = transaction.actions.map((action) => actionLabel(action).leadsTo);
  return (
    <Panel id="inspector" title="Transaction" aside={<StatusChip status={transaction.status} />}>
      <StateMachine
        status={transaction.status}
        leadsTo={[...new Set(leadsTo)].filter((to) => !to.includes(' ') && to !== '')}
      />
      <Actions transaction={transaction} />
      {transaction.status === 'pending' && (
        <StartScenario transaction={transaction} scenarios={scenarios} />
      )}
      <Details transaction={transaction} />
      <section class="related">
        <h3>Webhooks and dropped messages</h3>
        {deliveries.length + dropped.length === 0 && <Empty>None yet.</Empty>}
        <MessageList id="selected-deliveries" deliveries={deliveries} dropped={dropped} />
      </section>
      <section class="related">
        <h3>API calls</h3>
        {calls.length === 0 && <Empty>None yet.</Empty>}
        <ol class="log" data-hold id="selected-calls">
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </ol>
      </section>
    </Panel>
  );
}
