'use client';
import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { useTransition } from 'react';
import { signOutAction } from '@/lib/users/actions';
import type { Frame } from '@/lib/users/loaders';
import { DemoItems } from './demo-items';

const itemStyle =
  'flex h-10 cursor-pointer items-center gap-2.5 rounded-sm px-3 outline-none data-highlighted:bg-raised [&_svg]:size-4 [&_svg]:text-muted';

export function AccountMenu({ frame }: { frame: Frame }) {
  const { user, demo } = frame;
  const [leaving, startLeaving] = useTransition();
  const name = user.name ?? user.email;
  return (
    <DropdownMenu.Root modal={false}>
      <AccountMenuTrigger name={name} busy={leaving} />
      {/* No portal: in the header, the menu is part of a landmark. */}
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        collisionPadding={16}
        className="z-40 max-h-(--radix-dropdown-menu-content-available-height) w-72 animate-appear overflow-y-auto rounded-md border border-border bg-surface p-1 text-sm shadow-popover"
      >
        <DropdownMenu.Label className="px-3 py-2">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-muted">{user.email}</span>
          <span className="mt-1 block text-xs text-muted">
            Signed in as {user.role === 'operator' ? 'an operator' : 'a customer'}
          </span>
        </DropdownMenu.Label>
        <DropdownMenu.Separator className="my-1 h-px bg-border" />
        <DropdownMenu.Item asChild className={itemStyle}>
          <Link href="/account">
            <UserRound aria-hidden />
            Account
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => startLeaving(signOutAction)} className={itemStyle}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenu.Item>
        {demo && <DemoItems demo={demo} currentId={user.id} startSwitching={startLeaving} />}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function AccountMenuTrigger({ name, busy }: { name: string; busy: boolean }) {
  return (
    <DropdownMenu.Trigger
      className="flex h-10 items-center gap-2 rounded-md px-1.5 text-sm transition-colors hover:bg-raised data-[state=open]:bg-raised"
      aria-label={`Account menu of ${name}`}
      aria-busy={busy || undefined}
    >
      <span
        aria-hidden
        className="flex size-7 items-center justify-center rounded-full border border-border bg-raised text-xs font-medium"
      >
        {initials(name)}
      </span>
      <span className="hidden max-w-40 truncate md:inline">{name}</span>
      <ChevronDown aria-hidden className="size-4 text-muted" />
    </DropdownMenu.Trigger>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
