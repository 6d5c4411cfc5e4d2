import { expect, test } from 'vitest';
import { z } from 'zod';
import { serve } from '../../testing/http-server';
import { order, withPartnerApp } from '../../testing/partner-app';
import { runOperation, tracer } from '../operation';
import { mintSession } from '../widget-sessions/mint';
import { reportMetrics } from './report';
import { startTracing } from './tracing';

const app = withPartnerApp();

const attribute = z.object({
  key: z.string(),
  value: z.object({ stringValue: z.string().optional(), intValue: z.number().optional() }),
});
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes: z.array(attribute),
            }),
          ),
        }),
      ),
    }),
  ),
});

test('a call to Proof is a span of the operation that made it, and carries both request ids', async () => {
  const received: unknown[] = [];
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = await serve(async (request) => {
    received.push({ path: new URL(request.url).pathname, body: await request.json() });
    return Response.json({});
  });
  process.env.OTEL_SERVICE_NAME = 'partner-of-this-test';
  const sendRest = await startTracing();
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const requestId = crypto.randomUUID();
  const { session } = await runOperation('mint session', () => mintSession(request), requestId);
  for (const url of [
    '/api/webhooks/proof/a-secret',
    '/api/auth/callback/nodemailer?token=a-secret',
  ])
    tracer()
      .startSpan(`POST ${url}`, { attributes: { 'http.target': url } })
      .end();
  const attributes = { 'next.span_type': 'AppRender.fetch', 'http.url': 'https://a-secret' };
  tracer().startSpan('fetch GET', { attributes }).end();
  await sendRest();
  // A shutdown does not wait for long, and sending may take longer on a busy machine.
  await expect.poll(() => received).toHaveLength(1);

  const [{ path, body }] = z
    .tuple([z.object({ path: z.string(), body: tracesSchema })])
    .parse(received);
  expect(path).toBe('/v1/traces');
  const [trace] = body.resourceSpans;
  const spans = trace?.scopeSpans.flatMap((scope) => scope.spans) ?? [];
  const attributesOf = (name: string) =>
    Object.fromEntries(
      spans
        .find((span) => span.name === name)
        ?.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]) ?? [],
    );
  const mint = spans.find(({ name }) => name === 'mint session');
  const call = spans.find(({ name }) => name === 'POST /widget/session');
  expect(mint?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(call).toMatchObject({ traceId: mint?.traceId, parentSpanId: mint?.spanId });
  expect(attributesOf('mint session')).toEqual({ 'app.request_id': requestId });
  expect(attributesOf('POST /widget/session')).toMatchObject({
    'http.response.status_code': 200,
    'proof.merchant_transaction_id': session.merchant_transaction_id,
    'proof.request_id': expect.stringMatching(/./),
  });
  expect(trace?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'partner-of-this-test' },
  });
  expect(attributesOf('POST /api/webhooks/proof/[secret]')).toEqual({
    'http.target': '/api/webhooks/proof/[secret]',
  });
  expect(attributesOf('POST /api/auth/callback/nodemailer')).toEqual({
    'http.target': '/api/auth/callback/nodemailer',
  });
  expect(JSON.stringify(received)).not.toContain('a-secret');
  expect(JSON.stringify(received)).not.toContain(session.init_token);
});

test('without METRICS_TOKEN there are no metrics', async () => {
  expect((await reportMetrics('Bearer undefined')).status).toBe(404);
  expect((await reportMetrics(null)).status).toBe(404);
});
