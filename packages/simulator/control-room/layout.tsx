/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Clock, Fault } from './api-client';
import { Command } from './components';
import { duration } from './format';

const PAGES = [
  ['', 'Transactions'],
  ['/scenarios', 'Scenarios'],
  ['/faults', 'Faults'],
  ['/settings', 'Settings'],
  ['/traffic', 'Traffic'],
  ['/fidelity', 'Fidelity'],
  ['/state', 'State'],
  ['/reference', 'API'],
] as const;

const ADVANCES = [
  ['1 min', 'PT1M'],
  ['1 h', 'PT1H'],
  ['6 h', 'PT6H'],
] as const;

function ClockPanel({ clock }: { clock: Clock }) {
  const offset =
    Math.abs(clock.offsetMs) < 1_000
      ? 'system time'
      : `${duration(clock.offsetMs)} ${clock.offsetMs > 0 ? 'ahead' : 'behind'}`;
  return (
    <section class="clock" id="clock" aria-label="Clock">
      <p class="clock-face">
        <span class="clock-date">{clock.now.slice(0, 10)}</span>
        <time
          class="clock-time"
          data-now-ms={String(clock.nowMs)}
          data-frozen={String(clock.frozen)}
        >
          {clock.now.slice(11, 19)}
        </time>
        <span class="clock-zone">UTC</span>
      </p>
      <p class="clock-note">{clock.frozen ? `frozen, ${offset}` : offset}</p>
      <fieldset class="clock-buttons">
        <legend class="visually-hidden">Advance the clock</legend>
        {ADVANCES.map(([label, advance]) => (
          <Command
            key={label}
            id={`advance-${advance}`}
            method="POST"
            path="/clock"
            body={{ advance }}
          >
            +{label}
          </Command>
        ))}
        <Command id="freeze" method="POST" path="/clock" body={{ frozen: !clock.frozen }}>
          {clock.frozen ? 'Unfreeze' : 'Freeze'}
        </Command>
      </fieldset>
    </section>
  );
}

function FaultIndicator({ faults }: { faults: Fault[] }) {
  const on = faults.filter((fault) => fault.on);
  return (
    <a
      class={on.length > 0 ? 'indicator is-on' : 'indicator'}
      id="fault-indicator"
      href="/control/faults"
    >
      {on.length === 0
        ? 'No injected faults'
        : `${on.length} injected ${on.length === 1 ? 'fault' : 'faults'}`}
    </a>
  );
}

function CommandLine() {
  return (
    <aside class="command-line" aria-label="Command line">
      <p class="command-state" id="outcome" role="status">
        Each button is one request. Its curl command appears here.
      </p>
      <code id="curl" />
      <div class="command-buttons">
        <button id="copy-curl" type="button" disabled>
          Copy
        </button>
        <button id="copy-history" type="button" disabled>
          Copy history
        </button>
      </div>
    </aside>
  );
}

function ConfirmDialog() {
  return (
    <dialog id="confirm" aria-labelledby="confirm-text">
      <form method="dialog">
        <p id="confirm-text" />
        <menu>
          <button type="submit" value="no">
            Cancel
          </button>
          <button type="submit" value="yes" class="danger" id="confirm-yes">
            Delete everything
          </button>
        </menu>
      </form>
    </dialog>
  );
}

type LayoutProps = {
  page: string;
  clock: Clock;
  faults: Fault[];
  /** Without navigation and commands, for a frame in the partner app. */
  embedded: boolean;
  children: Child;
};

export function Layout({ page, clock, faults, embedded, children }: LayoutProps) {
  const title = PAGES.find(([path]) => path === page)?.[1] ?? 'Control room';
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Proof simulator`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/control/room.css" />
        <script type="module" src="/control/room.js" />
      </head>
      <body class={embedded ? 'embedded' : undefined}>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="header">
          <p class="name">
            <strong>Proof simulator</strong> Control room
          </p>
          <nav aria-label="Control room">
            {PAGES.map(([path, label]) => (
              <a
                key={path}
                href={`/control${path}`}
                aria-current={path === page ? 'page' : undefined}
              >
                {label}
              </a>
            ))}
          </nav>
          <FaultIndicator faults={faults} />
          <p class="live" id="live" role="status">
            connecting
          </p>
          <ClockPanel clock={clock} />
        </header>
        <main id="main" tabindex={-1}>
          <h1 class="visually-hidden">{title}</h1>
          {children}
        </main>
        <CommandLine />
        <ConfirmDialog />
        <p class="visually-hidden" id="announcer" role="status" />
        <noscript>
          <p class="notice">This page needs JavaScript. The control API can do the same.</p>
        </noscript>
      </body>
    </html>
  );
}
