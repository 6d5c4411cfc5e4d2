/** Shows what is in backticks as something to type. */
export function WithCommands({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={part} className="rounded-sm bg-raised px-1 py-0.5 text-xs">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
