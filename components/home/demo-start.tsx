import { ExternalLink, FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { DemoUserList } from '@/components/auth/demo-user-list';
import { demoUsers } from '@/lib/demo-users';
import { signInAction } from '@/lib/users/actions';

/** Lets visitors of the demo in with a click, and says what it is. */
export function DemoStart({ controlRoomUrl }: { controlRoomUrl: string }) {
  return (
    <div className="grid content-start gap-6">
      <DemoUserList users={demoUsers} signIn={signInAction} />
      <section
        aria-labelledby="demo-guide"
        className="rounded-lg border border-border bg-raised p-4 text-sm"
      >
        <h2 id="demo-guide" className="flex items-center gap-2 font-medium">
          <FlaskConical aria-hidden className="size-4 shrink-0 text-muted" />
          The reference partner app for Proof On/Off Ramp
        </h2>
        <p className="mt-2 text-pretty text-muted">
          It runs against a simulator on this machine. Place an order, then use the control room to
          make the provider fail, delay messages or send them twice, and watch what the customer
          sees.
        </p>
        <a
          href={controlRoomUrl}
          target="_blank"
          rel="noreferrer"
          className="mt-3 inline-flex items-center gap-1.5 rounded-sm font-medium text-accent-ink underline underline-offset-2"
        >
          Open the control room
          <ExternalLink aria-hidden className="size-4" />
        </a>
        <p className="mt-3">
          To show it to an audience,{' '}
          <Link
            href="/stage"
            className="rounded-sm font-medium text-accent-ink underline underline-offset-2"
          >
            open the stage
          </Link>
          .
        </p>
      </section>
    </div>
  );
}
