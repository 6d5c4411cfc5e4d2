import { CircleCheck, CircleDashed, CircleX, Download } from 'lucide-react';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DecisionStep } from '@/lib/ops/deliveries/explain';
import { describeBody, toCurl, toFixture } from '@/lib/ops/deliveries/raw';
import type { loadDelivery } from '@/lib/ops/loaders';
import { OutcomeBadge } from './delivery-table';
import { OrderId } from './dense-table';
import { Fact, FactList } from './fact-list';
import { ReplayButton } from './operator-buttons';

type Delivery = Awaited<ReturnType<typeof loadDelivery>>;

/** One webhook request as it arrived, how it was judged, and what followed. */
export function DeliveryDetail({ delivery }: { delivery: Delivery }) {
  const { id, receivedAt, outcome, reason, steps } = delivery;
  return (
    <>
      <PageHeader
        title={
          <>
            Delivery received <RelativeTime iso={receivedAt} />
          </>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            <OutcomeBadge outcome={outcome} /> {reason}
          </span>
        }
        actions={
          <>
            {outcome !== 'wrong_secret' && <ReplayButton deliveryId={id} />}
            <a
              href={`data:application/json,${encodeURIComponent(toFixture(delivery))}`}
              download={`delivery-${id}.json`}
              className={buttonStyle({ variant: 'secondary', size: 'sm' })}
            >
              <Download aria-hidden />
              Save as a fixture
            </a>
          </>
        }
        className="mb-5"
      />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Card>
          <h2 className="mb-3 font-medium">How it was judged</h2>
          <ol aria-label="Decision" className="grid gap-3 text-sm">
            {steps.map((step) => (
              <Step key={step.question} step={step} />
            ))}
          </ol>
        </Card>
        <Request delivery={delivery} />
      </div>
    </>
  );
}

function Step({ step: { question, passed, answer } }: { step: DecisionStep }) {
  const [Icon, tone, word] =
    passed === null
      ? ([CircleDashed, 'text-muted', 'Open'] as const)
      : passed
        ? ([CircleCheck, 'text-positive', 'Yes'] as const)
        : ([CircleX, 'text-negative', 'No'] as const);
  return (
    <li className="flex gap-3">
      <Icon aria-label={word} className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <div className="min-w-0">
        <p className="font-medium">{question}</p>
        <p className="wrap-anywhere whitespace-pre-line text-muted">{answer}</p>
      </div>
    </li>
  );
}

/** Anyone can send one, so it is shown as plain text. */
function Request({ delivery }: { delivery: Delivery }) {
  const { merchantTransactionId, headers, body, processingMs, receivedAt } = delivery;
  return (
    <Card>
      <h2 className="mb-3 font-medium">The request</h2>
      <FactList>
        <Fact name="Order">
          <OrderId id={merchantTransactionId} />
        </Fact>
        <Fact name="Received">{receivedAt.replace('T', ' ').replace('Z', ' UTC')}</Fact>
        <Fact name="Processed in">{processingMs.toFixed(1)} ms</Fact>
        {Object.entries(headers ?? {}).map(([name, value]) => (
          <Fact key={name} name={name}>
            <span className="wrap-anywhere font-mono text-xs">{String(value)}</span>
          </Fact>
        ))}
      </FactList>
      <h3 className="mt-4 mb-1 flex items-center justify-between gap-2 text-muted text-xs">
        {body.length > 0 ? `Body, ${body.length.toLocaleString('en')} bytes` : 'Body'}
        <CopyButton value={toCurl(delivery)} label="Copy as curl">
          curl
        </CopyButton>
      </h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
        tabIndex={0}
        className="max-h-120 overflow-auto whitespace-pre-wrap break-all rounded-sm bg-raised p-2 font-mono text-xs leading-4"
      >
        {describeBody(body) || 'Nothing of it was stored.'}
      </pre>
    </Card>
  );
}
