/** @jsxImportSource hono/jsx */
import type { PartnerApp, Scenario, Transaction, User } from './api-client';
import { Command } from './components';
import { sentenceCase, userLabel } from './format';

type ScenarioSelectProps = { id: string; scenarios: Scenario[]; optional?: boolean };

/** The page's script sends an empty `data-nullable` field as null. */
function ScenarioSelect({ id, scenarios, optional }: ScenarioSelectProps) {
  return (
    <p class="field">
      <label for={id}>Scenario</label>
      <select id={id} name="scenario" data-nullable={optional}>
        {optional && <option value="">None: you decide in the widget</option>}
        {scenarios.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}

export function StartScenario({
  transaction,
  scenarios,
}: {
  transaction: Transaction;
  scenarios: Scenario[];
}) {
  const suitable = scenarios.filter(({ types }) => types.includes(transaction.type));
  return (
    <form
      id="start-scenario"
      class="inline"
      data-method="POST"
      data-path="/scenarios/{scenario}/launch"
    >
      <input type="hidden" name="transaction_id" value={transaction.merchant_transaction_id} />
      <ScenarioSelect id="start-scenario-name" scenarios={suitable} />
      <button type="submit" id="start-scenario-submit">
        Start scenario
      </button>
    </form>
  );
}

/** A demo user is chosen by name. Before anybody is known, the partner's id has to be typed. */
function UserField({ name, users }: { name: string; users: User[] }) {
  const id = `user-${name}`;
  return (
    <p class="field">
      <label for={id}>User</label>
      {users.length > 0 ? (
        <select id={id} name={name}>
          {users.map((user) => (
            <option key={user.partner_user_id} value={user.partner_user_id}>
              {`${userLabel(user)} (identity ${sentenceCase(user.kyc_status).toLowerCase()})`}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} required autocomplete="off" placeholder="partner_user_id" />
      )}
    </p>
  );
}

/** What an order button adds to the fields of the order form, which it submits. */
export function OrderButton({ type, scenario }: { type: 'buy' | 'sell'; scenario?: string }) {
  return (
    <button
      type="submit"
      class="primary"
      form="order"
      id={`order-${type}-${scenario ?? 'chosen'}`}
      data-body={JSON.stringify({ type, ...(scenario !== undefined && { scenario }) })}
    >
      {`Launch a ${type}`}
    </button>
  );
}

type OrderFormProps = {
  users: User[];
  app: PartnerApp;
  /** To choose from. Without them the buttons name the scenario. */
  scenarios: Scenario[];
};

/** Opens the partner app's order form, because only the partner app can create a session. */
export function OrderForm({ users, app, scenarios }: OrderFormProps) {
  return (
    <form id="order" class="inline" data-method="POST" data-path="/orders" data-opens-tab>
      <UserField name="partner_user_id" users={users} />
      <p class="field">
        <label for="order-asset">Asset</label>
        <select id="order-asset" name="asset">
          {app.assets.map((asset) => (
            <option key={asset} value={asset}>
              {asset.split(':').reverse().join(' on ')}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="order-amount">Amount</label>
        <input id="order-amount" name="amount" value="100" inputmode="decimal" size={8} required />
      </p>
      {scenarios.length > 0 && (
        <>
          <ScenarioSelect id="order-scenario" scenarios={scenarios} optional />
          <span class="buttons">
            <OrderButton type="buy" />
            <OrderButton type="sell" />
          </span>
        </>
      )}
    </form>
  );
}

/** For partners without a known URL: chooses the scenario of a user's next session. */
export function NextSession({ users, scenarios }: { users: User[]; scenarios: Scenario[] }) {
  return (
    <form
      id="next-session"
      class="inline"
      data-method="PUT"
      data-path="/users/{user}/next-scenario"
    >
      <UserField name="user" users={users} />
      <ScenarioSelect id="next-name" scenarios={scenarios} />
      <button type="submit" id="next">
        Use in the next session
      </button>
    </form>
  );
}

/** The users whose next session has a scenario already. */
export function PreparedSessions({ users }: { users: User[] }) {
  return (
    <ul class="prepared" id="prepared">
      {users.map((user) => (
        <li key={user.partner_user_id} id={`prepared-${user.partner_user_id}`}>
          {`The next session of ${userLabel(user)}: ${sentenceCase(user.next_scenario ?? '')}`}
          <Command
            id={`clear-${user.partner_user_id}`}
            class="small"
            method="DELETE"
            path={`/users/${encodeURIComponent(user.partner_user_id)}/next-scenario`}
          >
            Clear
          </Command>
        </li>
      ))}
    </ul>
  );
}
