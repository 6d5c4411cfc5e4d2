// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { flowSteps } from './flow';
import { FlowTrack } from './flow-track';

afterEach(cleanup);

test('a screen reader hears each step with its state, and which one is current', () => {
  render(
    <FlowTrack
      steps={flowSteps({ type: 'sell', status: 'pending', cryptoAmount: null, funded: false }, [])}
    />,
  );
  const steps = screen.getAllByRole('listitem');
  expect(steps[0]?.textContent).toContain('Order, done');
  expect(steps[1]?.textContent).toContain('Deposit, in progress');
  expect(steps[1]?.getAttribute('aria-current')).toBe('step');
});

test('a failed step says so in a word, not by colour alone', () => {
  render(
    <FlowTrack
      steps={flowSteps({ type: 'buy', status: 'failed', cryptoAmount: null, funded: false }, [])}
    />,
  );
  expect(screen.getByText('Failed')).toBeDefined();
});
