/** @jsxImportSource hono/jsx */
import type { Scenario, Transaction } from './api-client';

function ScenarioSelect({ id, scenarios }: { id: string; scenarios: Scenario[] }) {
  return (
    <p class="field">
      <label for={id}>Scenario</label>
      <select id={id} name="scenario">
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

/** For a demo in the partner's app: chooses the scenario of a user's next session. */
export function NextSession({ scenarios }: { scenarios: Scenario[] }) {
  return (
    <form
      id="next-session"
      class="inline"
      data-method="PUT"
      data-path="/users/{user}/next-scenario"
    >
      <p class="field">
        <label for="next-user">Next session of user</label>
        <input
          id="next-user"
          name="user"
          required
          autocomplete="off"
          placeholder="partner_user_id"
        />
      </p>
      <ScenarioSelect id="next-name" scenarios={scenarios} />
      <button type="submit" id="next">
        Set
      </button>
    </form>
  );
}
