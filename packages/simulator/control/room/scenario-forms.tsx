/** @jsxImportSource hono/jsx */
import type { RoomScenario, RoomTransaction } from './readings';

type Choosing = { id: string; scenarios: RoomScenario[] };

function ScenarioSelect({ id, scenarios }: Choosing) {
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

/** Lets what is open now go on by itself. */
export function FollowScenario({
  transaction,
  scenarios,
}: {
  transaction: RoomTransaction;
  scenarios: RoomScenario[];
}) {
  const fitting = scenarios.filter(({ types }) => types.includes(transaction.type));
  return (
    <form
      id="follow-scenario"
      class="inline"
      data-method="POST"
      data-path="/scenarios/{scenario}/launch"
    >
      <input type="hidden" name="transaction_id" value={transaction.merchant_transaction_id} />
      <ScenarioSelect id="follow-name" scenarios={fitting} />
      <button type="submit" id="follow">
        Let it follow
      </button>
    </form>
  );
}

/** For a demo in the partner's app: its user's next order goes the chosen way. */
export function NextOrder({ scenarios }: { scenarios: RoomScenario[] }) {
  return (
    <form id="next-order" class="inline" data-method="PUT" data-path="/users/{user}/next-scenario">
      <p class="field">
        <label for="next-user">The next order of user</label>
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
