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
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const history = await openInNewWindow(page, '/transactions');
  await expect(history.getByText('Your balance is empty')).toBeVisible();
  const { widget } = await placeOrder(page, 'buy', '60.5');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(history.getByText('Your balance:')).toContainText('60.50 USDT');
  await expectNoReload(history);
});
