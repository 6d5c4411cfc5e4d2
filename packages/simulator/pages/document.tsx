/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Frame } from '../core/frame';

type DocumentProps = {
  title: string;
  theme?: Frame['theme'];
  script?: string;
  class?: string;
  children: Child;
};

/** The shell of every page of the simulator. `data-*` is all that a page's script is told. */
export function Document({
  title,
  theme = 'auto',
  script,
  class: bodyClass,
  children,
  ...data
}: DocumentProps & Record<`data-${string}`, string>) {
  return (
    <html lang="en" data-theme={theme} {...data}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/widget/frame/frame.css" />
        {script && <script type="module" src={script} />}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  );
}
