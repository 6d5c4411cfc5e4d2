import 'server-only';
import { env } from '../env';

/**
 * Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT, if it is set, by OTLP over HTTP. The exporter reads
 * the other standard OTEL_ variables itself, such as headers and sampling. Next.js adds its own
 * spans. Returns a function that sends what is left.
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
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'proof-ramp-partner-app' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return () => provider.shutdown();
}
