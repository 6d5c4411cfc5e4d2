/** Nobody can sign in as a demo user unless DEMO_MODE is on. */
export const demoUsers = [
  {
    key: 'new-customer',
    id: '01890000-0000-7000-8000-000000000001',
    name: 'Nora New',
    email: 'nora.new@example.com',
    role: 'customer',
    description: 'New customer, identity not verified yet',
  },
  {
    key: 'verified-customer',
    id: '01890000-0000-7000-8000-000000000002',
    name: 'Vera Verified',
    email: 'vera.verified@example.com',
    role: 'customer',
    description: 'Verified customer with past transactions',
  },
  {
    key: 'operator',
    id: '01890000-0000-7000-8000-000000000003',
    name: 'Omar Operator',
    email: 'omar.operator@example.com',
    role: 'operator',
    description: 'Operator who can see every delivery and provider call',
  },
] as const;
