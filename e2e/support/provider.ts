import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import type { Stack } from './stack';

type Action = 'pay' | 'deposit' | 'complete' | 'fail' | 'expire_deposit_window' | 'cancel';

/** Proof's id of the transaction whose page is open. */
export async function proofIdOn(page: Page): Promise<string> {
  const text = await page.getByRole('button', { name: 'Copy the Proof ID' }).textContent();
  return /[0-9a-f-]{36}/.exec(text ?? '')?.[0] ?? '';
}

/** Moves the transaction of an open page at the provider. */
export async function actAtProvider(stack: Stack, page: Page, action: Action): Promise<void> {
  const response = await stack.control(`/transactions/${await proofIdOn(page)}/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action }),
  });
  expect(response.ok, await response.text()).toBe(true);
}
