import { Button } from '@/components/ui/button';

const names = { github: 'GitHub', google: 'Google' };

type ProviderButtonProps = {
  provider: keyof typeof names;
  signIn: (form: FormData) => Promise<void>;
};

export function ProviderButton({ provider, signIn }: ProviderButtonProps) {
  return (
    <form action={signIn}>
      <input type="hidden" name="method" value={provider} />
      <Button type="submit" variant="secondary" className="w-full">
        Continue with {names[provider]}
      </Button>
    </form>
  );
}
