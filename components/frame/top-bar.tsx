import { FlaskConical } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import type { Frame } from '@/lib/users/loaders';
import { AccountMenu } from './account-menu';
import { BrandLink } from './brand-link';
import { MainNav } from './main-nav';

type TopBarProps = {
  frame: Frame;
  /** Full width, for the operators' pages. */
  wide?: boolean;
};

export function TopBar({ frame, wide = false }: TopBarProps) {
  return (
    <header className="border-border border-b bg-surface print:hidden">
      <div
        className={cn(
          'mx-auto flex flex-wrap items-center gap-x-6 px-4 md:h-14 md:flex-nowrap sm:px-6',
          !wide && 'max-w-page',
        )}
      >
        <div className="flex h-13 items-center">
          <BrandLink />
        </div>
        <MainNav operator={frame.user.role === 'operator'} />
        <div className="ml-auto flex items-center gap-2">
          {frame.simulated && (
            <Badge title="This app is connected to the Proof simulator. No real money is involved.">
              <FlaskConical aria-hidden />
              Simulator
            </Badge>
          )}
          <AccountMenu frame={frame} />
        </div>
      </div>
    </header>
  );
}
