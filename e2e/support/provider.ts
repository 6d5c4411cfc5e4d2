import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import type { Stack } from './stack';

type Action = 'pay' | 'deposit' | 'complete' | 'fail' | 'expire_deposit_window' | 'cancel';

/** Moves the transaction of an open page at the provider. */
export async function actAtProvider(stack: Stack, page: Page, action: Action): Promise<void> {
  const id = await page.getByRole('button', { name: 'Copy the Proof ID' }).textContent();
  const [merchantTransactionId] = /[0-9a-f-]{36}/.exec(id ?? '') ?? [];
  const response = await stack.control(`/transactions/${merchantTransactionId}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action }),
  });
  expect(response.ok, await response.text()).toBe(true);
}
