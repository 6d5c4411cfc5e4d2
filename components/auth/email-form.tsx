import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';

type EmailFormProps = {
  signIn: (form: FormData) => Promise<void>;
  error: string | undefined;
};

export function EmailForm({ signIn, error }: EmailFormProps) {
  return (
    <form action={signIn} className="flex flex-col gap-3">
      <input type="hidden" name="method" value="nodemailer" />
      <Field label="E-mail address" error={error}>
        <Input name="email" type="email" autoComplete="email" required />
      </Field>
      <Button type="submit">Send me a sign-in link</Button>
    </form>
  );
}
