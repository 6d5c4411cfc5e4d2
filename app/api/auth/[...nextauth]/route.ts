import { handlers } from '@/lib/users/sign-in';

export const { GET, POST } = handlers;
