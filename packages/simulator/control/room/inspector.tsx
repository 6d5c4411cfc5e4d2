/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { actionLabel, words } from './labels';
import { Command, CopyId, Empty, Moment, Panel, StatusChip } from './parts';
import type { RoomCall, RoomDelivery, RoomScenario, RoomTransaction } from './readings';
import { FollowScenario } from './scenario-forms';
import { StateMachine } from './state-machine';
import { CallEntry, DeliveryEntry } from './traffic';

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ transaction: t }: { transaction: RoomTransaction }) {
  return (
    <dl class="facts">
      <Fact name="Id">
        <CopyId id="selected-id" value={t.merchant_transaction_id} />
      </Fact>
      <Fact name="Order">{`${t.type} ${t.amount} ${t.currency} on ${t.network}`}</Fact>
      <Fact name="Fiat">{`${t.fiat_amount} ${t.fiat_currency}`}</Fact>
      <Fact name="User">{`${t.partner_user_id}, identity ${words(t.kyc_status).toLowerCase()}`}</Fact>
      <Fact name="Created">
        <Moment iso={t.created_at} />
      </Fact>
      <Fact name="Changed">
        <Moment iso={t.updated_at} />
      </Fact>
      <Fact name="Next by itself">
        {t.next_change_at ? (
          <time datetime={t.next_change_at} data-until>
            {t.next_change_at.slice(0, 19).replace('T', ' ')}
          </time>
        ) : (
          'nothing'
        )}
      </Fact>
      {t.failure && <Fact name="Failed because">{words(t.failure)}</Fact>}
      {t.deposit_address && (
        <Fact name="Deposit to">
          <CopyId id="deposit-address" value={t.deposit_address} />
        </Fact>
      )}
      {t.scenario && (
        <Fact name="Scenario">{`${words(t.scenario.name)}, step ${t.scenario.step} of ${t.scenario.steps}`}</Fact>
      )}
    </dl>
  );
}

function Steps({ transaction }: { transaction: RoomTransaction }) {
  const id = transaction.merchant_transaction_id;
  if (transaction.actions.length === 0) return <Empty>Nothing can happen to it any more.</Empty>;
  return (
    <fieldset class="steps">
      <legend>Possible now</legend>
      {transaction.actions.map((action) => {
        const { label, leadsTo } = actionLabel(action);
        return (
          <Command
            key={action}
            id={`act-${action}`}
            class="step"
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
  transaction: RoomTransaction;
  deliveries: RoomDelivery[];
  calls: RoomCall[];
  scenarios: RoomScenario[];
};

export function Inspector({ transaction, deliveries, calls, scenarios }: InspectorProps) {
  const leadsTo = transaction.actions.map((action) => actionLabel(action).leadsTo);
  return (
    <Panel id="inspector" title="Transaction" aside={<StatusChip status={transaction.status} />}>
      <StateMachine
        status={transaction.status}
        leadsTo={[...new Set(leadsTo)].filter((to) => !to.includes(' ') && to !== '')}
      />
      <Steps transaction={transaction} />
      {transaction.status === 'pending' && (
        <FollowScenario transaction={transaction} scenarios={scenarios} />
      )}
      <Facts transaction={transaction} />
      <section class="related">
        <h3>Deliveries</h3>
        {deliveries.length === 0 && <Empty>No webhook was sent about it.</Empty>}
        <ol class="log" data-hold id="selected-deliveries">
          {deliveries.map((delivery) => (
            <DeliveryEntry key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      </section>
      <section class="related">
        <h3>API calls</h3>
        {calls.length === 0 && <Empty>Nobody has asked about it.</Empty>}
        <ol class="log" data-hold id="selected-calls">
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </ol>
      </section>
    </Panel>
  );
}
