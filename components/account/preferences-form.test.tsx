// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { savePreferencesAction } from '@/lib/preferences/actions';
import { PreferencesForm } from './preferences-form';

vi.mock('@/lib/preferences/actions', () => ({ savePreferencesAction: vi.fn() }));

afterEach(cleanup);

test('a choice that gets no response is said not to be saved, and the form stays', async () => {
  vi.mocked(savePreferencesAction).mockRejectedValue(new TypeError('Failed to fetch'));
  render(<PreferencesForm saved={{}} timeZones={['UTC', 'Europe/Berlin']} />);
  const zone = screen.getByLabelText('Time zone');
  await act(async () => fireEvent.change(zone, { target: { value: 'Europe/Berlin' } }));
  expect(screen.getByText("Your choice wasn't saved")).toBeDefined();
  expect(zone).toHaveProperty('value', '');
});
