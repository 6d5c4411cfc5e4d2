/** @jsxImportSource hono/jsx */
type Node = { x: number; y: number };
type Edge = { from: string; to: string; path: string };

const WIDTH = 136;
const HEIGHT = 44;

const NODES: Record<string, Node> = {
  pending: { x: 4, y: 8 },
  processing: { x: 180, y: 8 },
  completed: { x: 356, y: 8 },
  cancelled: { x: 4, y: 120 },
  failed: { x: 180, y: 120 },
};

const EDGES: Edge[] = [
  { from: 'pending', to: 'processing', path: 'M140 30H174' },
  { from: 'processing', to: 'completed', path: 'M316 30H350' },
  { from: 'pending', to: 'cancelled', path: 'M36 52V114' },
  { from: 'pending', to: 'failed', path: 'M112 52V84Q112 90 118 90H214Q220 90 220 96V114' },
  { from: 'processing', to: 'failed', path: 'M276 52V114' },
  {
    from: 'failed',
    to: 'pending',
    path: 'M180 142H166Q160 142 160 136V78Q160 72 154 72H80Q74 72 74 66V58',
  },
];

type MachineProps = { status: string; leadsTo: string[] };

/** The contract's statuses with the current one and its possible transitions highlighted. */
export function StateMachine({ status, leadsTo }: MachineProps) {
  const label = `The transaction is ${status}. ${leadsTo.length > 0 ? `It can become ${leadsTo.join(' or ')}.` : 'No further change is possible.'}`;
  return (
    <svg class="machine" viewBox="0 0 496 172" role="img" aria-label={label}>
      <defs>
        <marker
          id="tip"
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" />
        </marker>
        <marker
          id="tip-open"
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" class="tip-open" />
        </marker>
      </defs>
      {EDGES.map(({ from, to, path }) => {
        const open = from === status && leadsTo.includes(to);
        return (
          <path
            key={path}
            class={open ? 'edge is-open' : 'edge'}
            d={path}
            marker-end={open ? 'url(#tip-open)' : 'url(#tip)'}
          />
        );
      })}
      {Object.entries(NODES).map(([name, { x, y }]) => (
        <g key={name} class={name === status ? `node is-${name} is-current` : `node is-${name}`}>
          <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx="6" />
          <text x={x + WIDTH / 2} y={y + HEIGHT / 2 + 6}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
