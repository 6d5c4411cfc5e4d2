import { Suspense } from 'react';
import { AccountSection } from '@/components/account/account-section';
import { IdentityDetails, IdentityDetailsSkeleton } from '@/components/account/identity-details';
import { PreferencesForm } from '@/components/account/preferences-form';
import { SignOutForms } from '@/components/account/sign-out-forms';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth';
import { loadPreferences } from '@/lib/preferences/cookies';
import { timeZones } from '@/lib/preferences/schema';
import { loadIdentityStatus } from '@/lib/users/loaders';

export const metadata = { title: 'Account' };

export default async function AccountPage() {
  const user = await requireUser();
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Account"
        description={[user.name, user.email].filter(Boolean).join(' · ')}
      />
      <div className="mt-6 divide-y divide-border border-y border-border">
        <AccountSection
          title="Identity"
          description="Our payment provider verifies it once, in its widget."
        >
          <Suspense fallback={<IdentityDetailsSkeleton />}>
            <LoadedIdentityDetails />
          </Suspense>
        </AccountSection>
        <AccountSection title="Display" description="For this browser.">
          <PreferencesForm saved={await loadPreferences()} timeZones={timeZones} />
        </AccountSection>
        <AccountSection title="Sign out" description="Open pages return to the sign-in page.">
          <SignOutForms />
        </AccountSection>
      </div>
    </div>
  );
}

/** Streamed after the page, because it waits for Proof. */
async function LoadedIdentityDetails() {
  return <IdentityDetails status={await loadIdentityStatus()} />;
}
