import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

type AccountSignInProps = {
  methods: { email: boolean; github: boolean; google: boolean };
  /** What was wrong with the last attempt, from the page's address. */
  error: string | undefined;
  signIn: (form: FormData) => Promise<void>;
};

/** Signing in by e-mail link, GitHub or Google, as far as they are configured. */
export function AccountSignIn({ methods, error, signIn }: AccountSignInProps) {
  if (!methods.email && !methods.github && !methods.google) return null;
  const emailError =
    error === 'input' ? 'Enter a valid email address, for example name@example.com.' : undefined;
  return (
    <section aria-label="Sign in with your account" className="flex flex-col gap-3">
      {methods.email && (
        <form action={signIn} className="flex flex-col gap-3">
          <input type="hidden" name="method" value="nodemailer" />
          <Field label="Email address" error={emailError}>
            <Input name="email" type="email" autoComplete="email" required />
          </Field>
          <Button type="submit">Send sign-in link</Button>
        </form>
      )}
      {methods.github && <ProviderButton method="github" name="GitHub" signIn={signIn} />}
      {methods.google && <ProviderButton method="google" name="Google" signIn={signIn} />}
    </section>
  );
}

type ProviderButtonProps = {
  method: 'github' | 'google';
  name: string;
  signIn: (form: FormData) => Promise<void>;
};

function ProviderButton({ method, name, signIn }: ProviderButtonProps) {
  return (
    <form action={signIn}>
      <input type="hidden" name="method" value={method} />
      <Button type="submit" variant="secondary" className="w-full">
        Continue with {name}
      </Button>
    </form>
  );
}

/** Messages for next-auth's error types; the unlisted ones share a message. */
const problems = new Map(
  Object.entries({
    CredentialsSignin: "That demo user doesn't exist. Choose one from the list.",
    Verification: 'This link has expired or was already used. Request a new one.',
    EmailSignInError:
      "We couldn't send the email, or have sent several already. Check the address and your inbox, or try again in ten minutes.",
    too_many_requests: 'Too many sign-ins came from your network. Try again in ten minutes.',
    AccessDenied: "You don't have permission to sign in.",
    OAuthAccountNotLinked:
      'This email address is already used with another sign-in method. Use that one.',
    Configuration: "Sign-in isn't set up correctly. The server log has the details.",
  }),
);

/** The result of the last attempt, from the page's address. */
export function SignInNotice({ sent, error }: { sent: boolean; error: string | undefined }) {
  if (error && error !== 'input')
    return (
      <Notice tone="negative" title="Sign-in failed">
        {problems.get(error) ?? 'Something went wrong. Try again.'}
      </Notice>
    );
  if (sent)
    return (
      <Notice tone="positive" title="Check your email">
        We sent you a sign-in link. Open it in this browser.
      </Notice>
    );
  return null;
}

/** For a link that another browser asked for, or that somebody else sent. */
export function OtherBrowserNotice() {
  return (
    <Notice tone="warning" title="This link doesn't work in this browser">
      A sign-in link works in the browser that asked for it. Open it there, or{' '}
      <a href="/sign-in" className="underline">
        request a new one here
      </a>
      .
    </Notice>
  );
}

export function NoSignInMethod() {
  return (
    <Notice tone="warning" title="Sign-in isn't configured">
      Set AUTH_EMAIL_SERVER and AUTH_EMAIL_FROM, or the ID and secret of GitHub or Google, then
      restart the app. To try it with the simulator, set DEMO_MODE=true. See .env.example.
    </Notice>
  );
}
