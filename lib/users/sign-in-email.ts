import 'server-only';
import { AuthError } from 'next-auth';
import { createTransport } from 'nodemailer';
import type { AccentColors } from '../accent';
import type { Brand } from '../brand';
import { getAccent, getBrand } from '../current-brand';
import { env } from '../env';
import { escapeHtml } from '../escape-html';
import { countTowardsLimit } from '../limits/mutations';
import { log } from '../log';
import { LINK_HOURS } from './sign-in-link';

/** next-auth passes the type of its own errors on to the sign-in page. */
class EmailNotSentError extends AuthError {
  override type = 'EmailSignInError' as const;
}

/** Of links to one address, so that nobody fills a mailbox with our emails. */
const limit = { times: 5, perSeconds: 600 };

/** Sends a sign-in link. Throws an AuthError when the mail server doesn't accept the message. */
export async function sendSignInEmail(to: string, url: string): Promise<void> {
  const { AUTH_EMAIL_SERVER, AUTH_EMAIL_FROM, AUTH_URL, BRAND_RADIUS } = env();
  const message = signInEmail({
    brand: getBrand(),
    // One set of colours, since email clients make their own dark mode.
    accent: getAccent().light,
    radius: BRAND_RADIUS,
    iconUrl: new URL('/apple-icon', AUTH_URL).href,
    url,
  });
  const transport = createTransport(AUTH_EMAIL_SERVER, { from: AUTH_EMAIL_FROM });
  await countTowardsLimit('sign-in email', to, limit).catch((cause) => {
    throw new EmailNotSentError('This address got several emails already.', { cause });
  });
  try {
    await transport.sendMail({ to, ...message });
  } catch (cause) {
    log().error({ cause }, 'a sign-in email could not be sent');
    throw new EmailNotSentError('The message was not sent.', { cause });
  }
}

type SignInEmail = {
  brand: Brand;
  accent: AccentColors;
  radius: string;
  iconUrl: string;
  url: string;
};

/**
 * The message as text and as HTML. Email clients know tables and inline styles, and many show no
 * image before the reader asks for it, so nothing depends on the icon.
 */
function signInEmail({ brand, accent, radius, iconUrl, url }: SignInEmail) {
  const title = `Sign in to ${brand.name}`;
  const validity = `The link works once, within ${LINK_HOURS} hours, in the browser that asked for it.`;
  const ignore =
    "If you didn't ask for this email, ignore it: nobody can sign in without the link.";
  const help = `Questions? Write to ${brand.supportEmail}.`;
  const font = 'font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif';
  const small = `margin:0 0 12px;${font};font-size:14px;line-height:20px;color:#5b6470`;
  const href = escapeHtml(url);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f5f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f4f5f7">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#ffffff" style="max-width:480px;border:1px solid #e3e6ea;border-radius:${radius}">
<tr><td style="padding:28px 28px 0">
<table role="presentation" cellpadding="0" cellspacing="0"><tr>
<td style="padding-right:10px"><img src="${escapeHtml(iconUrl)}" alt="" width="32" height="32" style="display:block;border-radius:6px"></td>
<td style="${font};font-size:16px;font-weight:600;color:#1b2028">${escapeHtml(brand.name)}</td>
</tr></table>
</td></tr>
<tr><td style="padding:24px 28px 0">
<h1 style="margin:0 0 8px;${font};font-size:22px;line-height:28px;color:#1b2028">${escapeHtml(title)}</h1>
<p style="${small}">${validity}</p>
</td></tr>
<tr><td style="padding:8px 28px 24px">
<table role="presentation" cellpadding="0" cellspacing="0"><tr>
<td bgcolor="${accent.fill}" style="border:1px solid ${accent.edge};border-radius:${radius}">
<a href="${href}" style="display:inline-block;padding:12px 24px;${font};font-size:16px;font-weight:600;color:${accent.on};text-decoration:none">Sign in</a>
</td></tr></table>
</td></tr>
<tr><td style="padding:20px 28px 16px;border-top:1px solid #e3e6ea">
<p style="${small}">The button doesn't work? Copy this address into your browser:<br>
<a href="${href}" style="color:${accent.ink};word-break:break-all">${href}</a></p>
<p style="${small}">${ignore}</p>
<p style="${small}">${escapeHtml(help)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`;
  const text = `${title}\n\n${url}\n\n${validity}\n${ignore}\n\n${help}\n`;
  return { subject: title, text, html };
}
