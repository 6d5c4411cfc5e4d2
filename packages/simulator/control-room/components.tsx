/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { dateAndTime, shortId, statusMark } from './format';

type CommandProps = {
  id: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/control/api`. */
  path: string;
  body?: unknown;
  class?: string;
  /** The question to confirm first, for commands that cannot be undone. */
  confirm?: string;
  /** What to say when it is done. */
  done?: string;
  children: Child;
};

/**
 * A button for one request to the control API. The page's script sends it, and shows it as a `curl`
 * command while the button is hovered or focused.
 */
export function Command({ method, path, body, confirm, done, children, ...rest }: CommandProps) {
  return (
    <button
      {...rest}
      type="button"
      data-method={method}
      data-path={path}
      data-body={body === undefined ? undefined : JSON.stringify(body)}
      data-confirm={confirm}
      data-done={done}
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

export function Time({ iso }: { iso: string }) {
  return <time datetime={iso}>{dateAndTime(iso)}</time>;
}

export function CopyId({ id, value }: { id: string; value: string }) {
  return (
    <button id={id} type="button" class="copy-id" data-copy={value}>
      <span class="visually-hidden">Copy </span>
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
