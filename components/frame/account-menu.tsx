'use client';
import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useRef } from 'react';
import { signOutAction } from '@/lib/users/actions';
import type { Frame } from '@/lib/users/loaders';
import { DemoItems } from './demo-items';

const MENU_ID = 'account-menu';
const itemStyle =
  'flex h-10 w-full items-center gap-2.5 rounded-sm px-3 hover:bg-raised focus-visible:-outline-offset-2 [&_svg]:size-4 [&_svg]:text-muted';

/**
 * A popover, which works without JavaScript. The browser closes it on Escape and on a click outside,
 * and returns the focus to the button.
 */
export function AccountMenu({ frame }: { frame: Frame }) {
  const { user, demo } = frame;
  const menuRef = useRef<HTMLDivElement>(null);
  const close = () => menuRef.current?.hidePopover();
  const name = user.name ?? user.email;
  return (
    <>
      <AccountMenuButton name={name} />
      <div
        ref={menuRef}
        id={MENU_ID}
        popover="auto"
        // A browser without anchor positioning shows it in the middle of the window.
        className="top-1.5 m-auto max-h-[calc(100%-1.5rem)] w-72 animate-appear rounded-md border border-border bg-surface p-1 text-ink text-sm shadow-popover [position-area:bottom_span-left]"
      >
        <div className="px-3 py-2">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-muted">{user.email}</span>
          <span className="mt-1 block text-xs text-muted">
            Signed in as {user.role === 'operator' ? 'an operator' : 'a customer'}
          </span>
        </div>
        <hr className="my-1 border-border" />
        <Link href="/account" onClick={close} className={itemStyle}>
          <UserRound aria-hidden />
          Account
        </Link>
        <form action={signOutAction} onSubmit={close}>
          <button type="submit" className={itemStyle}>
            <LogOut aria-hidden />
            Sign out
          </button>
        </form>
        {demo && <DemoItems demo={demo} currentId={user.id} close={close} />}
      </div>
    </>
  );
}

function AccountMenuButton({ name }: { name: string }) {
  return (
    <button
      type="button"
      popoverTarget={MENU_ID}
      className="flex h-10 items-center gap-2 rounded-md px-1.5 text-sm transition-colors hover:bg-raised has-[+:popover-open]:bg-raised"
      aria-label={`Account menu of ${name}`}
    >
      <span
        aria-hidden
        className="flex size-7 items-center justify-center rounded-full border border-border bg-raised text-xs font-medium"
      >
        {initials(name)}
      </span>
      <span className="hidden max-w-40 truncate lg:inline">{name}</span>
      <ChevronDown aria-hidden className="size-4 text-muted" />
    </button>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
