/** @jsxImportSource hono/jsx */
import { pretty, shortId } from './labels';
import { Command, Empty, Moment, Panel } from './parts';
import type { RoomCall, RoomDelivery } from './readings';

const outcome = (status: number | null) => {
  if (status === null) return 'is-failed';
  return status < 400 ? 'is-completed' : 'is-failed';
};

const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

function Body({ title, text }: { title: string; text: string }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabindex={0}>{text === '' ? '(empty)' : pretty(text)}</pre>
    </figure>
  );
}

export function DeliveryEntry({ delivery }: { delivery: RoomDelivery }) {
  const { id, responseStatus, error, faults, resendOf } = delivery;
  const answered = responseStatus === null ? 'no answer' : String(responseStatus);
  return (
    <li id={`delivery-${id}`} class="entry">
      <details id={`delivery-${id}-details`}>
        <summary>
          <Moment iso={delivery.at} />
          <span class="grow">
            {`${String(delivery.body.status ?? '')} `}
            <span class="dim">{shortId(delivery.transactionId)}</span>
            {resendOf !== null && <span class="tag">{`resent #${resendOf}`}</span>}
            {faults.map((fault) => (
              <span key={fault} class="tag is-warning">
                {fault}
              </span>
            ))}
          </span>
          <span class={`answer ${outcome(responseStatus)}`}>{answered}</span>
          <span class="number">{milliseconds(delivery.durationMs)}</span>
        </summary>
        <p class="dim">{`POST ${delivery.url}`}</p>
        <div class="bodies">
          <Body title="Sent" text={delivery.requestBody} />
          <Body title="Answer" text={delivery.responseBody || (error ?? '')} />
        </div>
      </details>
      <Command id={`resend-${id}`} class="small" method="POST" path={`/deliveries/${id}/resend`}>
        Resend
      </Command>
    </li>
  );
}

export function CallEntry({ call }: { call: RoomCall }) {
  return (
    <li id={`call-${call.id}`} class="entry">
      <details id={`call-${call.id}-details`}>
        <summary>
          <Moment iso={call.at} />
          <span class="grow path">{`${call.method} ${call.path}`}</span>
          <span class={`answer ${outcome(call.status)}`}>{String(call.status)}</span>
          <span class="number">{milliseconds(call.durationMs)}</span>
        </summary>
        <p class="dim">{`X-Request-Id ${call.requestId}`}</p>
        <div class="bodies">
          {call.requestBody !== '' && <Body title="Request" text={call.requestBody} />}
          <Body title="Answer" text={call.responseBody} />
        </div>
      </details>
    </li>
  );
}

export function TrafficPage({
  deliveries,
  calls,
}: {
  deliveries: RoomDelivery[];
  calls: RoomCall[];
}) {
  return (
    <div class="halves">
      <Panel
        id="deliveries"
        title="Webhook deliveries"
        aside={<span class="dim">from the provider</span>}
      >
        {deliveries.length === 0 && (
          <Empty>None yet: one is sent at every change of status, once a webhook URL is set.</Empty>
        )}
        <ol class="log" data-hold id="all-deliveries">
          {deliveries.map((delivery) => (
            <DeliveryEntry key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      </Panel>
      <Panel id="calls" title="API calls" aside={<span class="dim">from the partner</span>}>
        {calls.length === 0 && <Empty>The partner’s backend has not called yet.</Empty>}
        <ol class="log" data-hold id="all-calls">
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </ol>
      </Panel>
    </div>
  );
}
