import { expect, test } from 'vitest';
import { serve } from '../../testing/http-server';
import { withPartnerApp } from '../../testing/partner-app';
import { tracer } from '../operation';
import { startTracing } from './tracing';

withPartnerApp();

test('a collector that does not respond holds up no shutdown', async () => {
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = await serve(() => new Promise(() => {}));
  const sendRest = await startTracing();
  tracer().startSpan('unsent').end();
  const startMs = performance.now();
  await sendRest();
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
