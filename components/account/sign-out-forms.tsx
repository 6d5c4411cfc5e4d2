'use client';
import { useFormStatus } from 'react-dom';
import { Button } from '@/components/ui/button';
import { signOutAction, signOutEverywhereAction } from '@/lib/users/actions';

export function SignOutForms() {
  return (
    <div className="flex flex-wrap gap-3">
      <form action={signOutAction}>
        <SubmitButton label="Sign out" />
      </form>
      <form action={signOutEverywhereAction}>
        <SubmitButton label="Sign out on all devices" />
      </form>
    </div>
  );
}

function SubmitButton({ label }: { label: string }) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" variant="secondary" pending={pending}>
      {label}
    </Button>
  );
}
