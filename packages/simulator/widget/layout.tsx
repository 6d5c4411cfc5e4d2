/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Frame } from '../provider/frame';

type DocumentProps = {
  title: string;
  theme?: Frame['theme'];
  script?: string;
  class?: string;
  children: Child;
};

/** `data-*` attributes pass values to the page's script. */
function Document({
  title,
  theme = 'auto',
  script,
  class: bodyClass,
  children,
  ...data
}: DocumentProps & Record<`data-${string}`, string>) {
  return (
    <html lang="en" data-theme={theme} {...data}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/widget/frame/frame.css" />
        {script && <script type="module" src={script} />}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  );
}

function Masthead() {
  return (
    <header>
      <p class="ribbon">
        <strong>Simulation</strong> No real money or crypto moves.
      </p>
      <div class="masthead">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M4 3h9a7 7 0 0 1 0 14H9v4H4z" fill="currentColor" />
          <circle cx="12.5" cy="10" r="2.6" class="masthead-eye" />
        </svg>
        <span>Proof</span>
      </div>
    </header>
  );
}

export function BootPage() {
  return (
    <Document title="Proof" script="/widget/frame/boot.js">
      <Masthead />
      <main id="step">
        <p id="boot-status" role="status" class="waiting">
          Opening the widget…
        </p>
      </main>
    </Document>
  );
}

type FramePageProps = { frame: Frame; title: string; children: Child };

export function FramePage({ frame, title, children }: FramePageProps) {
  return (
    <Document
      title={title}
      theme={frame.theme}
      script="/widget/frame/frame.js"
      data-parent-origin={frame.parentOrigin}
      data-last-sequence={String(frame.eventsBefore)}
    >
      <Masthead />
      {children}
      <footer>
        <p id="notice" role="status" />
      </footer>
    </Document>
  );
}

/** For the URL of an unknown frame, for example after a reset of the simulator. */
export function GonePage() {
  return (
    <Document title="Proof">
      <Masthead />
      <main id="step">
        <h1>This payment can’t be opened</h1>
        <p>The simulator no longer has it. Go back to the partner and start again.</p>
      </main>
    </Document>
  );
}
