/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { clockTime, shortId, statusMark } from './labels';

type CommandProps = {
  id: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/control/api`. */
  path: string;
  body?: unknown;
  class?: string;
  /** Asked before it is done, for what cannot be undone. */
  confirm?: string;
  title?: string;
  children: Child;
};

/**
 * One call of the control API. The page's script makes it, and shows the same call as a `curl` when
 * the button has the focus or the pointer.
 */
export function Command({ method, path, body, confirm, children, ...rest }: CommandProps) {
  return (
    <button
      {...rest}
      type="button"
      data-method={method}
      data-path={path}
      data-body={body === undefined ? undefined : JSON.stringify(body)}
      data-confirm={confirm}
    >
      {children}
    </button>
  );
}

export function StatusChip({ status }: { status: string }) {
  return (
    <span class={`chip is-${status}`}>
      <span aria-hidden="true">{statusMark(status)}</span>
      {status}
    </span>
  );
}

export function Moment({ iso }: { iso: string }) {
  return (
    <time datetime={iso} title={iso}>
      {clockTime(iso)}
    </time>
  );
}

export function CopyId({ id, value }: { id: string; value: string }) {
  return (
    <button id={id} type="button" class="copy-id" data-copy={value} title={`Copy ${value}`}>
      {shortId(value)}
    </button>
  );
}

type PanelProps = { id: string; title: string; aside?: Child; children: Child };

export function Panel({ id, title, aside, children }: PanelProps) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <header class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

export function Empty({ children }: { children: Child }) {
  return <p class="empty">{children}</p>;
}
