'use client';
import { ChevronDown, LogOut } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { useTransition } from 'react';
import type { SignedInUser } from '@/lib/users/data';

type AccountMenuProps = { user: SignedInUser; signOut: () => Promise<void> };

export function AccountMenu({ user, signOut }: AccountMenuProps) {
  const [signingOut, startSigningOut] = useTransition();
  const name = user.name ?? user.email;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="flex h-10 items-center gap-2 rounded-md px-1.5 text-sm transition-colors hover:bg-raised data-[state=open]:bg-raised"
        aria-label={`Account menu of ${name}`}
        aria-busy={signingOut || undefined}
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
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={16}
          className="z-40 w-64 animate-appear rounded-md border border-border bg-surface p-1 text-sm shadow-popover"
        >
          <DropdownMenu.Label className="px-3 py-2">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-muted">{user.email}</span>
            <span className="mt-1 block text-xs text-muted">
              Signed in as {user.role === 'operator' ? 'an operator' : 'a customer'}
            </span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-border" />
          <DropdownMenu.Item
            onSelect={() => startSigningOut(signOut)}
            className="flex h-10 cursor-pointer items-center gap-2.5 rounded-sm px-3 outline-none data-highlighted:bg-raised"
          >
            <LogOut aria-hidden className="size-4 text-muted" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
