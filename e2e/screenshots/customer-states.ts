import type { Page } from '@playwright/test';
import { expect } from '../support/fixtures';
import { type State, signInAs, visit } from './demo';

/** Pages without an open order, and what the customer can do on them. */
export const customerStates: State[] = [
  {
    name: 'home',
    open: async (page) => {
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Vera Verified' })).toBeVisible();
    },
  },
  { name: 'sign-in', open: (page) => visit(page, '/sign-in', 'Sign in') },
  { name: 'not-found', open: (page) => visit(page, '/lost', "We couldn't find that page") },
  { name: 'buy', open: (page) => openTicket(page, 'buy') },
  {
    name: 'buy-new-customer',
    open: async (page) => {
      await signInAs(page, 'Nora New');
      await expect(page.getByText("You'll verify your identity in the widget.")).toBeVisible();
    },
  },
  {
    name: 'buy-error',
    open: async (page) => {
      await openTicket(page, 'buy');
      await page.getByLabel('You buy').fill('1.1234567');
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await expect(page.getByText('Enter at most 6 decimal places for USDT.')).toBeVisible();
    },
  },
  { name: 'sell', open: (page) => openTicket(page, 'sell') },
  {
    name: 'account',
    open: async (page) => {
      await signInAs(page, 'Vera Verified');
      await visit(page, '/account', 'Account');
      await expect(page.getByText('Verified', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'account-menu',
    open: async (page) => {
      await openTicket(page, 'buy');
      await page.getByRole('button', { name: 'Account menu' }).click();
      await expect(page.getByRole('link', { name: 'Simulator control room' })).toBeVisible();
    },
  },
  { name: 'history', open: (page) => openVerasHistory(page, '400.00') },
  {
    name: 'history-filtered',
    open: (page) => openVerasHistory(page, '400.00', '?type=sell&status=completed'),
  },
  {
    name: 'history-filter-ignored',
    open: (page) =>
      openVerasHistory(page, 'Part of the filter was ignored', '?type=sell&status=lost'),
  },
  {
    name: 'history-no-match',
    open: (page) => openVerasHistory(page, 'No transaction matches', '?q=00000000'),
  },
  {
    name: 'history-empty',
    open: async (page) => {
      await signInAs(page, 'Nora New');
      await openHistory(page, 'No transactions yet');
    },
  },
  {
    name: 'transaction-not-found',
    open: async (page) => {
      await signInAs(page, 'Vera Verified');
      const path = '/transactions/01890000-0000-7000-8000-00000000dead';
      await visit(page, path, "We couldn't find that transaction");
    },
  },
];

async function openTicket(page: Page, type: 'buy' | 'sell'): Promise<void> {
  await signInAs(page, 'Vera Verified');
  await visit(page, `/${type}`, type === 'buy' ? 'Buy crypto' : 'Sell crypto');
  await expect(page.getByText('Your identity is verified')).toBeVisible();
}

async function openVerasHistory(page: Page, shown: string, search = ''): Promise<void> {
  await signInAs(page, 'Vera Verified');
  await openHistory(page, shown, search);
}

async function openHistory(page: Page, shown: string, search = ''): Promise<void> {
  await visit(page, `/transactions${search}`, 'Transactions');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible();
}
