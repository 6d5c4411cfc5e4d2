/** @jsxImportSource hono/jsx */
import { loginCodeOf } from '../provider/frame';
import { quote } from '../provider/quote';
import {
  ActionForm,
  CancelOrder,
  Field,
  Screen,
  SimulationPanel,
  type StepProps,
  Summary,
} from './components';

/** For a used or expired init token. The same transaction continues after the login. */
export function LoginStep({ visit, errors, form }: StepProps) {
  const code = loginCodeOf(visit.frame);
  return (
    <Screen visit={visit} title="Log in to continue">
      <p>
        You opened this order before, or some time has passed. Enter the code that we sent to{' '}
        {visit.user.email || 'your email address'} to continue with the same order.
      </p>
      <ActionForm visit={visit} intent="login">
        <Field
          name="code"
          label="Code from the email"
          value={form('code')}
          error={errors.code}
          inputmode="numeric"
          autocomplete="one-time-code"
        />
        <button type="submit">Log in</button>
      </ActionForm>
      <SimulationPanel title="Simulated email">
        <p>
          Your Proof code is <strong class="login-code">{code}</strong>
        </p>
        <button type="button" class="secondary" data-fill={JSON.stringify({ code })}>
          Fill in the code
        </button>
      </SimulationPanel>
    </Screen>
  );
}

export function QuoteStep({ visit }: StepProps) {
  const { type, currency, amount, network, fiatCurrency, address } = visit.transaction;
  const terms = quote(type, currency, amount, fiatCurrency);
  const isBuy = type === 'buy';
  const fiat = (value: string) => `${value} ${fiatCurrency}`;
  return (
    <Screen visit={visit} title={`${isBuy ? 'Buy' : 'Sell'} ${amount} ${currency}`}>
      <p class="figure">
        <span>{isBuy ? 'You pay' : 'You get'}</span>
        <strong>{fiat(terms.total)}</strong>
      </p>
      <ActionForm visit={visit} intent="change-fiat" class="field">
        <label for="fiat">{isBuy ? 'Pay in' : 'Get paid in'}</label>
        <select id="fiat" name="fiat" data-submit-on-change>
          {visit.fiatCurrencies.map((known) => (
            <option key={known} value={known} selected={known === fiatCurrency}>
              {known}
            </option>
          ))}
        </select>
        <noscript>
          <button type="submit">Change currency</button>
        </noscript>
      </ActionForm>
      <Summary
        rows={[
          ['Price', `${terms.price} ${fiatCurrency} per ${currency}`],
          ['Amount', fiat(terms.subtotal)],
          ['Fee', fiat(terms.fee)],
          ['Network', network],
          ...(isBuy ? ([['Sent to', address]] satisfies [string, string][]) : []),
        ]}
      />
      <ActionForm visit={visit} intent="accept-quote">
        <button type="submit">Continue</button>
      </ActionForm>
      <CancelOrder visit={visit} />
    </Screen>
  );
}

export function MethodStep({ visit, errors }: StepProps) {
  const isBuy = visit.transaction.type === 'buy';
  return (
    <Screen visit={visit} title={isBuy ? 'Choose how to pay' : 'Choose how to get paid'}>
      {errors.method && (
        <p role="alert" class="alert">
          {errors.method}
        </p>
      )}
      <ActionForm visit={visit} intent="choose-method">
        <fieldset class="choices">
          <legend class="hidden">{isBuy ? 'Payment method' : 'Payout method'}</legend>
          <label>
            <input type="radio" name="method" value="card" checked />
            <span>
              <strong>Bank card</strong>
              <small>Visa or Mastercard, instant</small>
            </span>
          </label>
          <label>
            <input type="radio" name="method" value="transfer" disabled />
            <span>
              <strong>Bank transfer</strong>
              <small>Not available in the simulation</small>
            </span>
          </label>
        </fieldset>
        <button type="submit">Continue</button>
      </ActionForm>
      <CancelOrder visit={visit} />
    </Screen>
  );
}
