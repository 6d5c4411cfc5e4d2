import { FlaskConical } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { signOutAction } from '@/lib/users/actions';
import type { SignedInUser } from '@/lib/users/data';
import { AccountMenu } from './account-menu';
import { BrandLink } from './brand-mark';
import { MainNav } from './main-nav';

type TopBarProps = {
  user: SignedInUser;
  /** Connected to the simulator, so no real money is involved. */
  simulated: boolean;
  /** Full width, for the operators' pages. */
  wide?: boolean;
};

export function TopBar({ user, simulated, wide = false }: TopBarProps) {
  return (
    <header className="border-border border-b bg-surface">
      <div
        className={cn(
          'mx-auto flex flex-wrap items-center gap-x-6 px-4 sm:h-14 sm:flex-nowrap sm:px-6',
          !wide && 'max-w-page',
        )}
      >
        <div className="flex h-13 items-center">
          <BrandLink />
        </div>
        <MainNav operator={user.role === 'operator'} />
        <div className="ml-auto flex items-center gap-2">
          {simulated && (
            <Badge title="This app is connected to the Proof simulator. No real money is involved.">
              <FlaskConical aria-hidden />
              Simulator
            </Badge>
          )}
          <AccountMenu user={user} signOut={signOutAction} />
        </div>
      </div>
    </header>
  );
}
