/** @jsxImportSource hono/jsx */
import type { Call, Delivery, Dropped } from './api-client';
import { Command, Time } from './components';
import { prettyJson, shortId } from './format';

const statusClass = (status: number | null) =>
  status !== null && status < 400 ? 'is-completed' : 'is-failed';

const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

const CHANNELS = { webhook: 'webhook', socket: 'WebSocket' } as const;

function Body({ title, text }: { title: string; text: string }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabindex={0}>{text === '' ? '(empty)' : prettyJson(text)}</pre>
    </figure>
  );
}

/** Which status of which transaction a message is about, and whose transaction it is. */
function Subject({ message }: { message: Delivery | Dropped }) {
  const { transactionId, userName, body } = message;
  const whose = [userName, shortId(transactionId)].filter((text) => text !== null).join(', ');
  return (
    <>
      {`${String(body.status ?? '')} `}
      <span class="dim">{whose}</span>
    </>
  );
}

function DeliveryEntry({ delivery }: { delivery: Delivery }) {
  const { id, responseStatus, error, faults, resendOf } = delivery;
  const responseText = responseStatus === null ? 'no response' : String(responseStatus);
  return (
    <li id={`delivery-${id}`} class="entry">
      <details id={`delivery-${id}-details`}>
        <summary>
          <Time iso={delivery.at} />
          <span class="grow">
            <Subject message={delivery} />
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

function DroppedEntry({ message }: { message: Dropped }) {
  const { id, channel, fault, body } = message;
  return (
    <li id={`dropped-${id}`} class="entry is-dropped">
      <details id={`dropped-${id}-details`}>
        <summary>
          <Time iso={message.at} />
          <span class="grow">
            <Subject message={message} />
            <span class="tag is-warning">{fault}</span>
          </span>
          <span class="response is-failed">{`✕ ${CHANNELS[channel]} dropped`}</span>
        </summary>
        <div class="bodies">
          <Body title="What the partner did not receive" text={JSON.stringify(body)} />
        </div>
      </details>
    </li>
  );
}

type MessageListProps = { id: string; deliveries: Delivery[]; dropped: Dropped[] };

/** The webhooks that were sent and the messages that were dropped, in one list, newest first. */
export function MessageList({ id, deliveries, dropped }: MessageListProps) {
  const entries = [
    ...dropped.map((message) => ({
      at: message.at,
      entry: <DroppedEntry key={`dropped-${message.id}`} message={message} />,
    })),
    ...deliveries.map((delivery) => ({
      at: delivery.at,
      entry: <DeliveryEntry key={`delivery-${delivery.id}`} delivery={delivery} />,
    })),
  ];
  const newestFirst = entries.sort((left, right) => right.at.localeCompare(left.at));
  return (
    <ol class="log" data-hold id={id}>
      {newestFirst.map(({ entry }) => entry)}
    </ol>
  );
}

export function CallEntry({ call }: { call: Call }) {
  return (
    <li id={`call-${call.id}`} class="entry">
      <details id={`call-${call.id}-details`}>
        <summary>
          <Time iso={call.at} />
          <span class="grow path">
            {`${call.method} ${call.path} `}
            {call.userName !== null && <span class="dim">{call.userName}</span>}
          </span>
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
