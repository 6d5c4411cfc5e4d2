import { Notice } from '@/components/ui/notice';
import { EmailForm } from './email-form';
import { PersonaChoice } from './persona-choice';
import { ProviderButton } from './provider-button';

type SignInMethodsProps = {
  methods: { personas: boolean; email: boolean; github: boolean; google: boolean };
  personas: readonly { key: string; name: string; description: string }[];
  emailError: string | undefined;
  signIn: (form: FormData) => Promise<void>;
};

/** The ways to sign in that are configured. */
export function SignInMethods({ methods, personas, emailError, signIn }: SignInMethodsProps) {
  const accounts = methods.email || methods.github || methods.google;
  if (!methods.personas && !accounts)
    return (
      <Notice tone="warning" title="No way to sign in is configured">
        Set AUTH_EMAIL_SERVER with AUTH_EMAIL_FROM, or the id and secret of GitHub or Google, and
        start the app again. On a laptop with the simulator, DEMO_MODE=true is enough. The file
        .env.example explains each.
      </Notice>
    );
  return (
    <div className="flex flex-col gap-8">
      {methods.personas && (
        <section aria-labelledby="personas" className="flex flex-col gap-3">
          <h2 id="personas" className="text-sm text-muted">
            Whom would you like to be? This is a demo: no password, and no money moves.
          </h2>
          {personas.map((persona) => (
            <PersonaChoice key={persona.key} persona={persona} signIn={signIn} />
          ))}
        </section>
      )}
      {accounts && (
        <section aria-label="Sign in with your account" className="flex flex-col gap-3">
          {methods.email && <EmailForm signIn={signIn} error={emailError} />}
          {methods.github && <ProviderButton provider="github" signIn={signIn} />}
          {methods.google && <ProviderButton provider="google" signIn={signIn} />}
        </section>
      )}
    </div>
  );
}
