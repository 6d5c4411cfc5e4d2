'use client';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

const WIDTH = 390;
const HEIGHT = 844;
/** How often to look for the next button to tap. */
const POLL_MS = 250;
/** Lets the audience see the page before the tap. */
const TAP_DELAY_MS = 1_400;

/** Something to tap, by its accessible name, once it is there. */
export type Tap = { name: RegExp; within: string };

type PhoneProps = {
  path: string;
  /** What the customer taps next. Undefined: nothing. */
  tap?: Tap | undefined;
  onTapped?: () => void;
  /** What to scroll to. It has to be on the page already. */
  showing?: string | undefined;
};

/** The app in a frame the size of a phone. */
export function Phone({ path, tap, onTapped, showing }: PhoneProps) {
  const outerRef = useRef<HTMLDivElement>(null);
  const frameRef = useRef<HTMLIFrameElement>(null);
  const scale = useScale(outerRef);
  const finger = useTap(frameRef, tap, onTapped);
  useEffect(() => {
    if (showing)
      frameRef.current?.contentDocument
        ?.querySelector(showing)
        ?.scrollIntoView({ block: 'center' });
  }, [showing]);
  return (
    <div ref={outerRef} className="h-full min-h-120 w-full">
      <div
        className="relative mx-auto overflow-hidden rounded-[2.25rem] border-8 border-ink/85 bg-background shadow-card"
        style={{ width: WIDTH * scale + 16, height: HEIGHT * scale + 16 }}
      >
        <iframe
          ref={frameRef}
          title="The customer's phone"
          src={path}
          allow="clipboard-write"
          className="origin-top-left border-0"
          style={{ width: WIDTH, height: HEIGHT, scale: String(scale) }}
        />
        {finger && (
          <span
            key={finger.count}
            aria-hidden
            className="pointer-events-none absolute -mt-5 -ml-5 size-10 animate-ping rounded-full bg-accent-edge/50 [animation-iteration-count:1] [animation-fill-mode:forwards] motion-reduce:animate-none motion-reduce:opacity-0"
            style={{ left: finger.x * scale, top: finger.y * scale }}
          />
        )}
      </div>
    </div>
  );
}

/** How much smaller the phone is drawn, so that all of it is visible. */
function useScale(outerRef: RefObject<HTMLDivElement | null>): number {
  const [scale, setScale] = useState(0.8);
  useEffect(() => {
    const outer = outerRef.current;
    if (!outer) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setScale(Math.min(1, (height - 16) / HEIGHT, (width - 16) / WIDTH));
    });
    observer.observe(outer);
    return () => observer.disconnect();
  }, [outerRef]);
  return scale;
}

type Finger = { x: number; y: number; count: number };

/** Taps as a customer would, once what is to be tapped has been visible for a moment. */
function useTap(
  frameRef: RefObject<HTMLIFrameElement | null>,
  tap: Tap | undefined,
  onTapped?: () => void,
): Finger | undefined {
  const [finger, setFinger] = useState<Finger>();
  const press = useEffectEvent((element: HTMLElement) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const point = { x: left + width / 2, y: top + height / 2 };
    setFinger((before) => ({ ...point, count: (before?.count ?? 0) + 1 }));
    element.click();
    onTapped?.();
  });
  useEffect(() => {
    if (!tap) return;
    let seenMs = 0;
    const timer = setInterval(() => {
      const target = findTarget(frameRef.current?.contentDocument, tap);
      seenMs = target ? seenMs + POLL_MS : 0;
      if (!target || seenMs < TAP_DELAY_MS) return;
      clearInterval(timer);
      press(target);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [tap, frameRef]);
  return finger;
}

function findTarget(page: Document | null | undefined, { name, within }: Tap) {
  const buttons = page?.querySelectorAll<HTMLButtonElement>(`${within} button`) ?? [];
  return [...buttons].find(({ disabled, textContent }) => !disabled && name.test(textContent));
}
