import { Notice } from '@/components/ui/notice';

/** next-auth's names of what can go wrong, in words; the unlisted ones share a sentence. */
const problems: Record<string, string> = {
  CredentialsSignin: "That demo user doesn't exist. Choose one from the list.",
  Verification: 'The link has been used already, or it is too old. Ask for a new one.',
  AccessDenied: 'This account may not sign in here.',
  OAuthAccountNotLinked:
    'This e-mail address belongs to an account that signs in another way. Use that one.',
  Configuration: 'Sign-in is not set up correctly. Our team can see why in the log.',
};

const anyOther = 'Something went wrong on the way. Try again.';

/** What the address of the sign-in page says about the last attempt. */
export function SignInNotice({ sent, error }: { sent: boolean; error: string | undefined }) {
  if (error && error !== 'input')
    return (
      <Notice tone="negative" title="You are not signed in">
        {problems[error] ?? anyOther}
      </Notice>
    );
  if (sent)
    return (
      <Notice tone="positive" title="Look into your inbox">
        A link is on its way to you. It signs you in when you open it in this browser.
      </Notice>
    );
  return null;
}
