import { expect, test } from './support/fixtures';
import {
  enterCard,
  expectNoReload,
  openInNewWindow,
  placeOrder,
  press,
  signInAs,
} from './support/journey';

test('a completed purchase raises the balance on an open page, without a reload', async ({
  page,
}) => {
  await signInAs(page, 'Vera Verified');
  const history = await openInNewWindow(page, '/transactions');
  // From the seeded history: 850 + 99.50 bought, 400 sold.
  const balance = history.getByText('Your balance:');
  await expect(balance).toContainText('549.50 USDT');
  const { widget } = await placeOrder(page, 'buy', '60.5');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(balance).toContainText('610.00 USDT');
  await expectNoReload(history);
});
