/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { duration } from './labels';
import { Command } from './parts';
import type { RoomClock, RoomFault } from './readings';

const PAGES = [
  ['', 'Transactions'],
  ['/scenarios', 'Scenarios'],
  ['/faults', 'Faults'],
  ['/traffic', 'Traffic'],
  ['/fidelity', 'Fidelity'],
  ['/state', 'State'],
] as const;

const ADVANCES = [
  ['1 min', 'PT1M'],
  ['1 h', 'PT1H'],
  ['6 h', 'PT6H'],
] as const;

function ClockPanel({ clock }: { clock: RoomClock }) {
  const off =
    Math.abs(clock.offsetMs) < 1_000
      ? 'as this machine'
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
      <p class="clock-note">{clock.frozen ? `frozen, ${off}` : off}</p>
      <fieldset class="clock-keys">
        <legend class="unseen">Move the clock</legend>
        {ADVANCES.map(([label, advance]) => (
          <Command
            key={label}
            id={`advance-${advance}`}
            method="POST"
            path="/clock"
            body={{ advance }}
            title={`Advance the clock by ${label}`}
          >
            +{label}
          </Command>
        ))}
        <Command id="freeze" method="POST" path="/clock" body={{ frozen: !clock.frozen }}>
          {clock.frozen ? 'Run' : 'Freeze'}
        </Command>
      </fieldset>
    </section>
  );
}

function FaultLamp({ faults }: { faults: RoomFault[] }) {
  const on = faults.filter((fault) => fault.on);
  return (
    <a class={on.length > 0 ? 'lamp is-on' : 'lamp'} id="fault-lamp" href="/control/faults">
      {on.length === 0 ? 'No faults on' : `${on.length} ${on.length === 1 ? 'fault' : 'faults'} on`}
    </a>
  );
}

function CommandLine() {
  return (
    <aside class="command-line" aria-label="Command line">
      <p class="command-state" id="outcome" role="status">
        Point at a control to see it as a command
      </p>
      <code id="curl" />
      <div class="command-keys">
        <button id="copy-curl" type="button" disabled>
          Copy
        </button>
        <button id="copy-script" type="button" disabled>
          Copy session
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
            Keep everything
          </button>
          <button type="submit" value="yes" class="danger" id="confirm-yes">
            Yes
          </button>
        </menu>
      </form>
    </dialog>
  );
}

type RoomProps = { page: string; clock: RoomClock; faults: RoomFault[]; children: Child };

export function Room({ page, clock, faults, children }: RoomProps) {
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
      <body>
        <a class="skip" href="#main">
          Skip to the controls
        </a>
        <header class="bar">
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
          <FaultLamp faults={faults} />
          <p class="live" id="live" role="status">
            connecting
          </p>
          <ClockPanel clock={clock} />
        </header>
        <main id="main" tabindex={-1}>
          <h1 class="unseen">{title}</h1>
          {children}
        </main>
        <CommandLine />
        <ConfirmDialog />
        <p class="unseen" id="announcer" role="status" />
        <noscript>
          <p class="notice">
            This page needs its script to act. Everything it does is in the control API.
          </p>
        </noscript>
      </body>
    </html>
  );
}
