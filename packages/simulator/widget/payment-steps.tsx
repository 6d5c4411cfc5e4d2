/** @jsxImportSource hono/jsx */
import {
  ActionForm,
  CancelOrder,
  Field,
  Screen,
  SimulationPanel,
  type StepProps,
  Summary,
} from './components';

const TEST_CARDS = [
  ['Fill card that succeeds', '4444 4444 4444 3333', '123'],
  ['Fill card that fails', '5555 4444 3333 1111', '555'],
] as const;

function TestCards({ isBuy }: { isBuy: boolean }) {
  return (
    <SimulationPanel title="Test cards">
      <div class="pair">
        {TEST_CARDS.slice(0, isBuy ? 2 : 1).map(([label, number, cvv]) => (
          <button
            key={label}
            type="button"
            class="secondary"
            data-fill={JSON.stringify({ number, cvv, expiry: '12/34', name: 'Alex Sample' })}
          >
            {label}
          </button>
        ))}
      </div>
      {isBuy && (
        <p class="hint">
          4444 4444 4444 3333 and 5555 4444 3333 1111 succeed with CVV 123. The second fails with
          CVV 555.
        </p>
      )}
    </SimulationPanel>
  );
}

type CardFieldsProps = Omit<StepProps, 'visit'> & { isBuy: boolean };

function CardFields({ isBuy, errors, form }: CardFieldsProps) {
  return (
    <>
      <Field
        name="number"
        label="Card number"
        value={form('number')}
        error={errors.number}
        inputmode="numeric"
        autocomplete="off"
      />
      <div class="pair">
        <Field
          name="expiry"
          label="Expiry date"
          value={form('expiry')}
          error={errors.expiry}
          placeholder="MM/YY"
          autocomplete="off"
        />
        {isBuy && (
          <Field
            name="cvv"
            label="Security code (CVV)"
            value={form('cvv')}
            error={errors.cvv}
            inputmode="numeric"
            autocomplete="off"
          />
        )}
      </div>
      <Field
        name="name"
        label="Name on card"
        value={form('name')}
        error={errors.name}
        autocomplete="off"
      />
    </>
  );
}

export function CardStep({ visit, errors, form }: StepProps) {
  const { type, fiatAmount, fiatCurrency } = visit.transaction;
  const isBuy = type === 'buy';
  return (
    <Screen visit={visit} title={isBuy ? 'Pay by card' : 'Card for your payout'}>
      <p class="figure">
        <span>{isBuy ? 'You pay' : 'You get'}</span>
        <strong>{`${fiatAmount} ${fiatCurrency}`}</strong>
      </p>
      <TestCards isBuy={isBuy} />
      <ActionForm visit={visit} intent="send-card" class="card-form">
        <CardFields isBuy={isBuy} errors={errors} form={form} />
        <button type="submit">
          {isBuy ? `Pay ${fiatAmount} ${fiatCurrency}` : 'Continue to deposit'}
        </button>
      </ActionForm>
      <ActionForm visit={visit} intent="change-method" class="cancel">
        <button type="submit" class="plain">
          {isBuy ? 'Change payment method' : 'Change payout method'}
        </button>
      </ActionForm>
      <CancelOrder visit={visit} />
    </Screen>
  );
}

export function DepositStep({ visit }: StepProps) {
  const { amount, currency, network, depositAddress, dueAt, fiatAmount, fiatCurrency, cardEnding } =
    visit.transaction;
  return (
    <Screen visit={visit} title={`Send ${amount} ${currency}`}>
      <p>Send exactly this amount over {network}. This page updates when it arrives.</p>
      <div class="address">
        <span>Deposit address</span>
        <code id="deposit-address">{depositAddress}</code>
        <button type="button" class="secondary" data-copy>
          Copy address
        </button>
      </div>
      <Summary
        rows={[
          ['Amount', `${amount} ${currency}`],
          ['Network', network],
          ['You get', `${fiatAmount} ${fiatCurrency} to card ending ${cardEnding}`],
        ]}
      />
      <p class="waiting" role="timer" aria-label="Time left for the deposit">
        Waiting for the deposit: <span data-deadline={String(dueAt)}>--:--:--</span> left
      </p>
      <SimulationPanel title="Never send real crypto to this address">
        <ActionForm visit={visit} intent="send-deposit">
          <button type="submit">Simulate sending the deposit</button>
        </ActionForm>
        <ActionForm visit={visit} intent="pass-window">
          <button type="submit" class="secondary">
            Let the deposit window expire
          </button>
        </ActionForm>
      </SimulationPanel>
      <CancelOrder visit={visit} />
    </Screen>
  );
}
