'use client';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Keeps the greatest height that its content had, so that a live change moves nothing below it. It
 * shrinks when the user has just done something, or when the width changes.
 */
export function KeepsHeight({ children }: { children: ReactNode }) {
  const outerRef = useRef<HTMLDivElement>(null);
  const innerRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const outer = outerRef.current;
    const inner = innerRef.current;
    if (!outer || !inner) return;
    let [width, height] = [0, 0];
    const observer = new ResizeObserver(() => {
      const mayShrink = inner.offsetWidth !== width || navigator.userActivation?.isActive;
      height = mayShrink ? inner.offsetHeight : Math.max(height, inner.offsetHeight);
      width = inner.offsetWidth;
      outer.style.minHeight = `${height}px`;
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={outerRef}>
      <div ref={innerRef}>{children}</div>
    </div>
  );
}
