import Link from 'next/link';
import { redirect } from 'next/navigation';
import { BrandMark } from '@/components/frame/brand-mark';
import { DemoStart } from '@/components/home/demo-start';
import { OrderSteps } from '@/components/home/order-steps';
import { buttonStyle } from '@/components/ui/button';
import { getCurrentUser } from '@/lib/auth';
import { loadBrand } from '@/lib/current-brand';
import { controlRoomUrl, env } from '@/lib/env';

/** For visitors. Signed-in users are redirected to their own pages. */
export default async function HomePage() {
  const user = await getCurrentUser();
  if (user) redirect(user.role === 'operator' ? '/ops' : '/buy');
  const { tagline, supportEmail } = await loadBrand();
  const { PROOF_OFFRAMP_ENABLED } = env();
  const controlRoom = controlRoomUrl(env());
  return (
    <div className="mx-auto flex min-h-dvh max-w-page flex-col px-4 sm:px-6">
      <header className="flex h-16 items-center justify-between">
        <BrandMark />
        <Link href="/sign-in" className={buttonStyle({ variant: 'ghost', className: '-mr-4' })}>
          Sign in
        </Link>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="grid flex-1 content-center gap-x-16 gap-y-10 py-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
      >
        <div className="max-w-xl">
          <h1 className="text-xl font-semibold text-balance">{tagline}</h1>
          <p className="mt-4 text-pretty text-muted">
            Enter an amount, pay with your card, and follow your order until the crypto arrives.
            {PROOF_OFFRAMP_ENABLED && ' Or sell crypto, and get paid to your card.'}
          </p>
          {!controlRoom && (
            <Link href="/sign-in" className={buttonStyle({ size: 'lg', className: 'mt-8' })}>
              Get started
            </Link>
          )}
          <OrderSteps />
        </div>
        {controlRoom && <DemoStart controlRoomUrl={controlRoom} />}
      </main>
      <footer className="border-border border-t py-6 text-sm text-muted">
        Questions? Write to{' '}
        <a href={`mailto:${supportEmail}`} className="text-ink underline underline-offset-2">
          {supportEmail}
        </a>
      </footer>
    </div>
  );
}
