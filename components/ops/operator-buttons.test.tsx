// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { checkNowAction } from '@/lib/ops/actions';
import { CheckNowButton } from './operator-buttons';

const refresh = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }));
vi.mock('@/lib/ops/actions', () => ({ checkNowAction: vi.fn() }));

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

async function checkNow() {
  render(<CheckNowButton transactionId="order" />);
  await act(async () => screen.getByRole('button', { name: 'Check now' }).click());
  return screen.getByRole('status').textContent;
}

test('an action says that it is done, and the page is loaded again', async () => {
  vi.mocked(checkNowAction).mockResolvedValue({ ok: true, data: undefined });
  expect(await checkNow()).toBe('Proof is being asked.');
  expect(refresh).toHaveBeenCalledOnce();
});

test('an action without a response leaves the page as it is and says so', async () => {
  vi.mocked(checkNowAction).mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await checkNow()).toMatch(/^There was no response\./);
  // When a refresh gets no response, Next.js leaves the page.
  expect(refresh).not.toHaveBeenCalled();
});
