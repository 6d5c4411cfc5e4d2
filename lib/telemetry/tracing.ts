import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { env } from '../env';
import { log } from '../log';

/** A collector that does not respond must not hold up a shutdown. */
const FLUSH_TIMEOUT_MS = 1_000;

/**
 * Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT, if it is set, by OTLP over HTTP. Next.js adds spans of
 * its own. Returns a function that flushes the remaining spans and never throws.
 */
export async function startTracing(): Promise<() => Promise<void>> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return async () => {};
  // Imported here, because most processes send no traces.
  const [{ OTLPTraceExporter }, { BatchSpanProcessor, NodeTracerProvider }, resources] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/resources'),
    ]);
  const warn = (problem: string) => log().warn({ problem }, 'traces could not be sent');
  const ignore = () => {};
  const logger = { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, DiagLogLevel.WARN);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'proof-ramp-partner-app' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(withoutSecrets(new OTLPTraceExporter()))],
  });
  provider.register();
  const flush = () => provider.forceFlush().catch((cause) => warn(String(cause)));
  return () => Promise.race([flush(), delay(FLUSH_TIMEOUT_MS)]);
}

/**
 * Next.js puts URLs into its spans: that of a webhook contains the secret, and that of a sign-in link
 * a token. Its spans of calls to Proof contain ids, and the app has spans of its own for them.
 */
function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => {
      const kept = spans.filter((span) => span.attributes['next.span_type'] !== 'AppRender.fetch');
      exporter.export(kept.map(cleaned), done);
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

function cleaned(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutSecret(value) : value,
    ]),
  );
  return Object.create(span, {
    name: { value: withoutSecret(span.name) },
    attributes: { value: attributes },
  });
}

function withoutSecret(text: string): string {
  return text.replace(/\?.*/, '').replace(/(\/api\/webhooks\/proof\/)[^/\s]+/, '$1[secret]');
}
