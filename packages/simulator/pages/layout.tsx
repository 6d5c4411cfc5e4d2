/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Frame } from '../core/frame';
import { Document } from './document';

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
      data-told-up-to={String(frame.eventsBefore)}
    >
      <Masthead />
      {children}
      <footer>
        <p id="notice" role="status" />
      </footer>
    </Document>
  );
}

/** For an address whose frame is not known, after the simulator was reset for example. */
export function GonePage() {
  return (
    <Document title="Proof">
      <Masthead />
      <main id="step">
        <h1>This payment cannot be opened</h1>
        <p>It is not known here any more. Start again at the partner.</p>
      </main>
    </Document>
  );
}
