/** The people of demo mode, who sign in with a click. They exist only where DEMO_MODE is on. */
export const personas = [
  {
    key: 'new-customer',
    id: '01890000-0000-7000-8000-000000000001',
    name: 'Nora New',
    email: 'nora.new@example.com',
    role: 'customer',
    description: 'A new customer, whose identity nobody has verified yet',
  },
  {
    key: 'verified-customer',
    id: '01890000-0000-7000-8000-000000000002',
    name: 'Vera Verified',
    email: 'vera.verified@example.com',
    role: 'customer',
    description: 'A verified customer with a history of orders',
  },
  {
    key: 'operator',
    id: '01890000-0000-7000-8000-000000000003',
    name: 'Omar Operator',
    email: 'omar.operator@example.com',
    role: 'operator',
    description: 'An operator, who watches deliveries and provider calls',
  },
] as const;

export type PersonaKey = (typeof personas)[number]['key'];
