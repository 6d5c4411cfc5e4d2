/** @jsxImportSource hono/jsx */

import type { Call, Delivery } from './api-client';
import { Command, Empty, Panel, Time } from './components';
import { prettyJson, shortId } from './format';

const statusClass = (status: number | null) =>
  status !== null && status < 400 ? 'is-completed' : 'is-failed';

const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

function Body({ title, text }: { title: string; text: string }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabindex={0}>{text === '' ? '(empty)' : prettyJson(text)}</pre>
    </figure>
  );
}

export function DeliveryEntry({ delivery }: { delivery: Delivery }) {
  const { id, responseStatus, error, faults, resendOf } = delivery;
  const responseText = responseStatus === null ? 'no response' : String(responseStatus);
  return (
    <li id={`delivery-${id}`} class="entry">
      <details id={`delivery-${id}-details`}>
        <summary>
          <Time iso={delivery.at} />
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
          <span class={`response ${statusClass(responseStatus)}`}>{responseText}</span>
          <span class="number">{milliseconds(delivery.durationMs)}</span>
        </summary>
        <p class="dim">{`POST ${delivery.url}`}</p>
        <div class="bodies">
          <Body title="Request" text={delivery.requestBody} />
          <Body title="Response" text={delivery.responseBody || (error ?? '')} />
        </div>
      </details>
      <Command id={`resend-${id}`} class="small" method="POST" path={`/deliveries/${id}/resend`}>
        Resend
      </Command>
    </li>
  );
}

export function CallEntry({ call }: { call: Call }) {
  return (
    <li id={`call-${call.id}`} class="entry">
      <details id={`call-${call.id}-details`}>
        <summary>
          <Time iso={call.at} />
          <span class="grow path">{`${call.method} ${call.path}`}</span>
          <span class={`response ${statusClass(call.status)}`}>{String(call.status)}</span>
          <span class="number">{milliseconds(call.durationMs)}</span>
        </summary>
        <p class="dim">{`X-Request-Id ${call.requestId}`}</p>
        <div class="bodies">
          {call.requestBody !== '' && <Body title="Request" text={call.requestBody} />}
          <Body title="Response" text={call.responseBody} />
        </div>
      </details>
    </li>
  );
}

export function TrafficPage({ deliveries, calls }: { deliveries: Delivery[]; calls: Call[] }) {
  return (
    <div class="halves">
      <Panel
        id="deliveries"
        title="Webhook deliveries"
        aside={<span class="dim">from Proof to the partner</span>}
      >
        {deliveries.length === 0 && (
          <Empty>None yet. Each status change sends one if a webhook URL is set.</Empty>
        )}
        <ol class="log" data-hold id="all-deliveries">
          {deliveries.map((delivery) => (
            <DeliveryEntry key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      </Panel>
      <Panel
        id="calls"
        title="API calls"
        aside={<span class="dim">from the partner to Proof</span>}
      >
        {calls.length === 0 && <Empty>No requests from the partner’s backend yet.</Empty>}
        <ol class="log" data-hold id="all-calls">
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </ol>
      </Panel>
    </div>
  );
}
